import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastReporting
import RowcastTabular

/// `train`: a table to a model that was judged on rows it had not seen.
public struct Training {
  public var input: String
  public var target: String
  /// Where the model goes; nil for `TARGET.rowcast.json`.
  public var output: String?
  public var reading: ReadOptions
  public var options: TrainOptions
  public var reportPath: String?
  public var cardPath: String?

  public init(
    input: String, target: String, output: String?, reading: ReadOptions, options: TrainOptions,
    reportPath: String? = nil, cardPath: String? = nil
  ) {
    self.input = input
    self.target = target
    self.output = output
    self.reading = reading
    self.options = options
    self.reportPath = reportPath
    self.cardPath = cardPath
  }

  /// Reads, chooses, judges, fits, writes.
  public func run(_ session: Session) throws -> TrainingResult {
    do {
      LargeBlocks.areReturned()
      try options.checkAims()
      var fitter = Fitter(task: try task(session))
      if options.threshold != nil {
        try ThresholdChoice.check(classCount: fitter.task.classCount)
      }
      let warnings = try session.timings.measure("review") {
        try DataWarnings(task: fitter.task, options: options).found()
      }
      let model = try learn(&fitter, warnings: warnings, session)
      let path = output ?? Self.defaultPath(target: target)
      try session.timings.measure("write") { try model.write(to: path) }
      let result = TrainingResult(
        path: path, model: model, reportPath: reportPath, cardPath: cardPath)
      if reportPath != nil || cardPath != nil {
        let content = ReportFilling(
          model: model, table: fitter.task.table, labels: fitter.task.labels,
          source: fitter.task.file
        ).content(session)
        for path in [reportPath, cardPath].compactMap(\.self) {
          try ReportFile.write(content, to: path)
        }
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: input == "-" ? "stdin" : input)
    }
  }

  /// Reads the table; nothing else keeps it.
  private func task(_ session: Session) throws -> LearningTask {
    var reading = reading
    if !reading.columns.isEmpty {
      // Columns were chosen to learn from; those with another office are read, too.
      let others = [target, options.weights, options.order, options.group].compactMap(\.self)
      for name in others where !reading.columns.contains(name) { reading.columns.append(name) }
    }
    let (table, file) = try session.table(path: input, options: reading)
    return try LearningTask(table: table, target: target, options: options, file: file)
  }

  /// Judges on held-out rows, then fits the chosen candidate to all rows.
  private func learn(
    _ fitter: inout Fitter, warnings: DataWarnings.Found, _ session: Session
  ) throws -> Model {
    var options = options
    if options.dropSuspects {
      for column in warnings.suspects { options.roles[column] = ColumnRole.ignored.rawValue }
    }
    let candidates = try CandidateChoices(options: options, task: fitter.task).candidates()
    let judged = try session.timings.measure("validate") {
      try HeldOut(fitter: fitter, candidates: candidates, options: options).judged()
    }
    let rows = Array(0..<fitter.task.labels.count)
    let selection =
      try judged?.selection
      ?? session.timings.measure("select") {
        try Selector(fitter: fitter, seed: options.seed).select(candidates, rows: rows)
      }
    // Only reports look at the table once more.
    let isLast = reportPath == nil && cardPath == nil
    let (features, matrix) = try session.timings.measure("features") {
      isLast
        ? try fitter.preparedToTheEnd(selection.candidate.recipe)
        : try fitter.prepared(selection.candidate.recipe, rows: rows)
    }
    let classifier = try session.timings.measure("fit", rows: rows.count) {
      try fitter.fit(selection.candidate.learner, to: matrix, rows: rows)
    }
    let coefficients = session.timings.measure("inference") {
      options.classWeight == .none
        ? CoefficientTable(
          classifier, features: features, target: fitter.task.target, matrix: matrix,
          labels: fitter.task.labels, weights: fitter.task.weights) : nil
    }
    let record = TrainingRecord(
      input: fitter.task.file, rows: rows.count, droppedRows: fitter.task.droppedRows,
      seed: options.seed, validation: options.validation.description, selection: selection.method,
      comparisons: selection.comparisons.map {
        ComparisonRecord(
          name: $0.name, c: $0.c, logLoss: $0.logLoss, standardError: $0.standardError,
          accuracy: $0.accuracy, isChosen: $0.isChosen)
      },
      assessment: judged?.assessment, crossValidation: judged?.crossValidation,
      threshold: judged?.threshold,
      warnings: warnings.warnings + Self.fitWarnings(classifier) + (judged?.warnings ?? []),
      coefficients: coefficients)
    return Model(
      name: selection.candidate.name, target: fitter.task.target, features: features,
      classifier: classifier, calibration: judged?.calibration,
      decision: judged?.decision ?? .mostProbable, training: record, options: options)
  }

  private static func fitWarnings(_ classifier: FittedClassifier) -> [TrainingWarning] {
    guard case .linear(let linear) = classifier, !linear.fit.hasConverged else { return [] }
    return [
      TrainingWarning(
        kind: "not-converged", column: nil, message: linear.fit.message, isSerious: false)
    ]
  }

  static func defaultPath(target: String) -> String {
    let safe = target.map { $0 == "/" || $0.isNewline || $0 == "\0" ? "_" : $0 }
    return String(safe) + ".rowcast.json"
  }
}
