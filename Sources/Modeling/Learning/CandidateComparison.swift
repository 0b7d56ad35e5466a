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
  /// What could not be tried.
  private(set) var remarks: [ComparisonRemark] = []
  private var prepared: [FeatureRecipe: (features: FittedFeatures, matrix: FeatureMatrix)] = [:]
  private var additive: AdditiveComparison?
  /// The candidate of curves alone.
  private var curves: Int?
  /// Candidates with hinges.
  private var hinged: Set<Int> = []

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
    /// Whether it is of all folds; else it was given up after some.
    var isWhole = true
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
      // Where curves are worse than straight lines beyond doubt, products would only be worse.
      if case .found = plan.products, let curves,
        isBehind(
          trials.filter { $0.candidate == curves },
          best: trials.filter { $0.candidate < curves && !hinged.contains($0.candidate) })
      {
        return
      }
      if case .found(_, triples: true) = plan.products, let losses = own.hopedOfTriples,
        isBehind([Trial(candidate: index, losses: losses)], best: trials)
      {
        return
      }
      if own.isTooWide {
        if remarks.isEmpty { remarks.append(.noCurvesOfFeatures(own.width)) }
        additive = own
        return
      }
      if case .none = plan.products {
        curves = index
        remarks += own.features.straightColumns(candidate.recipe, fitter)
      }
      trials += try own.trials(plan, index: index)
      additive = own
      return
    }
    if candidate.recipe.hinges == .auto { hinged.insert(index) }
    if case .network = candidate.learner, let additive, try !additive.leavesStructure() {
      if !remarks.contains(.noNetworkOfStructure) { remarks.append(.noNetworkOfStructure) }
      return
    }
    trials += try trials(of: candidate, index: index)
  }

  /// The chosen candidate fitted to all rows, by the features that the comparison has made.
  func fitted(_ candidate: Candidate, index: Int, setting: Double?) throws -> FittedCandidate? {
    if candidate.isAdditive { return try additive?.fitted(index, setting: setting) }
    guard let (features, matrix) = prepared[candidate.recipe] else { return nil }
    return FittedCandidate(
      features: features, classifier: try fitter.fit(candidate.learner, to: matrix, rows: rows))
  }

  private mutating func matrices(
    _ recipe: FeatureRecipe, _ fold: Fold
  ) throws -> (training: FeatureMatrix, validation: FeatureMatrix) {
    if recipe.learnsFromTarget {
      let (features, training) = try fitter.prepared(recipe, rows: fold.training.map { rows[$0] })
      return (training, fitter.matrix(features, rows: fold.validation.map { rows[$0] }))
    }
    let whole = try prepared[recipe] ?? fitter.prepared(recipe, rows: rows)
    prepared[recipe] = whole
    return (
      whole.matrix.selecting(trusted: fold.training),
      whole.matrix.selecting(trusted: fold.validation)
    )
  }

  /// Where solvers stop in a comparison: what is left to gain is far below what rows differ by.
  static let tolerance = 1e-4

  /// One trial for each setting; those that fall behind are given up on the way, and the candidate
  /// with them when all are behind the best one of before.
  private mutating func trials(of candidate: Candidate, index: Int) throws -> [Trial] {
    var trials: [Trial]
    switch candidate.learner {
    case .linear(_, let settings), .network(_, let settings):
      trials = settings.map { Trial(candidate: index, setting: $0) }
    case .additive, .perceptron: trials = [Trial(candidate: index)]
    }
    for (number, fold) in folds.enumerated() {
      try Cancellation.check()
      fitter.monitor.advance(Double(number) / Double(folds.count))
      let (training, validation) = try matrices(candidate.recipe, fold)
      let learned = fold.training.map { rows[$0] }
      let held = fold.validation.map { rows[$0] }
      if case .linear(var options, _) = candidate.learner {
        options.tolerance = max(options.tolerance, Self.tolerance)
        let models = try fitter.path(
          options, cs: trials.compactMap(\.setting), to: training, rows: learned)
        for (i, model) in models.enumerated() {
          trials[i].add(try model.probabilities(validation), rows: held, fitter)
        }
      } else {
        for i in trials.indices {
          let model = try fitter.fit(
            candidate.settled(trials[i].setting).learner, to: training, rows: learned)
          trials[i].add(try model.probabilities(validation), rows: held, fitter)
          // Each takes long, and they stand in order: behind a worse one nothing better is looked for.
          if number == 0, i > 0, trials[i].mean > trials[i - 1].mean {
            trials.removeSubrange((i + 1)...)
            break
          }
        }
      }
      trials = CandidateChoice.stillInTheRace(losses: trials.map(\.losses)).map { trials[$0] }
      if isBehind(trials, best: self.trials), number + 1 < folds.count {
        for i in trials.indices { trials[i].isWhole = false }
        break
      }
    }
    return trials
  }

  /// Whether all of some trials are behind the best whole one of others beyond doubt.
  private func isBehind(_ trials: [Trial], best others: [Trial]) -> Bool {
    guard !trials.isEmpty, let best = others.filter(\.isWhole).min(by: { $0.mean < $1.mean })
    else { return false }
    return trials.allSatisfy { trial in
      let losses = [Array(best.losses.prefix(trial.losses.count)), trial.losses]
      return CandidateChoice.stillInTheRace(losses: losses) == [0]
    }
  }
}

extension FittedFeatures {
  /// Whether columns of numbers are too many for curves, as a remark.
  func straightColumns(_ recipe: FeatureRecipe, _ fitter: Fitter) -> [ComparisonRemark] {
    let numbers = columns.filter { $0.role == .numeric && $0.number != nil }
    guard let curves = recipe.curves, !numbers.isEmpty,
      numbers.allSatisfy({ $0.number?.curve == nil }),
      curves.knotCount(rows: rowCount, columns: numbers.count) == 0
    else { return [] }
    return [.noCurvesOfColumns(numbers.count, classes: fitter.task.classCount)]
  }
}
