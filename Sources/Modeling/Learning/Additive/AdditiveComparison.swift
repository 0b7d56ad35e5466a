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
  /// The same for fits of folds.
  private let trying: AdditiveFitting
  private let rows: [Int]
  private let folds: [Fold]
  private let tolerance: Double
  /// What the candidates have beside curves.
  private var products: [Int: AdditivePlan.Products] = [:]
  /// Curves of all rows, where folds take their strengths.
  private var curves: Step?
  private var parts: [Part] = []
  /// The best trials so far.
  private var best: (curves: Trial?, pairs: Trial?)

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

  init(
    fitter: Fitter, recipe: FeatureRecipe, plan: AdditivePlan, rows: [Int], folds: [Fold]
  ) throws {
    self.rows = rows
    self.folds = folds
    tolerance = max(plan.tolerance ?? 0, CandidateComparison.tolerance)
    fitting = try AdditiveFitting(
      fitter: fitter, recipe: recipe, rows: rows, plan: plan, folds: folds, tolerance: tolerance)
    trying = fitting.forTrials
  }

  private var fitter: Fitter { fitting.fitter }
  private var hasOwnStrengths: Bool {
    rows.count <= max(Self.ownStrengths, Self.rowsPerStrength * fitting.design.groups.count)
  }

  /// Features without products, and whether they are too many.
  var features: FittedFeatures { fitting.design.features }
  var width: Int { fitting.design.matrix.width }
  var isTooWide: Bool { fitting.isTooWide }

  /// The trials of one candidate; none where products are not worth a trial.
  mutating func trials(_ plan: AdditivePlan, index: Int) throws -> [Trial] {
    try prepare()
    switch plan.products {
    case .none: return try curveTrials(plan, index)
    case .found(let limit, let triples):
      return triples ? try tripleTrials(limit, index) : try pairTrials(limit, index)
    case .asked(let names):
      products[index] = plan.products
      return try trials(index, multipliers(plan)) { part in
        try trying.asked(names, part.curves, part.training, places: part.fold.training)
      }
    }
  }

  /// What the strengths of a plan are multiplied by, where rows are not too many to try it.
  private func multipliers(_ plan: AdditivePlan) -> [Double] {
    rows.count > AdditivePlan.severalMultipliers || fitting.isLarge ? [1] : plan.multipliers
  }

  /// A trial for each multiplier of the strengths that each fold finds.
  private func trials(
    _ index: Int, _ multipliers: [Double], _ found: (Part) throws -> Step
  ) throws -> [Trial] {
    var trials = multipliers.map { Trial(candidate: index, setting: $0) }
    for part in parts {
      let step = try found(part)
      let others = try trying.rescaled(
        step, part.training, places: part.fold.training, by: multipliers.filter { $0 != 1 })
      for i in trials.indices {
        try Cancellation.check()
        let scaled = others.first { $0.multiplier == multipliers[i] } ?? step
        let places = part.fold.validation
        trials[i].add(
          try scaled.model.probabilities(fitting.matrix(scaled, places: places)),
          rows: places.map { rows[$0] }, fitter)
      }
    }
    return trials
  }

  private mutating func prepare() throws {
    guard parts.isEmpty else { return }
    if !hasOwnStrengths {
      curves = try fitting.mains(fitting.design.matrix, steps: fitting.searchSteps)
    }
    for fold in folds {
      try Cancellation.check()
      let training = fitting.design.matrix.selecting(trusted: fold.training)
      let own = try trying.mains(
        training, places: fold.training, steps: hasOwnStrengths ? fitting.searchSteps : 0,
        start: curves?.model)
      parts.append(Part(fold: fold, training: training, curves: own))
    }
  }

  private mutating func curveTrials(_ plan: AdditivePlan, _ index: Int) throws -> [Trial] {
    products[index] = plan.products
    let found = try trials(index, multipliers(plan)) { $0.curves }
    best.curves = found.min { $0.mean < $1.mean }
    return found
  }

  /// Pairs are tried where some fold finds any.
  private mutating func pairTrials(_ limit: Int, _ index: Int) throws -> [Trial] {
    products[index] = .found(limit: limit, triples: false)
    for place in parts.indices {
      try Cancellation.check()
      let part = parts[place]
      parts[place].pairs = try trying.paired(
        part.curves, part.training, places: part.fold.training, limit: limit)
    }
    guard parts.contains(where: { $0.pairs != nil }) else { return [] }
    let found = try trials(index, multipliers(like: best.curves)) { $0.pairs ?? $0.curves }
    best.pairs = found.min { $0.mean < $1.mean }
    return found
  }

  /// Triples are tried where pairs have gained beyond doubt and some fold finds any.
  private mutating func tripleTrials(_ limit: Int, _ index: Int) throws -> [Trial] {
    guard let before = best.curves, let after = best.pairs, !fitting.isLarge,
      let choice = CandidateChoice.oneStandardError(losses: [before.losses, after.losses]),
      choice.best == 1,
      choice.means[0] - choice.means[1] > max(2 * choice.standardErrors[0], 0.02 * choice.means[0])
    else { return [] }
    products[index] = .found(limit: limit, triples: true)
    var isFound = false
    let found = try trials(index, multipliers(like: after)) { part in
      guard let pairs = part.pairs else { return part.curves }
      let triples = try trying.tripled(pairs, part.training, places: part.fold.training)
      isFound = isFound || triples != nil
      return triples ?? pairs
    }
    return isFound ? found : []
  }

  /// The losses of triples that gain beyond pairs as much as pairs have gained beyond curves, row by row:
  /// more is not to be hoped for. Nil where there are no pairs.
  var hopedOfTriples: [Double]? {
    guard let before = best.curves, let after = best.pairs else { return nil }
    return zip(before.losses, after.losses).map { 2 * $1 - $0 }
  }

  /// What was best with fewer products is tried with more, beside the strengths as they were found.
  private func multipliers(like best: Trial?) -> [Double] {
    guard let setting = best?.setting, setting != 1 else { return [1] }
    return [1, setting]
  }

  /// The candidate fitted to all rows; nil for one that is not additive.
  func fitted(_ index: Int, setting: Double?) throws -> FittedCandidate? {
    try products[index].map { products in
      let step = try fitting.found(products, fitting.design.matrix, mains: curves)
      return try fitting.finished(step, multiplier: setting ?? 1)
    }
  }

  /// Whether pairs of columns tell of the class what no fold has learned: where they do not, a network
  /// has little to find.
  func leavesStructure() throws -> Bool {
    guard !parts.isEmpty else { return true }
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
