import RowcastDistributed
import RowcastFileIO
import RowcastMachine
import RowcastModeling
import RowcastTabular

/// `part lead`: leads a training whose rows an engine has.
public struct PartLead: Sendable {
  /// The path of the first lines.
  public var head: String
  /// The name that the model remembers its table by.
  public var name: String
  /// The number of lines, as the engine counts them.
  public var lineCount: Int
  /// The folder that passes are written to.
  public var folder: String
  /// What is trained, as by `train`.
  public var training: Training

  /// Nothing is read before ``run(_:say:hear:)``.
  public init(head: String, name: String, lineCount: Int, folder: String, training: Training) {
    self.head = head
    self.name = name
    self.lineCount = lineCount
    self.folder = folder
    self.training = training
  }

  /// Asks for passes until the model is trained, then writes it.
  /// - Parameters:
  ///   - say: gets each line that the driver is to read.
  ///   - hear: the next line of the driver; nil when it has gone.
  /// - Throws: ``PipelineError``; nothing is written when the training fails.
  public func run(
    _ session: Session, say: @escaping @Sendable (String) -> Void,
    hear: @escaping @Sendable () -> String?
  ) throws -> TrainingResult {
    do {
      let file = try InputFile(path: head)
      return try training.run(
        on: AskedRows(lineCount: lineCount, folder: folder, say: say, hear: hear),
        head: try FirstLines.of(file), name: name, session)
    } catch {
      throw PipelineError(wrapping: error, file: name)
    }
  }
}

extension Training {
  /// Trains in passes over rows that may be anywhere.
  func run(
    on rows: some RowsElsewhere, head: [UInt8], name: String, _ session: Session
  ) throws -> TrainingResult {
    try options.checkModel()
    try options.checkAims()
    let path = output ?? Self.defaultPath(target: target)
    let leader = try PartLeader(
      target: target, options: options, tableName: name,
      lines: try reading.lines(
        head: head, of: name, texts: PartLeader.texts(of: options), skipsBad: skipsBadLines),
      skipsBad: skipsBadLines)
    let led = try leader.trained(on: rows, progress: session.trainingProgress)
    session.timings.add(led.trained.timings)
    if led.skipped > 0 {
      session.note(
        DiagnosticLog(
          Diagnostic(
            kind: .skippedLines, message: "\(led.skipped) lines that cannot be read were left out")),
        file: name)
    }
    return try write(led.trained.model, of: led.sample, source: name, to: path, session)
  }
}
