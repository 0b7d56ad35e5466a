import RowcastMachine

/// How numbers are brought to a common size.
public enum Scaling: String, Sendable, Hashable, Codable, CaseIterable {
  /// As they are.
  case none
  /// Minus the mean, over the population standard deviation.
  case standard
  /// From 0 (smallest) to 1 (largest).
  case minmax
  /// Over the largest magnitude.
  case maxabs
  /// Minus the median, over the distance of the quartiles.
  case robust
  /// The share of training values below, 0 to 1.
  case quantile
  /// The Yeo-Johnson power that makes them most normal, then standard.
  case power
  /// The logarithm of one plus the magnitude, with the sign, then standard.
  case log1p
  /// As they are, then each row's numbers divided by their Euclidean length.
  case unitNorm = "unitnorm"
}

/// A scaling with what it learned.
public struct FittedScaler: Sendable, Hashable, Codable {
  /// What was asked for, which decides the function.
  public var kind: Scaling
  /// What is subtracted, after the power or the logarithm.
  public var center: Double
  /// What is divided by; never 0.
  public var scale: Double
  /// The power of Yeo and Johnson.
  public var lambda: Double?
  /// The training quantiles between which the share is interpolated, evenly spaced from 0 to 1.
  public var landmarks: [Double]?

  /// A scale of 0, or one that is not finite, becomes 1.
  public init(
    kind: Scaling, center: Double = 0, scale: Double = 1, lambda: Double? = nil,
    landmarks: [Double]? = nil
  ) {
    self.kind = kind
    self.center = center
    self.scale = scale == 0 || !scale.isFinite ? 1 : scale
    self.lambda = lambda
    self.landmarks = landmarks
  }

  /// Whether the result is a linear function of the number.
  public var isLinear: Bool { lambda == nil && landmarks == nil && kind != .log1p }

  /// The scaled value of a finite number.
  public func scaled(_ value: Double) -> Double {
    switch kind {
    case .none, .unitNorm: value
    case .standard, .minmax, .maxabs, .robust: (value - center) / scale
    case .log1p: (SignedLogarithm.of(value) - center) / scale
    case .power:
      (FittedNumber.held(YeoJohnson(lambda: lambda ?? 1)(value)) - center) / scale
    case .quantile: Landmarks.share(of: value, among: landmarks ?? [])
    }
  }

  /// Minus the mean, over the standard deviation.
  static func standard(_ moments: Moments) -> FittedScaler {
    FittedScaler(kind: .standard, center: moments.mean, scale: moments.usefulDeviation)
  }

  /// Learns the scaling of numbers; NaN stands for the fill value.
  static func fitted(_ kind: Scaling, to values: [Double], fill: Double) -> FittedScaler {
    switch kind {
    case .none, .unitNorm: return FittedScaler(kind: kind)
    case .standard: return standard(Moments(of: values).filled(with: fill))
    case .minmax:
      let moments = Moments(of: values).filled(with: fill)
      return FittedScaler(
        kind: kind, center: moments.minimum, scale: moments.maximum - moments.minimum)
    case .maxabs:
      let moments = Moments(of: values).filled(with: fill)
      return FittedScaler(kind: kind, scale: max(moments.maximum, -moments.minimum))
    case .robust:
      let quartiles = Quantiles.at([0.25, 0.5, 0.75], of: values.filled(with: fill))
      guard quartiles.count == 3 else { return FittedScaler(kind: kind) }
      return FittedScaler(
        kind: kind, center: quartiles[1], scale: quartiles[2] - quartiles[0])
    case .log1p:
      let moments = Moments(of: values.map { SignedLogarithm.of($0) })
        .filled(with: SignedLogarithm.of(fill))
      return FittedScaler(kind: kind, center: moments.mean, scale: moments.usefulDeviation)
    case .power:
      let filled = values.filled(with: fill)
      let power = YeoJohnson.fitted(to: filled)
      let moments = Moments(of: filled.map { FittedNumber.held(power($0)) })
      return FittedScaler(
        kind: kind, center: moments.mean, scale: moments.usefulDeviation, lambda: power.lambda)
    case .quantile:
      return FittedScaler(
        kind: kind, landmarks: Landmarks.fitted(to: values.filled(with: fill)))
    }
  }
}

extension Array<Double> {
  /// The values, NaN and infinities replaced.
  func filled(with fill: Double) -> [Double] {
    contains { !$0.isFinite } ? map { $0.isFinite ? $0 : fill } : self
  }
}

extension Moments {
  /// These moments with every missing number counted as `fill`.
  func filled(with fill: Double) -> Moments {
    guard missing > 0 else { return self }
    var all = self
    all.forgetMissing()
    all.merge(Moments(constant: fill, count: missing))
    return all
  }

  /// The standard deviation, or 1 when it is nothing but rounding.
  var usefulDeviation: Double {
    let deviation = standardDeviation
    return deviation <= max(1e-12 * max(abs(minimum), abs(maximum)), 1e-150) ? 1 : deviation
  }
}

/// The logarithm of one plus the magnitude, with the sign of the number.
enum SignedLogarithm {
  static func of(_ value: Double) -> Double {
    value < 0 ? -Elementary.log1p(-value) : Elementary.log1p(value)
  }
}
