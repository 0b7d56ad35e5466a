/// A column of numbers as features: one scaled value, its hinges, and whether it was missing.
public struct FittedNumber: Sendable, Hashable, Codable {
  /// What stands for a missing number.
  public var fill: Double
  /// Whether a feature says that the number is missing.
  public var hasIndicator: Bool
  /// How a number becomes a value of common size; hinges have scales of their own.
  public var scaler: FittedScaler
  /// Smaller numbers count as this one; nil for no such bound.
  public var lower: Double?
  /// Larger numbers count as this one; nil for no such bound.
  public var upper: Double?
  /// Ascending by knot; they see the number within its bounds.
  public var hinges: [FittedHinge]
  /// The curve beside the scaled value; nil for a straight line.
  public var curve: FittedCurve?

  /// Without bounds, hinges, curve and indicator the number is one feature.
  public init(
    fill: Double, hasIndicator: Bool, scaler: FittedScaler, lower: Double? = nil,
    upper: Double? = nil, hinges: [FittedHinge] = [], curve: FittedCurve? = nil
  ) {
    self.fill = fill
    self.hasIndicator = hasIndicator
    self.scaler = scaler
    self.lower = lower
    self.upper = upper
    self.hinges = hinges
    self.curve = curve
  }

  /// Dense features: the value and its hinges.
  public var denseWidth: Int { 1 + hinges.count }

  /// The dense features of one number; NaN is missing.
  public func values(of number: Double) -> [Double] {
    let x = number.isFinite ? bounded(number) : fill
    return [scaler.scaled(x)] + hinges.map { $0.value(at: x) }
  }

  /// A number within the bounds.
  public func bounded(_ number: Double) -> Double {
    min(max(number, lower ?? -Self.largest), upper ?? Self.largest)
  }

  /// Numbers beyond this magnitude count as this one: the squares of larger ones overflow.
  public static let largest = 1e150

  /// Learns from numbers; NaN is missing.
  static func fitted(
    to given: [Double], moments known: Moments? = nil, options: NumberOptions
  ) -> FittedNumber {
    var knots = options.knots ?? (options.knotCount > 0 ? Knots.found(in: given, options) : nil)
    let bends =
      options.curveKnots > 0
      ? CurveKnots.found(in: given, most: options.curveKnots) : CurveKnots()
    if bends.places.count > 2 {
      knots = Knots(places: [], lower: bends.places.first, upper: bends.places.last)
    }
    var values = given
    var moments = known ?? Moments(of: given)
    if let knots, knots.lower != nil || knots.upper != nil {
      let (low, high) = (knots.lower ?? -largest, knots.upper ?? largest)
      values = given.map { $0.isFinite ? min(max($0, low), high) : .nan }
      moments = Moments(of: values)
    }
    let fill = options.imputation.fitted(
      to: values, moments: moments, constant: options.constant)
    let scaler =
      options.scaling == .standard
      ? FittedScaler.standard(moments.filled(with: fill))
      : FittedScaler.fitted(options.scaling, to: values, fill: fill)
    let hinges = (knots?.places ?? []).map { knot in
      let pieces = Moments(of: values) { $0.isFinite ? max(0, $0 - knot) : .nan }
        .filled(with: max(0, fill - knot))
      return FittedHinge(knot: knot, center: pieces.mean, scale: pieces.usefulDeviation)
    }
    // Numbers that were held are held wherever the model is written, too.
    return FittedNumber(
      fill: fill, hasIndicator: options.indicators && moments.missing >= options.fewestMissing,
      scaler: scaler, lower: knots?.lower ?? (moments.minimum <= -largest ? -largest : nil),
      upper: knots?.upper ?? (moments.maximum >= largest ? largest : nil), hinges: hinges,
      curve: FittedCurve.fitted(to: values, fill: fill, knots: bends))
  }
}

/// What is asked of one column of numbers.
struct NumberOptions: Sendable {
  var imputation: Imputation
  var constant: Double
  var indicators: Bool
  var fewestMissing: Int
  var scaling: Scaling
  /// Knots at quantiles; 0 for no hinges.
  var knotCount: Int
  /// The most knots of a curve; 0 for none.
  var curveKnots = 0
  /// The share of the rows beyond each bound, when there are hinges; 0 for no bounds.
  var tail: Double
  /// Knots that were asked for instead.
  var knots: Knots?
}
