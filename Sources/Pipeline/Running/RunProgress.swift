public import RowcastModeling

/// How far a long run has come; the program draws it on a terminal.
public struct RunProgress: Sendable {
  /// What the run is doing.
  public var stage: Stage
  /// Rows that are done, where rows are counted.
  public var rows: Int
  /// The share that is done, 0 to 1, when it is known.
  public var fraction: Double?
  /// What a training is at.
  public var training: TrainingProgress?

  /// What a run is doing.
  public enum Stage: String, Sendable, Hashable {
    /// In the order of a run, as far as it has them.
    case reading, converting, writing, inspecting, training
  }

  /// Progress of a stage that is no training.
  public init(stage: Stage, rows: Int, fraction: Double? = nil) {
    self.stage = stage
    self.rows = rows
    self.fraction = fraction
  }

  /// What a training tells of itself.
  public init(_ training: TrainingProgress) {
    stage = .training
    rows = 0
    fraction = training.fraction
    self.training = training
  }
}

/// What a run tells while it works: how far it is. Called from any thread, never two at once.
public typealias ProgressHandler = @Sendable (RunProgress) -> Void
