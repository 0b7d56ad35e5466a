internal import RowcastMachine

/// How surprising each of a few outcomes is: `-log` of the share of rows whose outcome is no more
/// frequent, but no more than what an outcome as frequent as the usual one has chance for. Where rare
/// outcomes are many, one of them is no surprise; and of a hundred levels of thirty rows each one has
/// twenty by chance.
struct Rarity: Sendable {
  /// By outcome.
  let surprises: [Double]

  /// - Parameters:
  ///   - counts: the rows of each outcome.
  ///   - total: all rows, also those without one.
  ///   - weights: what outcomes are ordered by instead of their counts.
  ///   - isAgainstChance: whether these are counts, so that chance can be told from them.
  ///   - factor: what surprises are multiplied by.
  init(
    counts: [UInt32], total: Int, by weights: [Double]? = nil, isAgainstChance: Bool = true,
    factor: Double = 1
  ) {
    let weights = weights ?? counts.map(Double.init)
    let order = counts.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
    var surprises = [Double](repeating: 0, count: counts.count)
    let rows = Double(max(1, total))
    let usual = Self.usual(order.map { weights[$0] }, rows: rows)
    var start = 0
    var mass = 0.0
    while start < order.count {
      var end = start
      while end < order.count, weights[order[end]] == weights[order[start]] {
        mass += Double(counts[order[end]])
        end += 1
      }
      var surprise = -Elementary.log(max(mass, 0.5) / rows)
      if isAgainstChance {
        surprise = min(surprise, Self.evidence(weights[order[start]], against: usual))
      }
      for place in start..<end { surprises[order[place]] = max(0, surprise) * factor }
      start = end
    }
    self.surprises = surprises
  }

  /// How frequent the outcome of the middle row is; rows without an outcome have one of their own.
  private static func usual(_ ascending: [Double], rows: Double) -> Double {
    let rest = rows - ascending.reduce(0, +)
    var mass = 0.0
    for count in rest > 0 ? (ascending + [rest]).sorted() : ascending {
      mass += count
      if 2 * mass >= rows { return count }
    }
    return 0
  }

  /// How much it tells that a count is less than expected: half the deviance of a Poisson count.
  static func evidence(_ count: Double, against expected: Double) -> Double {
    guard count < expected else { return 0 }
    return expected - count + (count > 0 ? count * Elementary.log(count / expected) : 0)
  }

  /// The surprise of an outcome; 0 where there is none.
  @inline(__always)
  func callAsFunction(_ code: Int32) -> Double {
    code >= 0 && Int(code) < surprises.count ? surprises[Int(code)] : 0
  }
}
