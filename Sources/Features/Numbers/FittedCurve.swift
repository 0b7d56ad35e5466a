internal import RowcastLinearAlgebra

/// A curve over a column of numbers: straight between knots, flat beyond the outer ones.
///
/// Each knot has a feature, its hat: 1 at the knot and 0 at its neighbors, straight between. A number
/// has at most two hats, whose sum is 1, so the weight of a hat is the height of the curve there.
public struct FittedCurve: Sendable, Hashable, Codable {
  /// Ascending, at least two.
  public var knots: [Double]
  /// The mean of each hat over the training rows.
  public var shares: [Double]
  /// Whether every training value is a knot; else the curve is smooth between them.
  public var isExact: Bool

  /// One share for each knot.
  public init(knots: [Double], shares: [Double], isExact: Bool = false) {
    self.knots = knots
    self.shares = shares
    self.isExact = isExact
  }

  /// The hats of a finite number: that of `knot` is `1 - share`, that of the next one `share`.
  public func place(of x: Double) -> (knot: Int, share: Double) { Self.place(of: x, among: knots) }

  /// The place of a finite number among at least two knots.
  static func place(of x: Double, among knots: [Double]) -> (knot: Int, share: Double) {
    var (low, high) = (0, knots.count - 1)
    if x <= knots[0] { return (0, 0) }
    if x >= knots[high] { return (high - 1, 1) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle] <= x { low = middle } else { high = middle }
    }
    return (low, (x - knots[low]) / (knots[high] - knots[low]))
  }

  /// Learns the hats of numbers; what is missing counts as `fill`. Nil where two knots or fewer are
  /// left, between which a curve is a straight line.
  static func fitted(to values: [Double], fill: Double, knots: CurveKnots) -> FittedCurve? {
    let (knots, isExact) = (knots.places, knots.isExact)
    guard knots.count > 2 else { return nil }
    var sums = [Double](repeating: 0, count: knots.count)
    for value in values {
      let (knot, share) = place(of: value.isFinite ? value : fill, among: knots)
      sums[knot] += 1 - share
      sums[knot + 1] += share
    }
    let count = Double(max(1, values.count))
    return FittedCurve(knots: knots, shares: sums.map { $0 / count }, isExact: isExact)
  }

  /// Whether knots ascend and every one has a share.
  var isSound: Bool {
    knots.count > 1 && shares.count == knots.count && (knots + shares).allSatisfy(\.isFinite)
      && zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 && ($1 - $0).isFinite }
  }
}

/// Where the knots of a curve go.
struct CurveKnots {
  /// Ascending.
  var places: [Double] = []
  /// Whether every value is a knot.
  var isExact = true

  /// The most knots of a column with more different values than knots.
  static let continuous = 32
  /// The share of the rows beyond each outer knot.
  static let tail = 0.005
  /// Rows beyond which a sample is looked at.
  static let sampleRows = 100_000

  /// All different values when there are at most `most`; else half of the knots at quantiles of the
  /// rows and half at quantiles of the different values, for long tails.
  static func found(in values: [Double], most: Int) -> CurveKnots {
    let step = max(1, values.count / sampleRows)
    let sample = step == 1 ? values : stride(from: 0, to: values.count, by: step).map { values[$0] }
    let rows = sample.filter(\.isFinite).sorted()
    var distinct: [Double] = []
    for value in rows where distinct.last != value { distinct.append(value) }
    if distinct.count <= most || distinct.count < 3 { return CurveKnots(places: distinct) }
    let count = max(4, min(most, continuous))
    let half = count / 2
    let low = min(rows.quantile(tail), distinct.quantile(tail))
    let high = max(rows.quantile(1 - tail), distinct.quantile(1 - tail))
    var knots: Set<Double> = [low, high]
    for i in 1...half { knots.insert(ranked(rows, Double(i) / Double(half + 1))) }
    for i in stride(from: 1, to: count - half - 1, by: 1) {
      knots.insert(ranked(distinct, Double(i) / Double(count - half - 1)))
    }
    return CurveKnots(
      places: knots.filter { $0 >= low && $0 <= high }.sorted(), isExact: false)
  }

  /// The smallest number that as many as the share of all do not exceed.
  private static func ranked(_ sorted: [Double], _ level: Double) -> Double {
    sorted[min(max(Int((level * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
  }
}
