import RowcastMachine

/// What is known about a coefficient beyond its value, under the model's own assumptions.
///
/// Wald's figures: the covariance of the weights is the inverse of the Hessian of the summed loss.
/// They hold for many independent rows and no penalty; row weights count as repeated rows.
public struct CoefficientInference: Sendable, Equatable, Codable {
  /// The class whose odds it is about; in the softmax form against class 0.
  public let classIndex: Int
  /// The feature, or nil for the intercept.
  public let feature: Int?
  /// The coefficient itself: a change of the log-odds by one of the feature.
  public let estimate: Double
  /// The square root of the coefficient's place on the diagonal of the covariance.
  public let standardError: Double
  /// The estimate over its standard error.
  public let z: Double
  /// The chance of a `z` at least as far from zero if the coefficient were zero.
  public let pValue: Double

  /// The same of a step of the feature that is so many times smaller.
  package func over(_ scale: Double) -> CoefficientInference {
    CoefficientInference(
      classIndex: classIndex, feature: feature, estimate: estimate / scale,
      standardError: standardError / scale, z: z, pValue: pValue)
  }

  /// What the odds are multiplied by when the feature grows by one.
  public var oddsRatio: Double { Elementary.exp(estimate) }

  /// The interval of the estimate that 95 of 100 such samples would have around the truth.
  public var interval: ClosedRange<Double> {
    let reach = 1.959963984540054 * standardError
    return (estimate - reach)...(estimate + reach)
  }

  /// The interval of the odds ratio.
  public var oddsRatioInterval: ClosedRange<Double> {
    Elementary.exp(interval.lowerBound)...Elementary.exp(interval.upperBound)
  }
}

/// A level of a category that the others of its column are measured against.
public struct ReferenceLevel: Sendable, Hashable {
  /// The level's feature.
  public var feature: Int
  /// The features of all levels of the column, its own among them.
  public var group: Range<Int>

  /// - Precondition: the group has the feature in it.
  public init(feature: Int, group: Range<Int>) {
    precondition(group.contains(feature))
    self.feature = feature
    self.group = group
  }
}
