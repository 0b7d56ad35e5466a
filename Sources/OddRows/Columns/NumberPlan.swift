internal import RowcastLinearAlgebra
internal import RowcastMachine

/// What is known of a column of numbers or days: its scale, its tails, and the bins it is counted in.
struct NumberPlan: Sendable, Hashable, Codable {
  /// Whether the logarithm is what is scaled, as the spacing of the quantiles suggests.
  let isLogarithmic: Bool
  let center: Double
  let scale: Double
  let tails: TwoTails
  /// The 1st, 50th and 99th percentile.
  let usual: [Double]
  /// All values, where they are few; ascending.
  let steps: [Double]
  /// Bins of one width between the 2nd and the 98th percentile, where values are many.
  let binStart: Double
  let binWidth: Double
  let binCount: Int
  /// The bounds of the coarse bins of pairs, ascending.
  let edges: [Double]
  /// The least and the greatest scaled value, within ``bound``.
  let least: Double
  let greatest: Double
  /// Whether there are enough different values for a linear relation.
  var isContinuous: Bool { steps.count > 3 || steps.isEmpty }

  /// How far scaled values reach.
  static let bound = 8.0
  private static let mostSteps = 40

  /// The plan of ascending values; nil when they are all one.
  init?(sorted values: [Double], mayBeLogarithmic: Bool) {
    guard let first = values.first, let last = values.last, first < last, first.isFinite,
      last.isFinite, (last - first).isFinite
    else { return nil }
    var distinct = [first]
    for value in values where value != distinct[distinct.count - 1] {
      distinct.append(value)
      if distinct.count > Self.mostSteps { break }
    }
    steps = distinct.count <= Self.mostSteps ? distinct : []
    usual = [values.quantile(0.01), values.quantile(0.5), values.quantile(0.99)]
    tails = TwoTails(sorted: values)
    let (start, end) = (values.quantile(0.02), values.quantile(0.98))
    let bins = min(60, max(10, Int(2 * Self.cubeRoot(Double(values.count)))))
    (binStart, binWidth, binCount) =
      steps.isEmpty && end > start ? (start, (end - start) / Double(bins), bins) : (0, 0, 0)
    edges = Self.edges(values, distinct)
    var (low, middle, high) = (values.quantile(0.05), values.quantile(0.5), values.quantile(0.95))
    var isLogarithmic = false
    if mayBeLogarithmic, first > 0, high > low {
      let logs = [low, middle, high].map { Elementary.log($0) }
      if logs[2] > logs[0] {
        func skew(_ a: Double, _ b: Double, _ c: Double) -> Double {
          ((c - b) - (b - a)).magnitude / (c - a)
        }
        isLogarithmic = skew(low, middle, high) > skew(logs[0], logs[1], logs[2])
      }
    }
    self.isLogarithmic = isLogarithmic
    let scaled = isLogarithmic ? values.map { Elementary.log($0) } : values
    (low, middle, high) = (scaled.quantile(0.25), scaled.quantile(0.5), scaled.quantile(0.75))
    center = middle
    var scale = (high - low) / 1.349
    if !(scale > 0) {
      scale = scaled.map { ($0 - middle).magnitude }.sorted().quantile(0.9) / 1.645
    }
    if !(scale > 0) { scale = scaled[scaled.count - 1] - scaled[0] }
    self.scale = scale
    least = max(-Self.bound, (scaled[0] - middle) / scale)
    greatest = min(Self.bound, (scaled[scaled.count - 1] - middle) / scale)
    guard scale.isFinite, scale > 0 else { return nil }
  }

  private static func edges(_ values: [Double], _ distinct: [Double]) -> [Double] {
    if distinct.count <= 12 {
      return zip(distinct, distinct.dropFirst()).map { $0 + ($1 - $0) / 2 }
    }
    var edges: [Double] = []
    for tenth in 1...9 {
      let edge = values.quantile(Double(tenth) / 10)
      if edge != edges.last { edges.append(edge) }
    }
    return edges
  }

  private static func cubeRoot(_ x: Double) -> Double { Elementary.exp(Elementary.log(x) / 3) }

  /// A value on the scale of the column; 0 for one that has no logarithm.
  @inline(__always)
  func scaled(_ value: Double) -> Double {
    if isLogarithmic { return value > 0 ? (Elementary.log(value) - center) / scale : -Self.bound }
    return (value - center) / scale
  }

  /// The value that a scaled one is of.
  func value(of scaled: Double) -> Double {
    let value = scaled * scale + center
    return isLogarithmic ? Elementary.exp(value) : value
  }

  /// The fine bin of a value, or the place among ``steps``; the last code is for any other value,
  /// and -1 for one beyond the bins.
  func density(_ value: Double) -> Int32 {
    if steps.isEmpty {
      guard binCount > 0 else { return -1 }
      let place = (value - binStart) / binWidth
      return place >= 0 && place < Double(binCount) ? Int32(place) : -1
    }
    let place = steps.firstPlace(above: value) - 1
    return place >= 0 && steps[place] == value ? Int32(place) : Int32(steps.count)
  }

  /// The number of codes of ``density(_:)``.
  var densityCount: Int { steps.isEmpty ? binCount : steps.count + 1 }

  /// The coarse bin of a value, from 0: how many bounds it has reached.
  func bin(_ value: Double) -> Int { edges.count - edges.countOfFew(above: value) }

  var isSound: Bool {
    center.isFinite && scale.isFinite && scale > 0 && tails.isSound && usual.count == 3
      && (usual + steps + edges + [binStart, least, greatest]).allSatisfy(\.isFinite)
      && (binCount == 0 || binWidth > 0) && (0...60).contains(binCount)
      && steps.count <= Self.mostSteps && edges.count <= Self.mostSteps
  }
}
