import RowcastClassification
import RowcastFeatures
import RowcastEvaluation
import RowcastLinearAlgebra

/// Judges how well choosing and fitting works, on rows that neither has seen.
struct HeldOut {
  let fitter: Fitter
  let choices: CandidateChoices
  let options: TrainOptions

  struct Judged {
    /// What was chosen in the only fold of a hold-out; nil after cross-validation, where every
    /// fold may choose another candidate.
    var selection: Selection?
    var assessment: Assessment
    var crossValidation: CrossValidationSummary?
    var calibration: Calibration?
    var decision: Decision
    var threshold: ThresholdChoice?
    var warnings: [DataWarning]
  }

  /// Nil when no rows are to be held out.
  func judged() throws -> Judged? {
    guard options.validation != .none else { return nil }
    let task = fitter.task
    var generator = SeededGenerator(seed: options.seed)
    var split = try options.validation.split(
      labels: task.labels, groups: task.groups, order: task.order, generator: &generator)
    // A class that comes up later is what a split by time is to show.
    if !options.validation.isTimeOrdered {
      split = split.judgingLearnedClasses(labels: task.labels)
    }
    var parts: [Predictions] = []
    var results: [CrossValidationSummary.FoldResult] = []
    var selection: Selection?
    var marks: [UInt64] = []
    var (repeated, across) = (0, 0)
    for (number, fold) in split.folds.enumerated() {
      let share = 1 / Double(split.folds.count)
      let (chosen, fitted) = try fitter.monitor.part(
        share * Double(number), share * Double(number + 1),
        { ($0.fold, $0.of) = (number + 1, split.folds.count) }
      ) {
        let chosen = try fitter.monitor.part(0, 0.8) {
          try Selector(fitter: fitter, seed: options.seed).select(choices, rows: fold.training)
        }
        let fitted = try fitter.monitor.part(0.8, 1) {
          try chosen.fitted
            ?? fitter.deciding(chosen.roles).fit(chosen.candidate, rows: fold.training)
        }
        return (chosen, fitted)
      }
      let predictions = try predictions(of: fitted, by: fitter, rows: fold.validation)
      if marks.isEmpty { marks = fitter.marks(fitted.features) }
      repeated += Self.repeated(in: fold, marks)
      across += fitter.task.groups.map { Self.groupsAcross(fold, $0) } ?? 0
      parts.append(predictions)
      if split.folds.count > 1 {
        var quick = AssessmentOptions()
        quick.resamples = 0
        results.append(
          CrossValidationSummary.FoldResult(
            trainingRows: fold.training.count, validationRows: fold.validation.count,
            scores: Assessment(predictions, options: quick).scores))
      } else {
        selection = chosen
      }
    }
    let pooled = try Predictions.pooled(parts, rows: split.folds.map(\.validation))
    // A threshold that was chosen on the judged rows would be judged by its own luck.
    let learned =
      if options.threshold != nil, let selection, let fold = split.folds.first {
        try learned(selection, rows: fold.training)
      } else {
        Predictions?.none
      }
    return try judged(
      pooled, learned: learned, selection: selection, results: results,
      warnings: split.warnings.map { DataWarning($0.finding) }
        + Self.warnings(repeated: repeated, of: pooled.count)
        + (across > 0 ? [DataWarning(.groupsAcross(across, of: pooled.count))] : []))
  }

  /// What the chosen candidate says of the rows that it is fitted to, each predicted by a fit to others
  /// of them.
  private func learned(_ selection: Selection, rows: [Int]) throws -> Predictions {
    let selector = Selector(fitter: fitter, seed: options.seed)
    var generator = SeededGenerator(seed: options.seed ^ 0x7B5E_501D)
    let (used, folds, _) = try selector.plan(rows: rows, generator: &generator)
    let own = fitter.deciding(selection.roles)
    let parts = try folds.map { fold in
      let fitted = try own.fit(selection.candidate, rows: fold.training.map { used[$0] })
      return try predictions(of: fitted, by: own, rows: fold.validation.map { used[$0] })
    }
    return try Predictions.pooled(parts)
  }

