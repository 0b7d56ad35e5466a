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
  /// The candidate fitted to the rows that it was chosen by, where that was done on the way.
  var fitted: FittedCandidate?
  /// The roles that trials have found best; nil when none was in doubt.
  var roles: DecidedRoles?
  /// What was left out.
  var remarks: [ComparisonRemark] = []
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

  /// Compares candidates, given from simple to complex, and keeps the simplest whose loss is
  /// within one standard error of the best one's (of the differences row by row).
  func select(_ choices: CandidateChoices, rows: [Int]) throws -> Selection {
    var candidates = try choices.candidates()
    if candidates.count == 1, isSettled(candidates[0], rows: rows.count) {
      return Selection(
        candidate: candidates[0], comparisons: [], method: .asked, remarks: choices.remarks)
    }
    if var straight = try straight(candidates, rows: rows) {
      straight.remarks = choices.remarks
      return straight
    }
    var generator = SeededGenerator(seed: seed ^ 0x5E1E_C70A)
    let (used, folds, method) = try plan(rows: rows, generator: &generator)
    let roles = try RoleTrials(fitter: fitter, rows: used, folds: folds).settled(candidates[0])
    var choices = choices
    if let roles {
      choices.roles = roles
      candidates = try choices.candidates()
    }
    var comparison = CandidateComparison(
      fitter: fitter.deciding(roles), rows: used, folds: folds)
    // What may make triples needless is tried before them.
    let order =
      candidates.indices.filter { !candidates[$0].hasTriples }
      + candidates.indices.filter { candidates[$0].hasTriples }
    for (number, index) in order.enumerated() {
      let (candidate, share) = (candidates[index], 1 / Double(candidates.count))
      try fitter.monitor.part(
        share * Double(number), share * Double(number + 1), { $0.candidate = candidate.name }
      ) {
        try comparison.add(candidate, index: index)
      }
    }
    // For each candidate its best setting; then the simplest candidate that is good enough.
    let tried = candidates.indices.compactMap { index in
      comparison.trials.filter { $0.candidate == index }.min { $0.mean < $1.mean }
    }
    let best = tried.filter(\.isWhole)
    guard let choice = CandidateChoice.oneStandardError(losses: best.map(\.losses)) else {
      throw TrainingError(.nothingFitted)
    }
    let comparisons = tried.map { trial in
      Self.comparison(
        trial, of: candidates[trial.candidate], with: best[choice.best],
        isChosen: trial.candidate == best[choice.chosen].candidate)
    }
    let chosen = best[choice.chosen]
    let candidate = candidates[chosen.candidate].settled(chosen.setting)
    return Selection(
      candidate: candidate, comparisons: comparisons, method: method,
      fitted: used.count == rows.count
        ? try comparison.fitted(candidate, index: chosen.candidate, setting: chosen.setting) : nil,
      roles: roles, remarks: choices.remarks + comparison.remarks)
  }

  /// What is told of a trial; of one that was given up the loss is that of the best, and what it was
  /// worse by on the rows of both.
  private static func comparison(
    _ trial: CandidateComparison.Trial, of candidate: Candidate,
    with best: CandidateComparison.Trial, isChosen: Bool
  ) -> ModelComparison {
    let common = Array(best.losses.prefix(trial.losses.count))
    let paired = CandidateChoice.oneStandardError(losses: [common, trial.losses])
    let difference = paired.map { $0.means[1] - $0.means[0] } ?? 0
    return ModelComparison(
      name: candidate.name, c: candidate.isLinear ? trial.setting : nil,
      logLoss: trial.isWhole ? trial.mean : best.mean + difference,
      standardError: paired.map { max($0.standardErrors[0], $0.standardErrors[1]) } ?? 0,
      accuracy: Double(trial.hits) / Double(max(1, trial.losses.count)), isChosen: isChosen,
      rows: trial.isWhole ? nil : trial.losses.count)
  }

  /// The plain candidate of a very large table, when nothing in it calls for hinges.
  private func straight(_ candidates: [Candidate], rows: [Int]) throws -> Selection? {
    guard rows.count > CandidateChoices.largeTable, candidates.count > 1,
      isSettled(candidates[0], rows: rows.count), candidates[0].recipe.hinges == .none,
      candidates.dropFirst().allSatisfy({ $0.recipe.hinges == .auto || $0.isAdditive }),
      let found = try BendSearch(fitter: fitter).found(candidates[0], rows: rows), !found.bends
    else { return nil }
    return Selection(
      candidate: candidates[0], comparisons: [],
      method: .unbent(sampleRows: found.rowCount))
  }

  private func isSettled(_ candidate: Candidate, rows: Int) -> Bool {
    switch candidate.learner {
    case .linear(_, let settings), .network(_, let settings): settings.count == 1
    case .additive(let plan):
      plan.multipliers.count == 1 || rows > AdditivePlan.severalMultipliers
    case .perceptron: true
    }
  }

  /// Folds inside the given rows: five up to a thousand, three of more, and of very large
  /// tables a stratified sample.
  /// - Returns: the rows that are used, and folds that count them by their places.
  func plan(
    rows: [Int], generator: inout SeededGenerator
  ) throws -> (used: [Int], folds: [Fold], method: SelectionMethod) {
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
    var sizes: [Int: Int] = [:]
    for row in used { sizes[fitter.task.labels[row], default: 0] += 1 }
    // Where even the largest class has fewer rows, there are as many folds as it has.
    let count = min(used.count <= 1000 ? 5 : 3, max(2, sizes.values.max() ?? 2))
    let split: Split
    do throws(EvaluationError) {
      split = try SplitPlan.crossValidation(folds: count, repeats: 1).split(
        labels: used.map { fitter.task.labels[$0] },
        groups: fitter.task.groups.map { groups in used.map { groups[$0] } },
        generator: &generator)
    } catch {
      // Who asked for no folds is told of rows.
      if case .groupsFewerThanFolds = error.reason { throw error }
      throw TrainingError(.tooFewRows(used.count))
    }
    let folds = split.judgingLearnedClasses(labels: used.map { fitter.task.labels[$0] }).folds
    // Of a sample one fold is enough: its rows are as many as a whole table's otherwise.
    if rows.count > CandidateChoices.largeTable, let fold = folds.first {
      return (used, [fold], .third(sampleRows: sampleRows))
    }
    return (used, folds, .folds(count, sampleRows: sampleRows))
  }
}
