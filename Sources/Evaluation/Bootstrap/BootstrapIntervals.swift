/// 95% percentile intervals of the main figures, from resampling rows within each class.
public struct BootstrapIntervals: Sendable, Hashable, Codable {
  /// How often rows were drawn.
  public var resamples: Int
  /// The rows that were resampled; fewer than judged when a capped sample stands for them.
  public var rows: Int
  /// Of ``Scores/accuracy``, by Wilson's formula.
  public var accuracy: Interval
  /// Of ``Scores/balancedAccuracy``.
  public var balancedAccuracy: Interval
  /// Of ``Scores/logLoss``.
  public var logLoss: Interval
  /// Of ``Scores/brier``.
  public var brier: Interval
  /// Of ``Scores/f1``.
  public var f1: Interval
  /// Of ``Scores/matthewsCorrelation``.
  public var matthewsCorrelation: Interval
  /// Of ``Scores/rocAUC``; nil where that is not defined.
  public var rocAUC: Interval?
  /// Of ``Scores/averagePrecision``; nil where that is not defined.
  public var averagePrecision: Interval?
  /// For two classes: the true positive rate at `i / 50` false positive rate.
  public var rocBand: [Interval]
  /// For two classes: the precision at recall `i / 50`.
  public var precisionRecallBand: [Interval]
}