  /// What a fitted candidate says of rows, beside their classes.
  private func predictions(
    of fitted: FittedCandidate, by fitter: Fitter, rows: [Int]
  ) throws -> Predictions {
    try Predictions(
      classes: fitter.task.target.labels,
      probabilities: try fitted.classifier.probabilities(
        fitter.matrix(fitted.features, rows: rows)),
      labels: fitter.labels(rows), weights: fitter.weights(rows))
  }

  /// The judged rows of a fold that have the values of a row that was learned from; of very many
  /// rows by those with the smallest marks.
  private static func repeated(in fold: Fold, _ marks: [UInt64]) -> Int {
    let limit = 50_000
    let bound =
      fold.training.count > limit
      ? UInt64.max / UInt64(fold.training.count) * UInt64(limit) : UInt64.max
    let known = Set(fold.training.lazy.map { marks[$0] }.filter { $0 <= bound })
    let judged = fold.validation.filter { marks[$0] <= bound }
    guard !judged.isEmpty else { return 0 }
    let share = Double(judged.count { known.contains(marks[$0]) }) / Double(judged.count)
    return Int((share * Double(fold.validation.count)).rounded())
  }

  /// The judged rows of a fold whose group is also learned from.
  private static func groupsAcross(_ fold: Fold, _ groups: [Int]) -> Int {
    let learned = Set(fold.training.lazy.map { groups[$0] })
    return fold.validation.count { learned.contains(groups[$0]) }
  }

  /// What is to be said of rows that repeat others, when they are one in a hundred or more.
  private static func warnings(repeated: Int, of rows: Int) -> [DataWarning] {
    repeated >= 2 && repeated * 100 >= rows
      ? [DataWarning(.repeatedRows(repeated, of: rows))] : []
  }

  /// Fits calibration to the held-out predictions, and scores them: calibrated, each row by what others
  /// taught.
  /// - Parameter learned: predictions of the rows that were learned from, to choose the threshold on; nil
  ///   after cross-validation, where all rows are held out and it is chosen on them.
  private func judged(
    _ pooled: Predictions, learned: Predictions?, selection: Selection?,
    results: [CrossValidationSummary.FoldResult], warnings: [DataWarning]
  ) throws -> Judged {
    let task = fitter.task
    var predictions = learned ?? pooled
    var judged = pooled
    var calibration: Calibration?
    if let method = options.calibration {
      let fitted = Calibration(method, fittedTo: pooled)
      calibration = fitted
      predictions = try predictions.replacing(
        probabilities: fitted.applied(to: predictions.probabilities))
      judged = try pooled.crossCalibrated(method, seed: options.seed)
    }
    var decision = Decision.mostProbable
    var threshold: ThresholdChoice?
    if let aim = options.threshold {
      let positive = task.target.positive ?? 1
      var choice = try ThresholdChoice(
        aim: aim, predictions: predictions, positive: positive)
      choice.learnedRows = learned?.count
      threshold = choice
      decision = .threshold(choice.threshold, positive: positive)
    }
    var asked = AssessmentOptions()
    asked.decision = decision
    asked.positiveClass = task.target.positive ?? 1
    asked.seed = options.seed
    asked.trainingShares = task.target.shares
    return Judged(
      selection: selection, assessment: Assessment(judged, options: asked),
      crossValidation: results.isEmpty ? nil : CrossValidationSummary(folds: results),
      calibration: calibration, decision: decision, threshold: threshold, warnings: warnings)
  }
}

extension TrainOptions {
  /// What is done last needs held-out rows; whether there are any is told before anything starts.
  package func checkAims() throws(TrainingError) {
    if validation == .none, calibration != nil || threshold != nil {
      throw TrainingError(.noHeldOutRows)
    }
    if let order, !validation.isTimeOrdered { throw TrainingError(.idleOrder(column: order)) }
  }
}

extension SplitWarning {
  /// The same as a finding among those of the table and the model.
  fileprivate var finding: DataFinding {
    switch self {
    case .foldsDropped(let lost, let count): .foldsDropped(lost, of: count)
    case .singleRows(let classes): .singleRows(classes: classes)
    case .smallClasses(let classes, let folds): .smallClasses(classes, folds: folds)
    case .unlearnedRows(let rows, let classes): .unlearnedRows(rows, classes: classes)
    }
  }
}
