/// Whether something is done where it pays, or nowhere.
public enum AutoOrNone: String, Sendable, Hashable, Codable, CaseIterable {
  /// Where it pays.
  case auto
  /// Nowhere.
  case none
}

/// One hinge: `max(0, x - knot)`, then standardized.
public struct FittedHinge: Sendable, Hashable, Codable {
  /// Where the hinge leaves zero, in the column's own unit.
  public var knot: Double
  /// The training mean of the hinge, which is subtracted.
  public var center: Double
  /// What is divided by; never 0.
  public var scale: Double

  /// A scale of 0, or one that is not finite, becomes 1.
  public init(knot: Double, center: Double, scale: Double) {
    self.knot = knot
    self.center = center
    self.scale = scale == 0 || !scale.isFinite ? 1 : scale
  }

  /// The value of the hinge at a finite number.
  public func value(at x: Double) -> Double { (max(0, x - knot) - center) / scale }
}

/// Where the knots of a column go, and between which bounds its numbers are held.
///
/// Beyond the bounds the model is flat: a linear piece that runs on for ever gives a handful of
/// extreme rows the last word.
struct Knots: Sendable {
  var places: [Double]
  var lower: Double?
  var upper: Double?

  /// The fewest different values that are worth a knot.
  static let fewestValues = 8

  /// Knots at quantiles of the rows, and for a column in which one value fills more than a third
  /// of the rows (zero-inflated) also at quantiles of the distinct values.
  static func found(in values: [Double], _ options: NumberOptions) -> Knots? {
    guard hasDistinct(values, atLeast: fewestValues) else { return nil }
    let levels = (1...options.knotCount).map { Double($0) / Double(options.knotCount + 1) }
    let tail = options.tail
    let asked = [0, tail] + levels + [1 - tail, 1]
    let twelfths = (0...12).map { Double($0) / 12 }
    let found = Quantiles.at(asked + twelfths, of: values)
    guard found.count == asked.count + twelfths.count else { return nil }
    let rows = found[..<asked.count]
    var places = Set(rows.dropFirst(2).dropLast(2))
    var (low, high) = (rows[1], rows[rows.count - 2])
    if isInflated(Array(found[asked.count...])) {
      let distinct = Set(values.lazy.filter(\.isFinite)).sorted()
      let quantiles = Quantiles.at([tail] + levels + [1 - tail], of: distinct)
      places.formUnion(quantiles.dropFirst().dropLast())
      (low, high) = (min(low, quantiles[0]), max(high, quantiles[quantiles.count - 1]))
    }
    // A knot at the smallest or largest value bends nothing.
    return Knots(
      places: places.filter { $0 > low && $0 < high }.sorted(),
      lower: low > rows[0] ? low : nil, upper: high < rows[rows.count - 1] ? high : nil)
  }

  private static func hasDistinct(_ values: [Double], atLeast wanted: Int) -> Bool {
    var seen: Set<Double> = []
    for value in values where value.isFinite {
      if seen.insert(value).inserted, seen.count >= wanted { return true }
    }
    return false
  }

  /// Whether one value fills a third of the rows: then two quantiles a third apart coincide.
  private static func isInflated(_ twelfths: [Double]) -> Bool {
    (0...8).contains { twelfths[$0] == twelfths[$0 + 4] }
  }
}
