/// 95% percentile intervals of the main figures, from resampling rows within each class.
public struct BootstrapIntervals: Sendable, Hashable, Codable {
  public var resamples: Int
  /// The rows that were resampled; fewer than judged when a capped sample stands for them.
  public var rows: Int
  public var accuracy: Interval
  public var balancedAccuracy: Interval
  public var logLoss: Interval
  public var brier: Interval
  public var f1: Interval
  public var matthewsCorrelation: Interval
  public var rocAUC: Interval?
  public var averagePrecision: Interval?
  /// For two classes: the true positive rate at `i / 50` false positive rate.
  public var rocBand: [Interval]
  /// For two classes: the precision at recall `i / 50`.
  public var precisionRecallBand: [Interval]
}
