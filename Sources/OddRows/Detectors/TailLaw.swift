internal import RowcastLinearAlgebra
internal import RowcastMachine

/// How rare values at the upper end of a column are, and beyond all that were seen.
///
/// Up to the 95th percentile the share of values that are as large; beyond it a generalized Pareto
/// law whose shape comes from the spacing of three quantiles (J. Pickands, "Statistical inference
/// using extreme order statistics", 1975), so that a few wild values do not hide themselves.
/// Surprises are natural logarithms: `-log P(X >= x)`.
struct TailLaw: Sendable, Hashable, Codable {
  /// The quantiles at ``levels``.
  private(set) var knots: [Double]
  private var threshold: Double
  private var base: Double
  /// The scale beyond the threshold; 0 where nothing can be said but that it is beyond.
  private var scale: Double
  private var shape: Double
  /// Values beyond the threshold that several rows share, ascending; nil where that does not matter.
  private var shared: [Shared]?

  /// A value that rows share, and the greatest surprise of values up to it: what many rows share alike
  /// is no rarer than they are.
  private struct Shared: Sendable, Hashable, Codable {
    var value: Double
    var most: Double
  }

  /// So many rows share a value that is no chance.
  private static let fewestShared = 5

  static let levels = [0, 0.25, 0.5, 0.65, 0.8, 0.9, 0.95]
  private static let surprises = levels.map { -Elementary.log(1 - $0) }
  /// No surprise is greater, however small the scale is: no double is as small as its probability.
  static let most = 700.0
  private static let log2 = Elementary.log(2)

  /// The law of values in ascending order.
  /// - Parameters:
  ///   - unknownScale: the scale beyond all values where they do not tell one.
  ///   - isOfShares: whether a value that several rows share is no rarer than they are, however far out
  ///     it is.
  ///   - weight: what a surprise counts, so that what is shared counts no more than its share.
  init(
    sorted values: [Double], unknownScale: Double = 0, isOfShares: Bool = false, weight: Double = 1
  ) {
    self.init(sorted: values, unknownScale)
    if isOfShares { setShared(values, weight) }
  }

  private init(sorted values: [Double], _ unknownScale: Double) {
    knots = Self.levels.map { values.quantile($0) }
    let (a, b, c) = (values.quantile(0.8), values.quantile(0.9), values.quantile(0.95))
    (threshold, base, scale, shape) = (c, Self.surprises[6], unknownScale, 0)
    if b > a, c > b {
      setShape(b - a, c - b)
      return
    }
    // Many values are one: what is above them has a law of its own.
    let first = values.firstPlace(above: a)
    let above = values.count - first
    threshold = a
    base = max(0, -Elementary.log(Double(above + 1) / Double(values.count + 1)))
    guard above >= 20 else { return }
    let rest = Array(values[first...])
    let (low, middle, high) = (rest.quantile(0), rest.quantile(0.5), rest.quantile(0.75))
    guard middle > low, high > middle else { return }
    threshold = high
    base = -Elementary.log(Double(above) / Double(values.count) * 0.25)
    setShape(middle - low, high - middle)
  }

  private mutating func setShared(_ values: [Double], _ weight: Double) {
    var found: [Shared] = []
    var end = values.count
    var rows = 0
    while end > 0, values[end - 1] > threshold {
      var start = end - 1
      while start > 0, values[start - 1] == values[end - 1] { start -= 1 }
      if end - start >= Self.fewestShared {
        rows += end - start
        let most = -Elementary.log(Double(rows) / Double(values.count)) / weight
        found.append(Shared(value: values[end - 1], most: most))
      }
      end = start
    }
    shared = found.isEmpty ? nil : found.reversed()
  }

  /// The greatest surprise that a value beyond the threshold may have.
  private func most(_ x: Double) -> Double {
    guard let shared else { return Self.most }
    var (low, high) = (0, shared.count)
    while low < high {
      let middle = (low + high) / 2
      if shared[middle].value >= x { high = middle } else { low = middle + 1 }
    }
    return low < shared.count ? shared[low].most : Self.most
  }

