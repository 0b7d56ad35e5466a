/// How the features that an additive model can have are shared out: levels of categories, and knots of
/// curves.
///
/// Its Hessians are factored, so that it can have only so many. Where categories would take the room
/// of curves, those with the most levels keep a feature for each of their most frequent ones alone, and
/// one for all others.
struct AdditiveRoom: Sendable {
  /// The most levels of a column that get a feature of their own.
  let levelLimit: Int
  /// The most knots of all curves together.
  let knots: Int
  /// Columns with more levels than there is room for, and how many they have.
  let pooled: [(column: String, levels: Int)]

  /// The most levels of a column, however much room there is.
  private static let mostLevels = 400
  /// Knots of each column of numbers that levels leave room for, up to half of all.
  private static let fewKnots = 16

  /// - Parameters:
  ///   - levels: the levels of each category that are not rare.
  ///   - numbers: columns with curves.
  ///   - others: further features.
  init(
    levels: [(column: String, levels: Int)], numbers: Int, others: Int, outputs: Int, rows: Int
  ) {
    let limit = AdditivePlan.featureLimit(outputs: outputs)
    // Many knots of few rows cost much and tell little.
    let knotLimit = min(limit, max(240, rows / 2))
    let wanted = min(Self.fewKnots * numbers, knotLimit / 2)
    func width(_ most: Int) -> Int { levels.reduce(0) { $0 + min(most, $1.levels) } }
    // Two more for each: rare levels, and none.
    let room = AdditivePlan.widest(outputs: outputs) - wanted - others - 2 * levels.count
    var most = Self.mostLevels
    while most > 1, width(most) > room { most -= 1 }
    levelLimit = most
    knots = max(knotLimit - width(most), wanted)
    pooled = levels.filter { $0.levels > most }
  }
}
