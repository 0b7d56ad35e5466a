import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine

/// Additive candidates on the same folds: what one has found the next one starts from.
///
/// Every fold finds strengths and products by itself, from nothing, as the last fit does: strengths
/// of the fit to all rows say which columns tell the classes of the judged rows, too. Only where rows
/// are many for each strength, so that no row moves one, are those of all rows taken.
struct AdditiveComparison {
  typealias Trial = CandidateComparison.Trial
  typealias Step = AdditiveFitting.Step

  private let fitting: AdditiveFitting
  private let rows: [Int]
  private let folds: [Fold]
  /// What was fitted to all rows, by the candidate.
  private var whole: [Int: Step] = [:]
  private var curves: Step?
  private var pairs: Step?
  private var parts: [Part] = []
  private var pairLosses: (before: [Double], after: [Double])?

  /// One fold with what was fitted to it.
  private struct Part {
    var fold: Fold
    var training: FeatureMatrix
    var curves: Step
    var pairs: Step?
  }

  /// Rows up to which every fold searches for strengths of its own, however few these are, and rows
  /// for each strength up to which it does so in larger tables.
  private static let ownStrengths = 5000
  private static let rowsPerStrength = 100
  /// Rows up to which several multipliers are tried.
  private static let severalMultipliers = 10_000

  init(
    fitter: Fitter, recipe: FeatureRecipe, plan: AdditivePlan, rows: [Int], folds: [Fold]
  ) throws {
    self.rows = rows
    self.folds = folds
    fitting = try AdditiveFitting(
      fitter: fitter, recipe: recipe, rows: rows, plan: plan, folds: folds)
  }

  private var fitter: Fitter { fitting.fitter }
  private var hasOwnStrengths: Bool {
    rows.count <= max(Self.ownStrengths, Self.rowsPerStrength * fitting.design.groups.count)
  }

  /// The trials of one candidate; none where products are not worth a trial.
  mutating func trials(_ plan: AdditivePlan, index: Int) throws -> [Trial] {
    if fitting.isTooWide { return [] }
    try prepare()
    switch plan.products {
    case .none: return try curveTrials(plan, index)
    case .found(let limit, let triples):
      return triples ? try tripleTrials(index) : try pairTrials(limit, index)
    case .asked: return []
    }
  }

  private mutating func prepare() throws {
    guard curves == nil else { return }
    let whole = try fitting.mains(fitting.design.matrix, steps: fitting.searchSteps)
    curves = whole
    for fold in folds {
      try Cancellation.check()
      let training = fitting.design.matrix.selecting(trusted: fold.training)
      let own = try fitting.mains(
        training, places: fold.training, steps: hasOwnStrengths ? fitting.searchSteps : 0,
        start: hasOwnStrengths ? nil : whole.model)
      parts.append(Part(fold: fold, training: training, curves: own))
    }
  }

  private func add(_ step: Step, _ part: Part, to trial: inout Trial) throws {
    let matrix = fitting.matrix(step, places: part.fold.validation)
    trial.add(
      try step.model.probabilities(matrix), rows: part.fold.validation.map { rows[$0] }, fitter)
  }

  private mutating func curveTrials(_ plan: AdditivePlan, _ index: Int) throws -> [Trial] {
    whole[index] = curves
    let isOne = rows.count > Self.severalMultipliers || fitting.isLarge
    return try (isOne ? [1] : plan.multipliers).map { multiplier in
      var trial = Trial(candidate: index, setting: multiplier)
      for part in parts {
        try Cancellation.check()
        let step =
          multiplier == 1
          ? part.curves
          : try fitting.mains(
            part.training, places: part.fold.training, steps: 0, multiplier: multiplier,
            start: part.curves.model)
        try add(step, part, to: &trial)
      }
      return trial
    }
  }

  private mutating func pairTrials(_ limit: Int, _ index: Int) throws -> [Trial] {
    guard let curves,
      let found = try fitting.paired(curves, fitting.design.matrix, limit: limit)
    else { return [] }
    pairs = found
    whole[index] = found
    var (before, after) = (Trial(candidate: index), Trial(candidate: index))
    for place in parts.indices {
      try Cancellation.check()
      let part = parts[place]
      let step = try fitting.paired(
        part.curves, part.training, places: part.fold.training, limit: limit)
      parts[place].pairs = step
      try add(part.curves, part, to: &before)
      try add(step ?? part.curves, part, to: &after)
    }
    pairLosses = (before.losses, after.losses)
    return [after]
  }

  /// Triples are tried where pairs have gained beyond doubt.
  private mutating func tripleTrials(_ index: Int) throws -> [Trial] {
    guard let pairs, let pairLosses, !fitting.isLarge,
      let choice = CandidateChoice.oneStandardError(losses: [pairLosses.before, pairLosses.after]),
      choice.best == 1,
      choice.means[0] - choice.means[1] > max(2 * choice.standardErrors[0], 0.02 * choice.means[0]),
      let found = try fitting.tripled(pairs, fitting.design.matrix)
    else { return [] }
    whole[index] = found
    var trial = Trial(candidate: index)
    for part in parts {
      try Cancellation.check()
      let step = try part.pairs.flatMap {
        try fitting.tripled($0, part.training, places: part.fold.training)
      }
      try add(step ?? part.pairs ?? part.curves, part, to: &trial)
    }
    return [trial]
  }

  /// The candidate fitted to all rows; nil for one that is not additive.
  func fitted(_ index: Int, setting: Double?) throws -> FittedCandidate? {
    guard let step = whole[index] else { return nil }
    guard let setting, setting != 1 else { return fitting.assembled(step) }
    return fitting.assembled(
      try fitting.mains(
        fitting.design.matrix, steps: 0, multiplier: setting, start: step.model))
  }

  /// Whether pairs of columns tell of the class what no fold has learned: where they do not, a network
  /// has little to find.
  func leavesStructure() throws -> Bool {
    guard curves != nil else { return true }
    var probabilities = Matrix(rows: rows.count, columns: fitter.task.classCount)
    var seen: [Int] = []
    for part in parts {
      let step = part.pairs ?? part.curves
      let found = try step.model.probabilities(fitting.matrix(step, places: part.fold.validation))
      for (row, place) in part.fold.validation.enumerated() {
        for label in 0..<found.columns { probabilities[place, label] = found[row, label] }
      }
      seen += part.fold.validation
    }
    seen.sort()
    let screen = ProductScreen(
      probabilities: probabilities.selecting(trusted: seen).values,
      labels: seen.map { fitting.labels[$0] },
      weights: fitting.weights.map { weights in seen.map { weights[$0] } },
      classCount: fitter.task.classCount)
    let columns = fitting.design.products
    let pairs = screen.pairs(columns, rows: seen)
    func convinces(_ found: [ProductScreen.Finding]) -> Bool {
      (found.map(\.deviation).max() ?? 0) > AdditivePlan.convincingDeviation(of: found.count)
    }
    if convinces(pairs) { return true }
    let triples = screen.triples(
      columns, extending: pairs.prefix(AdditivePlan.pairLimit).map(\.combination), rows: seen)
    return convinces(triples)
  }
}
