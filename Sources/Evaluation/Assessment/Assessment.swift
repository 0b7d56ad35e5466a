/// Everything known of one set of predictions: figures, curves, intervals, and what guessing gives.
public struct Assessment: Sendable, Hashable, Codable {
  /// The labels, in the order of the model.
  public var classes: [String]
  /// For two classes the one that curves and F1 speak of.
  public var positiveClass: Int?
  /// Rows judged.
  public var rowCount: Int
  /// The sum of the row weights; the number of rows where there are none.
  public var totalWeight: Double
  /// How probabilities became predictions.
  public var decision: Decision
  /// Truth against prediction, by weight.
  public var confusion: ConfusionMatrix
  /// The figures of all classes together.
  public var scores: Scores
  /// The mean over classes, each counting the same.
  public var macro: PrecisionRecall
  /// Over all rows, each counting the same.
  public var micro: PrecisionRecall
  /// The mean over classes by their true shares.
  public var weighted: PrecisionRecall
  /// In the order of ``classes``.
  public var perClass: [ClassAssessment]
  /// Of the positive class for two classes, otherwise of the most probable class.
  public var calibration: [CalibrationBin]
  /// What guessing reaches on the same rows.
  public var baseline: Baseline
  /// Bootstrap intervals; nil when none were asked for.
  public var intervals: BootstrapIntervals?
  /// What chance alone does to the figures; nil when no intervals were asked for.
  public var chance: Chance?
  /// Which figures are undefined or were capped.
  public var notes: [AssessmentNote]

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
  /// For two classes the class that curves and F1 speak of: 0, and 1 for any other number.
  public var positiveClass: Int = 1
  /// Class shares of the training rows, for the baseline, one from 0 to 1 for each class; nil, and anything
  /// else, takes those of the judged rows.
  public var trainingShares: [Double]?
  /// Bootstrap resamples; 0 for no intervals.
  public var resamples: Int = 2000
  /// Of the bootstrap's resamples.
  public var seed: UInt64 = 0
  /// The most points of one curve.
  public var curveLimit: Int = 400

  /// The most probable class, 2,000 resamples, and shares of the judged rows as the baseline.
  public init() {}
}
