/// Everything known of one set of predictions: figures, curves, intervals, and what guessing gives.
public struct Assessment: Sendable, Hashable, Codable {
  public var classes: [String]
  /// For two classes the one that curves and F1 speak of.
  public var positiveClass: Int?
  public var rowCount: Int
  /// The sum of the row weights; the number of rows where there are none.
  public var totalWeight: Double
  public var decision: Decision
  public var confusion: ConfusionMatrix
  public var scores: Scores
  public var macro: PrecisionRecall
  public var micro: PrecisionRecall
  public var weighted: PrecisionRecall
  public var perClass: [ClassAssessment]
  /// Of the positive class for two classes, otherwise of the most probable class.
  public var calibration: [CalibrationBin]
  public var baseline: Baseline
  /// Bootstrap intervals; nil when none were asked for.
  public var intervals: BootstrapIntervals?
  /// Sentences about figures that are undefined or were capped.
  public var notes: [String]

  /// The share of the guessing log-loss that the model explains away: 0 is no better than
  /// guessing by class shares, 1 is perfect.
  public var skill: Double {
    baseline.logLoss > 0 ? 1 - scores.logLoss / baseline.logLoss : 0
  }
}

/// What to find out, and how.
public struct AssessmentOptions: Sendable, Hashable, Codable {
  /// How probabilities become a prediction.
  public var decision: Decision = .mostProbable
  /// For two classes the class that curves and F1 speak of.
  public var positiveClass: Int = 1
  /// Class shares of the training rows, for the baseline; nil takes those of the judged rows.
  public var trainingShares: [Double]?
  /// Bootstrap resamples; 0 for no intervals.
  public var resamples: Int = 2000
  public var seed: UInt64 = 0
  /// The most points of one curve.
  public var curveLimit: Int = 400

  public init() {}
}