  /// - Parameters: the spacings of three quantiles, each half as often exceeded as the one before.
  private mutating func setShape(_ first: Double, _ second: Double) {
    shape = min(max(Elementary.log(second / first) / Self.log2, 0), 1)
    // Where spacings shrink the last one may be small by chance: both tell the scale.
    scale =
      shape > 1e-6
      ? second * shape / (1 - Elementary.exp(-shape * Self.log2))
      : (first + second) / (2 * Self.log2)
    if !scale.isFinite { scale = 0 }
  }

  /// The middle value.
  var middle: Double { knots.count > 2 ? knots[2] : 0 }

  /// The least value.
  var least: Double { knots.first ?? 0 }

  /// `-log P(X >= x)`; 0 for NaN.
  func surprise(_ x: Double) -> Double {
    guard x > knots[0] else { return 0 }
    if x > threshold {
      guard scale > 0 else { return base }
      let t = (x - threshold) / scale
      return min(most(x), base + (shape > 1e-6 ? Elementary.log1p(shape * t) / shape : t))
    }
    let place = knots.countOfFew(below: x)
    guard place < knots.count else { return min(Self.surprises[knots.count - 1], base) }
    let (low, high) = (knots[place - 1], knots[place])
    let share = high > low ? (x - low) / (high - low) : 1
    let surprise =
      Self.surprises[place - 1] + share * (Self.surprises[place] - Self.surprises[place - 1])
    return min(surprise, base)
  }

  var isSound: Bool {
    knots.count == Self.levels.count && knots.allSatisfy(\.isFinite) && threshold.isFinite
      && base.isFinite && scale.isFinite && scale >= 0 && (0...1).contains(shape)
      && (shared ?? []).allSatisfy { $0.value.isFinite && $0.most >= 0 }
  }
}

/// How rare values at both ends of a column are.
struct TwoTails: Sendable, Hashable, Codable {
  let upper: TailLaw
  let lower: TailLaw
  /// No surprise is greater, however small the scale is: no double is as small as its probability.
  static let most = 700.0
  private static let log2 = Elementary.log(2)

  /// The laws of values in ascending order, of which there is at least one.
  init(sorted values: [Double], isOfShares: Bool = false) {
    upper = TailLaw(sorted: values, isOfShares: isOfShares)
    lower = TailLaw(sorted: values.reversed().map { -$0 }, isOfShares: isOfShares)
  }

  /// From the least to the greatest value.
  var range: ClosedRange<Double> {
    let (low, high) = (upper.least, -lower.least)
    return low...max(low, high)
  }

  /// The surprise at the nearer end, less what two ends are worth.
  func surprise(_ x: Double) -> Double {
    // On its own side of the middle a law says no more than that.
    max(0, (x >= upper.middle ? upper.surprise(x) : lower.surprise(-x)) - Self.log2)
  }

  /// The end that a value is nearer to, and the quantiles that it is beyond, with the share of values
  /// on their other side; the outermost first, none of less than half.
  func quantiles(beyondBy x: Double) -> (isLow: Bool, beyond: [(share: Double, value: Double)]) {
    let isLow = lower.surprise(-x) > upper.surprise(x)
    let (law, place, sign) = isLow ? (lower, -x, -1.0) : (upper, x, 1.0)
    let passed = zip(TailLaw.levels, law.knots).filter { $0 >= 0.5 && $1 < place }
    return (isLow, passed.reversed().map { ($0, sign * $1) })
  }

  var isSound: Bool { upper.isSound && lower.isSound }
}

extension [Double] {
  /// The first place of ascending values that are above a number.
  func firstPlace(above value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// How many values are below a number, and above it; none is NaN. Of a few they are counted by the
  /// signs of differences (0 is added since -0 has a sign) sooner than a processor guesses branches.
  func countOfFew(below x: Double) -> Int {
    var count = 0
    for value in self { count &+= Int(truncatingIfNeeded: (value - x + 0).bitPattern >> 63) }
    return count
  }

  func countOfFew(above x: Double) -> Int {
    var count = 0
    for value in self { count &+= Int(truncatingIfNeeded: (x - value + 0).bitPattern >> 63) }
    return count
  }

  /// The values that are no NaN, ascending.
  var ascending: [Double] { filter { !$0.isNaN }.sorted() }
}
