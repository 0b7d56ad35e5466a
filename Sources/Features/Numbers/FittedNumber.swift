/// A column of numbers as features: one scaled value, its hinges, and whether it was missing.
public struct FittedNumber: Sendable, Hashable, Codable {
  /// What stands for a missing number.
  public var fill: Double
  /// Whether a feature says that the number is missing.
  public var hasIndicator: Bool
  public var scaler: FittedScaler
  /// Ascending by knot.
  public var hinges: [FittedHinge]

  public init(
    fill: Double, hasIndicator: Bool, scaler: FittedScaler, hinges: [FittedHinge] = []
  ) {
    self.fill = fill
    self.hasIndicator = hasIndicator
    self.scaler = scaler
    self.hinges = hinges
  }

  /// Dense features: the value and its hinges.
  public var denseWidth: Int { 1 + hinges.count }

  /// The dense features of one number; NaN is missing.
  public func values(of number: Double) -> [Double] {
    let x = number.isFinite ? number : fill
    return [scaler.scaled(x)] + hinges.map { $0.value(at: x) }
  }

  /// Learns from numbers; NaN is missing.
  static func fitted(to values: [Double], options: NumberOptions) -> FittedNumber {
    let moments = Moments(of: values)
    let fill = options.imputation.fitted(to: values, constant: options.constant)
    let scaler =
      options.scaling == .standard
      ? FittedScaler(
        kind: .standard, center: moments.filled(with: fill).mean,
        scale: moments.filled(with: fill).usefulDeviation)
      : FittedScaler.fitted(options.scaling, to: values, fill: fill)
    let knots = options.knots > 0 ? Knots.found(in: values, count: options.knots) : []
    let hinges = knots.map { knot in
      let pieces = Moments(of: values) { $0.isFinite ? max(0, $0 - knot) : .nan }.filled(
        with: max(0, fill - knot))
      return FittedHinge(knot: knot, center: pieces.mean, scale: pieces.usefulDeviation)
    }
    return FittedNumber(
      fill: fill, hasIndicator: options.indicators && moments.missing >= options.fewestMissing,
      scaler: scaler, hinges: hinges)
  }
}

/// What is asked of one column of numbers.
struct NumberOptions: Sendable {
  var imputation: Imputation
  var constant: Double
  var indicators: Bool
  var fewestMissing: Int
  var scaling: Scaling
  var knots: Int
}
