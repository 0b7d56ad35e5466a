internal import RowcastMachine

/// How surprising each of a few outcomes is: `-log` of the share of rows whose outcome is no more
/// frequent. Where rare outcomes are many, one of them is no surprise.
struct Rarity: Sendable {
  /// By outcome.
  let surprises: [Double]

  /// - Parameters:
  ///   - counts: the rows of each outcome.
  ///   - total: all rows, also those without one.
  ///   - weights: what outcomes are ordered by instead of their counts.
  ///   - factor: what surprises are multiplied by.
  init(counts: [UInt32], total: Int, by weights: [Double]? = nil, factor: Double = 1) {
    let weights = weights ?? counts.map(Double.init)
    let order = counts.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
    var surprises = [Double](repeating: 0, count: counts.count)
    let rows = Double(max(1, total))
    var start = 0
    var mass = 0.0
    while start < order.count {
      var end = start
      while end < order.count, weights[order[end]] == weights[order[start]] {
        mass += Double(counts[order[end]])
        end += 1
      }
      let surprise = -Elementary.log(max(mass, 0.5) / rows)
      for place in start..<end { surprises[order[place]] = max(0, surprise) * factor }
      start = end
    }
    self.surprises = surprises
  }

  /// The surprise of an outcome; 0 where there is none.
  @inline(__always)
  func callAsFunction(_ code: Int32) -> Double {
    code >= 0 && Int(code) < surprises.count ? surprises[Int(code)] : 0
  }
}
