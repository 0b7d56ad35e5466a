import RowcastClassification
public import RowcastEvaluation
public import RowcastFeatures
import RowcastLinearAlgebra
public import RowcastMachine
public import RowcastTabular

/// Trains a model on a table: chooses roles and candidates, judges them on rows that they have not
/// seen, and fits the one that was chosen to all rows.
///
///     let trained = try await Trainer(target: "churned").fit(table)
///     print(trained.validation?.scores.accuracy ?? 0)
public struct Trainer: Sendable {
  /// The column whose classes are learned.
  public var target: String
  /// How it is learned; everything that is not set is found from the data.
  public var options: TrainOptions
  /// The name that the model remembers its table by.
  public var tableName: String
  /// What was found of the table beforehand: the model keeps it beside what a review finds.
  public var findings: [DataWarning] = []

  /// The table comes with ``fit(_:progress:)`` or ``fitted(to:progress:)``.
  public init(target: String, options: TrainOptions = TrainOptions(), tableName: String = "table") {
    self.target = target
    self.options = options
    self.tableName = tableName
  }

  /// Trains on a thread of its own; when the task is cancelled, it stops within a fifth of a second.
  ///
  /// - Parameter progress: told how far it is, from the thread that trains.
  /// - Throws: ``TrainingError`` when a column or an option cannot be used, when there is nothing to
  ///   learn, or when the task is cancelled.
  public func fit(
    _ table: Table, progress: TrainingProgressHandler? = nil
  ) async throws(TrainingError) -> Trained {
    do {
      return try await onOwnThread { try self.fitted(to: table, progress: progress) }
    } catch {
      throw TrainingError(wrapping: error)
    }
  }

  /// Trains on the calling thread, and on others beside it.
  ///
  /// - Parameter progress: told how far it is, from the calling thread.
  /// - Throws: ``TrainingError``, as ``fit(_:progress:)``.
  public func fitted(
    to table: consuming Table, progress: TrainingProgressHandler? = nil
  ) throws(TrainingError) -> Trained {
    var task: LearningTask? = try task(table)
    return try fitted(to: &task, progress: progress)
  }

  /// What is to be learned of a table.
  package func task(_ table: consuming Table) throws(TrainingError) -> LearningTask {
    try options.checkAims()
    let task = try LearningTask(table: table, target: target, options: options, name: tableName)
    if options.threshold != nil {
      do {
        try ThresholdChoice.check(classCount: task.classCount)
      } catch {
        throw TrainingError(.aim(error))
      }
    }
    return task
  }

  /// Learns, and takes the task: one that nobody else holds gives its table's memory back on the way.
  /// - Parameter all: all rows, when the task has only some by which the model is planned and judged.
  package func fitted(
    to task: inout LearningTask?, of all: AllRows? = nil, progress: TrainingProgressHandler?
  ) throws(TrainingError) -> Trained {
    let target = task?.target
    do {
      let monitor = TrainingMonitor(progress)
      guard var fitter = task.take().map({ Fitter(task: $0, monitor: monitor) }) else {
        throw TrainingError(.nothingFitted)
      }
      if let all { fitter.recount(by: all) }
      return try learned(&fitter, of: all, monitor)
    } catch let error as ClassificationError where error.reason == .oneClass {
      // The target has two: it is parts of the rows that have one.
      guard let target else { throw TrainingError(wrapping: error) }
      throw TrainingError(
        .oneClassLeft(column: target.column, labels: target.labels, counts: target.counts))
    } catch {
      throw TrainingError(wrapping: error)
    }
  }

  /// Judges on held-out rows, then fits the chosen candidate to all rows.
  private func learned(
    _ fitter: inout Fitter, of all: AllRows?, _ monitor: TrainingMonitor
  ) throws -> Trained {
    var timings = Timings()
    // What is compared is what is fitted: roles are decided here and nowhere else.
    let decided = fitter.decideRoles(options)
    let review = try timings.measure("review") {
      try monitor.part(0, 0.05) {
        DataWarnings(task: fitter.task, options: self.options, roles: decided).review()
      }
    }
    var options = options
    let dropped = options.dropSuspects ? review.suspects : []
    for column in dropped { options.roles[column] = .ignored }
    let roles = dropped.isEmpty ? decided : fitter.decideRoles(options)
    let choices = CandidateChoices(options: options, task: fitter.task, roles: roles)
    let judged = try timings.measure("validate") {
      try monitor.part(0.05, 0.75, { $0.stage = .validating }) {
        try HeldOut(fitter: fitter, choices: choices, options: options).judged()
      }
    }
    let rows = Array(0..<fitter.task.labels.count)
    let selection =
      try judged?.selection
      ?? timings.measure("select") {
        try monitor.part(0.75, 0.85, { $0.stage = .selecting }) {
          try Selector(fitter: fitter, seed: options.seed).select(choices, rows: rows)
        }
      }
    fitter.take(selection.roles)
    let (fitted, coefficients, sketch) =
      if let all {
        try last(selection.candidate, of: all, fitter, &timings)
      } else {
        try last(selection.candidate, rows: rows, &fitter, options, &timings)
      }
    let (features, classifier) = (fitted.features, fitted.classifier)
    let known = fitter.task
    try Cancellation.check()
    var remarks = selection.remarks
    if selection.comparisons.isEmpty, selection.candidate.isAdditive {
      remarks += features.straightColumns(selection.candidate.recipe, fitter)
    }
    let record = TrainingRecord(
      input: known.name, rows: all?.rows ?? rows.count, droppedRows: known.droppedRows,
      seed: options.seed, validation: options.validation.description,
      selection: all?.isWhole == false
        ? selection.method.onSample(of: rows.count) : selection.method,
      comparisons: selection.comparisons, assessment: judged?.assessment,
      crossValidation: judged?.crossValidation, threshold: judged?.threshold,
      warnings: Self.holding(review.warnings, features.roles) + Self.warnings(of: classifier)
        + (fitter.roles?.unseenLevels ?? []) + (judged?.warnings ?? []) + findings
        + Self.doubts(judged?.assessment, review),
      coefficients: coefficients, bands: fitted.bands.isEmpty ? nil : fitted.bands,
      sketch: sketch, remarks: remarks.isEmpty ? nil : remarks)
    let model = Model(
      name: selection.candidate.name, target: known.target, features: features,
      classifier: classifier, calibration: judged?.calibration,
      decision: judged?.decision ?? .mostProbable, training: record, options: options)
    return Trained(model: model, timings: timings)
  }

