import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine

/// Candidates on the same folds of the same rows, with the same features in every fold.
///
/// Features are made once, of all rows that are compared on; labels are seen fold by fold. Only
/// encodings that learn from the target are made anew in every fold.
struct CandidateComparison {
  let fitter: Fitter
  /// The rows of the task that are compared on.
  let rows: [Int]
  /// Rows by their places among ``rows``.
  let folds: [Fold]
  private(set) var trials: [Trial] = []
  private var prepared: [FeatureRecipe: FeatureMatrix] = [:]
  private var additive: AdditiveComparison?

  init(fitter: Fitter, rows: [Int], folds: [Fold]) {
    self.fitter = fitter
    self.rows = rows
    self.folds = folds
  }

  /// Losses and hits of one setting of a candidate, row by row in the order of the folds.
  struct Trial {
    var candidate: Int
    var setting: Double?
    var losses: [Double] = []
    var hits = 0
    var mean: Double { losses.reduce(0, +) / Double(max(1, losses.count)) }

    mutating func add(_ probabilities: Matrix, rows: [Int], _ fitter: Fitter) {
      losses += fitter.losses(probabilities, rows: rows)
      for (row, original) in rows.enumerated()
      where Decision.mostProbable.predicted(probabilities, row: row) == fitter.task.labels[original]
      { hits += 1 }
    }
  }

  /// Tries a candidate; nothing where it cannot be better than what was tried before.
  mutating func add(_ candidate: Candidate, index: Int) throws {
    if case .additive(let plan) = candidate.learner {
      var own =
        try additive
        ?? AdditiveComparison(
          fitter: fitter, recipe: candidate.recipe, plan: plan, rows: rows, folds: folds)
      trials += try own.trials(plan, index: index)
      additive = own
      return
    }
    if case .network = candidate.learner, let additive, try !additive.leavesStructure() { return }
    trials += try trials(of: candidate, index: index)
  }

  /// The chosen candidate fitted to all rows, where the comparison has it.
  func fitted(_ index: Int, setting: Double?) throws -> FittedCandidate? {
    try additive?.fitted(index, setting: setting)
  }

  private mutating func matrices(
    _ recipe: FeatureRecipe, _ fold: Fold
  ) throws -> (training: FeatureMatrix, validation: FeatureMatrix) {
    if recipe.learnsFromTarget {
      let (features, training) = try fitter.prepared(recipe, rows: fold.training.map { rows[$0] })
      return (training, fitter.matrix(features, rows: fold.validation.map { rows[$0] }))
    }
    let whole = try prepared[recipe] ?? fitter.prepared(recipe, rows: rows).matrix
    prepared[recipe] = whole
    return (whole.selecting(trusted: fold.training), whole.selecting(trusted: fold.validation))
  }

  private mutating func trials(of candidate: Candidate, index: Int) throws -> [Trial] {
    var trials: [Trial] = []
    for (number, fold) in folds.enumerated() {
      try Cancellation.check()
      fitter.monitor.advance(Double(number) / Double(folds.count))
      let (training, validation) = try matrices(candidate.recipe, fold)
      let learned = fold.training.map { rows[$0] }
      let models: [(setting: Double?, model: FittedClassifier)]
      if case .linear(let options, let cs) = candidate.learner {
        let path = try fitter.path(options, cs: cs, to: training, rows: learned)
        models = zip(cs, path).map { ($0, .linear($1)) }
      } else {
        models = [(nil, try fitter.fit(candidate.learner, to: training, rows: learned))]
      }
      for (i, entry) in models.enumerated() {
        if trials.count <= i { trials.append(Trial(candidate: index, setting: entry.setting)) }
        trials[i].add(
          try entry.model.probabilities(validation), rows: fold.validation.map { rows[$0] }, fitter)
      }
    }
    return trials
  }
}
