/// Whether numbers get hinges: pieces that let a linear model bend at knots.
public enum HingeChoice: String, Sendable, Hashable, Codable, CaseIterable {
  /// For every number with enough different values, unless the table is too large for them.
  case auto
  case none
}

/// One hinge: `max(0, x - knot)`, then standardized.
public struct FittedHinge: Sendable, Hashable, Codable {
  public var knot: Double
  public var center: Double
  /// What is divided by; never 0.
  public var scale: Double

  public init(knot: Double, center: Double, scale: Double) {
    self.knot = knot
    self.center = center
    self.scale = scale == 0 || !scale.isFinite ? 1 : scale
  }

  /// The value of the hinge at a finite number.
  public func value(at x: Double) -> Double { (max(0, x - knot) - center) / scale }
}

/// Where the knots of a column go.
enum Knots {
  /// The fewest different values that are worth a knot.
  static let fewestValues = 8

  /// Knots at quantiles of the rows, and for a column in which one value stands in more than a
  /// third of the rows (zero-inflated) also at quantiles of the distinct values.
  static func found(in values: [Double], count: Int) -> [Double] {
    guard count > 0, hasDistinct(values, atLeast: fewestValues) else { return [] }
    let levels = (1...count).map { Double($0) / Double(count + 1) }
    var knots = Set(Quantiles.at(levels, of: values))
    let span = Quantiles.at([0, 1], of: values)
    if isInflated(values) {
      let distinct = Set(values.lazy.filter(\.isFinite))
      knots.formUnion(Quantiles.at(levels, of: distinct.sorted()))
    }
    // A knot at the smallest or largest value bends nothing.
    return knots.filter { $0 > span[0] && $0 < span[1] }.sorted()
  }

  private static func hasDistinct(_ values: [Double], atLeast wanted: Int) -> Bool {
    var seen: Set<Double> = []
    for value in values where value.isFinite {
      if seen.insert(value).inserted, seen.count >= wanted { return true }
    }
    return false
  }

  /// Whether one value fills a third of the rows: then two quantiles a third apart coincide.
  private static func isInflated(_ values: [Double]) -> Bool {
    let places = Quantiles.at((0...12).map { Double($0) / 12 }, of: values)
    return places.count == 13 && (0...8).contains { places[$0] == places[$0 + 4] }
  }
}
