import RowcastFileIO
import RowcastLinearAlgebra
import RowcastMachine
public import RowcastModeling
import RowcastReporting
import RowcastTabular

/// `train`: a table to a model that was judged on rows it had not seen.
public struct Training: Sendable {
  /// The path of the table; `-` for standard input.
  public var input: String
  /// The column whose classes are learned.
  public var target: String
  /// Where the model goes; nil for `TARGET.rowcast.json`.
  public var output: String?
  /// How the table is read.
  public var reading: ReadOptions
  /// How the model is trained.
  public var options: TrainOptions
  /// Whether lines that cannot be read are left out and counted, where rows are taken line by line.
  public var skipsBadLines: Bool
  /// Where a report goes, in the format that the ending tells; nil for none.
  public var reportPath: String?
  /// Where a model card goes; nil for none.
  public var cardPath: String?

  /// Nothing is read before ``run(_:)``.
  public init(
    input: String, target: String, output: String?, reading: ReadOptions, options: TrainOptions,
    skipsBadLines: Bool = false, reportPath: String? = nil, cardPath: String? = nil
  ) {
    self.input = input
    self.target = target
    self.output = output
    self.reading = reading
    self.options = options
    self.skipsBadLines = skipsBadLines
    self.reportPath = reportPath
    self.cardPath = cardPath
  }

  /// Reads, trains, writes.
  /// - Throws: ``PipelineError``; nothing is written when the training fails or is cancelled.
  public func run(_ session: Session) throws -> TrainingResult {
    do {
      try options.checkModel()
      try options.checkAims()
      let path = output ?? Self.defaultPath(target: target)
      let claims = try OutputClaims(inputs: [input, reading.validation], session)
      try claims.claim(path, for: "the model")
      try claims.claim(reportPath, for: "the report")
      try claims.claim(cardPath, for: "the model card")
      if options.isInParts {
        let file = try session.open(input, reading)
        return try run(
          on: FileRows(file: file), head: try FirstLines.of(file), name: file.name, session)
      }
      if skipsBadLines {
        throw PipelineError("--skip-bad-lines is for --in-parts", kind: .usage)
      }
      var (trainer, task) = try prepared(session)
      let reports = [reportPath, cardPath].compactMap(\.self)
      // Reports look at the table once more; without them nothing else holds it.
      let kept = reports.isEmpty ? nil : task
      let trained = try trainer.fitted(to: &task, progress: session.trainingProgress)
      session.timings.add(trained.timings)
      return try write(trained.model, of: kept, source: trainer.tableName, to: path, session)
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(input))
    }
  }

  /// Reads the table and makes the task of it, which alone holds the table from then on.
  private func prepared(_ session: Session) throws -> (Trainer, LearningTask?) {
    let asked = try columnsToRead.withSchema()
    var (table, file) = try session.table(path: input, options: asked)
    if hasTargetInFirstRecord(table) {
      var headed = asked
      headed.header = .rows(1...1)
      table = try session.table(path: input, options: headed).table
      let message = "taken for the header, as it has \"\(target)\""
      let place = RowcastLocation(row: 1)
      session.note(
        DiagnosticLog(Diagnostic(kind: .headerByTarget, message: message, location: place)),
        file: file)
    }
    var trainer = Trainer(target: target, options: options, tableName: file)
    trainer.findings = session.timings.measure("odd rows") {
      OddRowWarning(table, besides: [target] + options.drop).warnings
    }
    return (trainer, try trainer.task(table))
  }

  /// Writes the model, and the reports that were asked for.
  /// - Parameter task: what reports look at once more; nil where there are none.
  func write(
    _ model: Model, of task: LearningTask?, source: String, to path: String, _ session: Session
  ) throws -> TrainingResult {
    try session.timings.measure("write") { try model.write(to: path) }
    let reports = [reportPath, cardPath].compactMap(\.self)
    if let task, !reports.isEmpty {
      let content = ReportFilling(
        model: model, table: task.table, labels: task.labels, source: source
      ).content(stamp: session.stamp, timings: session.timings)
      for path in reports { try ReportFile.write(content, to: path) }
    }
    return TrainingResult(path: path, model: model, reportPath: reportPath, cardPath: cardPath)
  }

  /// Where columns were chosen to learn from, those with another office are read, too.
  private var columnsToRead: ReadOptions {
    var reading = reading
    if reading.sample != nil { reading.seed = options.seed }
    guard !reading.columns.isEmpty else { return reading }
    let others = [target, options.weights, options.order, options.group].compactMap(\.self)
    for name in others where !reading.columns.contains(name) { reading.columns.append(name) }
    return reading
  }

  /// Whether a file that can be read again was found to have no header, and its first record names the
  /// target: then that is its header, whatever it looks like.
  private func hasTargetInFirstRecord(_ table: Table) -> Bool {
    guard reading.header == .automatic, reading.skipRows == nil, table[target] == nil,
      OutputFile.isReplaceable(input),
      table.names == (1...max(1, table.names.count)).map({ "column_\($0)" })
    else { return false }
    return table.columns.contains { column in
      guard case .texts(let codes, let dictionary) = column.values, let first = codes.first else {
        return false
      }
      return dictionary[Int(first)] == target
    }
  }

  static func defaultPath(target: String) -> String {
    let safe = target.map { $0 == "/" || $0.isNewline || $0 == "\0" ? "_" : $0 }
    return String(safe) + ".rowcast.json"
  }
}
