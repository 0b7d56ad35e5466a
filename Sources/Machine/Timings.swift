/// Seconds and bytes of each stage of a run, in the order in which the stages began.
public struct Timings: Sendable, Hashable {
  /// How long one stage took, and how much it worked on.
  public struct Stage: Sendable, Hashable, Codable {
    /// Stages of the same name are one.
    public var name: String
    /// Time by the clock.
    public var seconds: Double
    /// Bytes that the stage worked on, where they were counted.
    public var bytes: Int?
    /// Rows that the stage worked on, where they were counted.
    public var rows: Int?

    /// Bytes and rows are nil where they were not counted.
    public init(name: String, seconds: Double, bytes: Int? = nil, rows: Int? = nil) {
      self.name = name
      self.seconds = seconds
      self.bytes = bytes
      self.rows = rows
    }
  }

  /// In the order in which they began.
  public private(set) var stages: [Stage] = []

  /// Nothing is measured yet.
  public init() {}

  /// Runs a stage and notes how long it took; stages of the same name are added up.
  /// - Throws: what `body` throws.
  public mutating func measure<Result>(
    _ name: String, bytes: Int? = nil, rows: Int? = nil, _ body: () throws -> Result
  ) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try body()
    add(name, seconds: (ContinuousClock.now - start).seconds, bytes: bytes, rows: rows)
    return result
  }

  /// Adds the stages of another run.
  public mutating func add(_ other: Timings) {
    for stage in other.stages {
      add(stage.name, seconds: stage.seconds, bytes: stage.bytes, rows: stage.rows)
    }
  }

  /// Adds to a stage's time, bytes and rows, or begins it.
  public mutating func add(_ name: String, seconds: Double, bytes: Int? = nil, rows: Int? = nil) {
    if let i = stages.firstIndex(where: { $0.name == name }) {
      stages[i].seconds += seconds
      stages[i].bytes = bytes.map { $0 + (stages[i].bytes ?? 0) } ?? stages[i].bytes
      stages[i].rows = rows.map { $0 + (stages[i].rows ?? 0) } ?? stages[i].rows
    } else {
      stages.append(Stage(name: name, seconds: seconds, bytes: bytes, rows: rows))
    }
  }
}

extension Duration {
  /// This length of time in seconds.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
