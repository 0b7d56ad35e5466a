/// How far a long run has come; the program draws it on a terminal.
public struct Progress: Sendable {
  public var stage: String
  public var rows: Int
  /// The share that is done, 0 to 1, when it is known.
  public var fraction: Double?

  public init(stage: String, rows: Int, fraction: Double? = nil) {
    self.stage = stage
    self.rows = rows
    self.fraction = fraction
  }
}

/// What a run tells while it works: how far it is. Called from any thread, never two at once.
public typealias ProgressHandler = @Sendable (Progress) -> Void
