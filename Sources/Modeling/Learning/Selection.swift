import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular

/// What was compared to choose a candidate, and the one that was chosen.
struct Selection: Sendable {
  /// The candidate with everything decided.
  var candidate: Candidate
  var comparisons: [ModelComparison]
  var method: SelectionMethod
}

/// Chooses among candidates by cross-validation inside the training rows.
struct Selector: Sendable {
  let fitter: Fitter
  let seed: UInt64

  /// The rows beyond which a sample is compared instead: by then choices no longer change.
  static let sampleRows = 20_000
  /// The most values (rows, dense features with hinges, classes) that are compared on.
  static let sampleValues = 10_000_000

  /// The rows that candidates are compared on: fewer when rows are wide or classes many.
  private var rowLimit: Int {
    var numbers = 0
    for column in fitter.task.table.columns {
      if case .numbers(_) = column.values { numbers += 5 } else { numbers += 1 }
    }
    let outputs = fitter.task.classCount == 2 ? 1 : fitter.task.classCount
    let (product, overflow) = max(1, numbers).multipliedReportingOverflow(by: outputs)
    let affordable = overflow ? 0 : Self.sampleValues / product
    return min(Self.sampleRows, max(4000, affordable))
  }

  /// Losses and hits of one setting of a candidate, row by row in the order of the folds.
  private struct Trial {
    var candidate: Int
    var c: Double?
    var losses: [Double] = []
    var hits = 0
    var mean: Double { losses.reduce(0, +) / Double(max(1, losses.count)) }
  }

  /// Compares candidates, given from simple to complex, and keeps the simplest whose loss is
  /// within one standard error of the best one's (of the differences row by row).
  func select(_ candidates: [Candidate], rows: [Int]) throws -> Selection {
    if candidates.count == 1, isSettled(candidates[0]) {
      return Selection(candidate: candidates[0], comparisons: [], method: .asked)
    }
    if let straight = try straight(candidates, rows: rows) { return straight }
    var generator = SeededGenerator(seed: seed ^ 0x5E1E_C70A)
    let (folds, method) = try plan(rows: rows, generator: &generator)
    var trials: [Trial] = []
    for (index, candidate) in candidates.enumerated() {
      let share = 1 / Double(candidates.count)
      trials += try fitter.monitor.part(
        share * Double(index), share * Double(index + 1), { $0.candidate = candidate.name }
      ) {
        try self.trials(of: candidate, index: index, folds: folds)
      }
    }
    // For each candidate its best setting; then the simplest candidate that is good enough.
    var best: [Trial] = []
    for index in candidates.indices {
      let own = trials.filter { $0.candidate == index }
      if let winner = own.min(by: { $0.mean < $1.mean }) { best.append(winner) }
    }
    guard let choice = CandidateChoice.oneStandardError(losses: best.map(\.losses)) else {
      throw TrainingError(.nothingFitted)
    }
    let comparisons = best.indices.map { i in
      let trial = best[i]
      return ModelComparison(
        name: candidates[trial.candidate].name, c: trial.c, logLoss: trial.mean,
        standardError: choice.standardErrors[i],
        accuracy: Double(trial.hits) / Double(max(1, trial.losses.count)),
        isChosen: i == choice.chosen)
    }
    return Selection(
      candidate: candidates[best[choice.chosen].candidate].settled(c: best[choice.chosen].c),
      comparisons: comparisons, method: method)
  }

  /// The plain candidate of a very large table, when nothing in it calls for hinges.
  private func straight(_ candidates: [Candidate], rows: [Int]) throws -> Selection? {
    guard rows.count > CandidateChoices.largeTable, candidates.count == 2,
      candidates.allSatisfy(isSettled), candidates[0].recipe.hinges == .none,
      candidates[1].recipe.hinges == .auto,
      let found = try BendSearch(fitter: fitter).found(candidates[0], rows: rows), !found.bends
    else { return nil }
    return Selection(
      candidate: candidates[0], comparisons: [],
      method: .unbent(sampleRows: found.rowCount))
  }

  private func isSettled(_ candidate: Candidate) -> Bool {
    if case .linear(_, let cs) = candidate.learner { return cs.count == 1 }
    return true
  }

  /// Folds inside the given rows: five for small tables, three for larger ones, and of very large
  /// tables a stratified sample.
  private func plan(
    rows: [Int], generator: inout SeededGenerator
  ) throws -> (folds: [Fold], method: SelectionMethod) {
    var used = rows
    var sampleRows: Int?
    let limit = rowLimit
    if rows.count > 2 * Self.sampleRows || (rows.count > limit && limit < Self.sampleRows),
      fitter.task.groups == nil
    {
      let share = Double(limit) / Double(rows.count)
      let labels = rows.map { fitter.task.labels[$0] }
      let sample = try stratifiedHoldout(labels: labels, fraction: share, generator: &generator)
      if let fold = sample.folds.first { used = fold.validation.map { rows[$0] } }
      sampleRows = used.count
    }
    let count = used.count <= 2000 ? 5 : 3
    let split = try SplitPlan.crossValidation(folds: count, repeats: 1).split(
      labels: used.map { fitter.task.labels[$0] },
      groups: fitter.task.groups.map { groups in used.map { groups[$0] } },
      generator: &generator)
    let folds = split.folds.map { fold in
      Fold(training: fold.training.map { used[$0] }, validation: fold.validation.map { used[$0] })
    }
    // Of a sample one fold is enough: its rows are as many as a whole table's otherwise.
    if rows.count > CandidateChoices.largeTable, let fold = folds.first {
      return ([fold], .third(sampleRows: sampleRows))
    }
    return (folds, .folds(count, sampleRows: sampleRows))
  }

  private func trials(of candidate: Candidate, index: Int, folds: [Fold]) throws -> [Trial] {
    var trials: [Trial] = []
    for (number, fold) in folds.enumerated() {
      try Cancellation.check()
      fitter.monitor.advance(Double(number) / Double(folds.count))
      let (features, training) = try fitter.prepared(candidate.recipe, rows: fold.training)
      let validation = fitter.matrix(features, rows: fold.validation)
      let models: [(c: Double?, model: FittedClassifier)]
      if case .linear(let options, let cs) = candidate.learner {
        let path = try fitter.path(options, cs: cs, to: training, rows: fold.training)
        models = zip(cs, path).map { ($0, .linear($1)) }
      } else {
        models = [(nil, try fitter.fit(candidate.learner, to: training, rows: fold.training))]
      }
      for (i, entry) in models.enumerated() {
        if trials.count <= i { trials.append(Trial(candidate: index, c: entry.c)) }
        let probabilities = try entry.model.probabilities(validation)
        for (row, original) in fold.validation.enumerated() {
          let label = fitter.task.labels[original]
          trials[i].losses.append(-Elementary.log(max(probabilities[row, label], 1e-15)))
          if Decision.mostProbable.predicted(probabilities, row: row) == label {
            trials[i].hits += 1
          }
        }
      }
    }
    return trials
  }
}
