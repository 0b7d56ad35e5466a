import RowcastClassification
import RowcastFeatures
import RowcastEvaluation
import RowcastLinearAlgebra

/// Judges how well choosing and fitting works, on rows that neither has seen.
struct HeldOut {
  let fitter: Fitter
  let candidates: [Candidate]
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
    var warnings: [TrainingWarning]
  }

  /// Nil when no rows are to be held out.
  func judged() throws -> Judged? {
    guard options.validation != .none else { return nil }
    let task = fitter.task
    var generator = SeededGenerator(seed: options.seed)
    let split = try options.validation.split(
      labels: task.labels, groups: task.groups, order: task.order, generator: &generator)
    var parts: [Predictions] = []
    var results: [CrossValidationSummary.FoldResult] = []
    var selection: Selection?
    for fold in split.folds {
      let chosen = try Selector(fitter: fitter, seed: options.seed).select(
        candidates, rows: fold.training)
      let fitted = try fitter.fit(chosen.candidate, rows: fold.training)
      let matrix = fitter.matrix(fitted.features, rows: fold.validation)
      let predictions = try Predictions(
        classes: task.target.labels, probabilities: try fitted.classifier.probabilities(matrix),
        labels: fitter.labels(fold.validation), weights: fitter.weights(fold.validation))
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
    let pooled = try Predictions.pooled(parts)
    return try judged(
      pooled, selection: selection, results: results,
      warnings: split.warnings.map {
        TrainingWarning(kind: "split", column: nil, message: $0, isSerious: false)
      })
  }

  /// Fits calibration and threshold to the held-out predictions, and scores them.
  private func judged(
    _ pooled: Predictions, selection: Selection?,
    results: [CrossValidationSummary.FoldResult], warnings: [TrainingWarning]
  ) throws -> Judged {
    let task = fitter.task
    var predictions = pooled
    var calibration: Calibration?
    if let method = options.calibration {
      let fitted = Calibration(try CalibrationMethod(parsing: method), fittedTo: pooled)
      calibration = fitted
      predictions = try pooled.replacing(probabilities: fitted.applied(to: pooled.probabilities))
    }
    var decision = Decision.mostProbable
    var threshold: ThresholdChoice?
    if let aim = options.threshold {
      let positive = task.target.positive ?? 1
      let choice = try ThresholdChoice(
        aim: try ThresholdAim(parsing: aim), predictions: predictions, positive: positive)
      threshold = choice
      decision = .threshold(choice.threshold, positive: positive)
    }
    var asked = AssessmentOptions()
    asked.decision = decision
    asked.positiveClass = task.target.positive ?? 1
    asked.seed = options.seed
    let total = Double(task.target.counts.reduce(0, +))
    asked.trainingShares = task.target.counts.map { Double($0) / max(1, total) }
    return Judged(
      selection: selection, assessment: Assessment(predictions, options: asked),
      crossValidation: results.isEmpty ? nil : CrossValidationSummary(folds: results),
      calibration: calibration, decision: decision, threshold: threshold, warnings: warnings)
  }
}

extension TrainOptions {
  /// What is done last is asked for in words; whether it can be done is told before anything starts.
  func checkAims() throws(PipelineError) {
    if validation == .none, calibration != nil || threshold != nil {
      throw PipelineError(
        "calibration and thresholds are fitted on held-out rows, and --validation none holds "
          + "none out", kind: .usage)
    }
    do {
      if let threshold { _ = try ThresholdAim(parsing: threshold) }
      if let calibration { _ = try CalibrationMethod(parsing: calibration) }
    } catch {
      throw PipelineError("\(error)", kind: .usage)
    }
  }
}