  /// Fits a candidate to all rows; the table's memory is given back on the way.
  private func last(
    _ candidate: Candidate, rows: [Int], _ fitter: inout Fitter, _ options: TrainOptions,
    _ timings: inout Timings
  ) throws -> (FittedCandidate, CoefficientTable?, RowSketch?) {
    let monitor = fitter.monitor
    if candidate.isAdditive {
      let fitted = try timings.measure("fit", rows: rows.count) {
        try monitor.part(0.85, 1, { $0.stage = .fitting }) {
          try fitter.fit(candidate, rows: rows)
        }
      }
      return (fitted, nil, RowSketch(fitter.marks(fitted.features)))
    }
    let (features, matrix, sketch) = try timings.measure("features") {
      try monitor.part(0.85, 0.88, { $0.stage = .fitting }) {
        try fitter.preparedToTheEnd(candidate.recipe)
      }
    }
    let classifier = try timings.measure("fit", rows: rows.count) {
      try monitor.part(0.88, 1, { $0.stage = .fitting }) {
        try fitter.fit(candidate.learner, to: matrix, rows: rows)
      }
    }
    let task = fitter.task
    let coefficients = timings.measure("inference") {
      options.classWeight == .none
        ? CoefficientTable(
          classifier, features: features, target: task.target, matrix: matrix,
          labels: task.labels, weights: task.weights) : nil
    }
    return (FittedCandidate(features: features, classifier: classifier), coefficients, sketch)
  }

  /// Judged rows below which all may be right by luck.
  private static let fewestJudged = 30

  /// What is too good to be true, unless it is told already which columns know the class.
  private static func doubts(_ assessment: Assessment?, _ review: DataReview) -> [DataWarning] {
    guard let assessment, assessment.rowCount >= fewestJudged, assessment.scores.accuracy >= 0.98,
      assessment.skill >= 0.9,
      !review.warnings.contains(where: { $0.kind == .leak && $0.isSerious })
    else { return [] }
    let columns = Array(review.strengths.prefix(3).filter { $0.strength > 0.1 })
    return [
      DataWarning(
        .tooGood(accuracy: assessment.scores.accuracy, columns: columns),
        severity: (columns.first?.strength ?? 0) >= DataReview.leakStrength ? .serious : nil)
    ]
  }

  /// Those that still hold after trials of roles: a column may be used after all.
  private static func holding(
    _ warnings: [DataWarning], _ roles: [RoleAssignment]
  ) -> [DataWarning] {
    warnings.filter { warning in
      guard case .unused(let column, _, _, _) = warning.finding else { return true }
      return !roles.contains { $0.column == column && $0.role.isFeature }
    }
  }

  private static func warnings(of classifier: FittedClassifier) -> [DataWarning] {
    guard case .linear(let linear) = classifier, !linear.fit.hasConverged else { return [] }
    return [
      DataWarning(.told(.notConverged, column: nil, figure: nil, message: linear.fit.message))
    ]
  }
}

/// What a training gives: the model, and how good it is on rows that it was not fitted to.
public struct Trained: Sendable {
  /// The model, fitted to all rows that have a class.
  public let model: Model
  /// How long each stage took.
  public private(set) var timings: Timings

  /// The same with stages that came before.
  package func measured(_ before: Timings) -> Trained {
    var measured = self
    var all = before
    all.add(timings)
    measured.timings = all
    return measured
  }

  /// How good the model is on the rows that were held out; nil when none were.
  public var validation: Assessment? { model.training.assessment }
  /// The candidates that were compared, from simple to complex.
  public var candidates: [ModelComparison] { model.training.comparisons }
  /// What is doubtful about the table or the model, the most serious first.
  public var warnings: [DataWarning] { model.training.warnings }
}
