import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra

/// Fits additive models to the rows of a design: curves first, then products on what they leave.
struct AdditiveFitting {
  let fitter: Fitter
  let design: AdditiveDesign
  let plan: AdditivePlan
  /// The rows of the design in the table.
  let rows: [Int]
  let labels: [Int]
  let weights: [Double]?
  /// Where solvers stop; nil for what the plan says.
  private let tolerance: Double?
  /// Whether fits are only compared.
  private var isTrial = false

  /// A fit with the products it has.
  struct Step {
    var fit: AdditiveFit
    /// What its strengths were multiplied by.
    var multiplier = 1.0
    var combinations: [[Int]] = []
    var products: [FittedProduct] = []
    /// Pairs among the combinations; behind them stand triples.
    var pairCount = 0

    var model: LinearClassifier { fit.classifier }
  }

  /// Rows beyond which strengths are found in a sample.
  static let sampleRows = 50_000

  init(
    fitter: Fitter, recipe: FeatureRecipe, rows: [Int], plan: AdditivePlan, folds: [Fold]? = nil,
    tolerance: Double? = nil
  ) throws {
    self.fitter = fitter
    self.plan = plan
    self.rows = rows
    self.tolerance = tolerance
    labels = fitter.labels(rows)
    weights = fitter.weights(rows)
    var generator = SeededGenerator(seed: plan.seed ^ 0x7E87_5C02)
    let parts =
      try folds
      ?? (fitter.roles?.assignments.contains { $0.role == .text } == true
        ? SplitPlan.crossValidation(folds: 3, repeats: 1).split(
          labels: labels,
          groups: fitter.task.groups.map { groups in rows.map { groups[$0] } },
          generator: &generator
        ).folds : [])
    design = try AdditiveDesign(fitter, recipe: recipe, rows: rows, folds: parts, plan: plan)
  }

  /// The same for fits that are only compared.
  var forTrials: AdditiveFitting {
    var trials = self
    trials.isTrial = true
    return trials
  }

  var outputs: Int { fitter.task.classCount == 2 ? 1 : fitter.task.classCount }

  /// Whether a step takes long, so that less is tried: factoring is most of it.
  var isLarge: Bool {
    let width = Double(design.matrix.width)
    return Double(outputs) * width * width * width > AdditivePlan.factoring
  }

  /// Whether there are too many features for a factored Hessian.
  var isTooWide: Bool {
    design.matrix.width > AdditivePlan.widest(outputs: outputs)
  }

  private func fitted(
    _ matrix: FeatureMatrix, _ groups: [PenaltyGroup], places: [Int]?, steps: Int,
    multiplier: Double = 1, tolerance: Double?, start: LinearClassifier?
  ) throws -> AdditiveFit {
    var regression = regression(steps: steps, tolerance: tolerance)
    regression.multiplier = multiplier
    let (labels, weights) = (labels(at: places), weights(at: places))
    let classCount = fitter.task.classCount
    return isTrial
      ? try regression.tried(
        on: matrix, groups: groups, labels: labels, classCount: classCount, weights: weights,
        start: start)
      : try regression.fitted(
        to: matrix, groups: groups, labels: labels, classCount: classCount, weights: weights,
        start: start)
  }

  private func regression(steps: Int, tolerance: Double?) -> AdditiveRegression {
    var regression = AdditiveRegression(
      classWeights: plan.classWeights, searchSteps: min(steps, plan.maxIterations ?? steps))
    if let tolerance { regression.tolerance = tolerance }
    if let limit = plan.maxIterations { regression.maxIterations = limit }
    return regression
  }

  private func labels(at places: [Int]?) -> [Int] {
    places.map { $0.map { labels[$0] } } ?? labels
  }

  private func weights(at places: [Int]?) -> [Double]? {
    places.map { places in weights.map { w in places.map { w[$0] } } } ?? weights
  }

  /// Curves alone.
  /// - Parameters:
  ///   - matrix: of the rows at `places` of the design; all when nil.
  ///   - steps: of the search for strengths; 0 takes those of `start`.
  func mains(
    _ matrix: FeatureMatrix, places: [Int]? = nil, steps: Int, start: LinearClassifier? = nil
  ) throws -> Step {
    Step(
      fit: try fitted(
        matrix, design.groups, places: places, steps: steps, tolerance: tolerance, start: start))
  }

  /// The curves and products of a step with its strengths multiplied, fitted to the last digit that the
  /// plan asks for.
  func rescaled(
    _ step: Step, _ matrix: FeatureMatrix, places: [Int]? = nil, by multiplier: Double,
    tolerance: Double?
  ) throws -> Step {
    let (products, cells) = design.products.products(step.combinations, rows: places)
    var scaled = step
    scaled.multiplier = multiplier
    scaled.products = products
    scaled.fit = try fitted(
      cells.map(matrix.appending) ?? matrix, design.groups(with: products), places: places,
      steps: 0, multiplier: multiplier, tolerance: tolerance, start: step.model)
    return scaled
  }

  /// A step with its strengths multiplied by each of some numbers, to be compared.
  func rescaled(
    _ step: Step, _ matrix: FeatureMatrix, places: [Int], by multipliers: [Double]
  ) throws -> [Step] {
    if multipliers.isEmpty { return [] }
    let (products, cells) = design.products.products(step.combinations, rows: places)
    let fits = try regression(steps: 0, tolerance: tolerance).tried(
      multipliers, on: cells.map(matrix.appending) ?? matrix, groups: design.groups(with: products),
      labels: labels(at: places), classCount: fitter.task.classCount, weights: weights(at: places),
      start: step.model)
    return zip(fits, multipliers).map { fit, multiplier in
      var scaled = step
      (scaled.fit, scaled.multiplier, scaled.products) = (fit, multiplier, products)
      return scaled
    }
  }

  /// Adds products that the screen finds on the residuals of curves; nil when it finds none.
  func paired(
    _ mains: Step, _ matrix: FeatureMatrix, places: [Int]? = nil, limit: Int
  ) throws -> Step? {
    let screen = try screen(mains, matrix, places)
    let found = screen.pairs(design.products, rows: places)
    guard let best = found.first,
      best.deviation >= AdditivePlan.convincingDeviation(of: found.count)
    else {
      return nil
    }
    let pairs = chosen(found, limit: limit)
    guard !pairs.isEmpty else { return nil }
    var step = try adding(pairs, to: mains, matrix, places: places, steps: 7)
    step.pairCount = pairs.count
    return step
  }

  /// Adds triples of pairs that are alive; nil when there are none.
  func tripled(_ pairs: Step, _ matrix: FeatureMatrix, places: [Int]? = nil) throws -> Step? {
    let freedoms = pairs.fit.freedoms()
    let alive = pairs.combinations.indices.filter { i in
      let place = design.groups.count + i
      return freedoms.indices.contains(place) && freedoms[place] > 0.5
    }.map { pairs.combinations[$0] }
    guard !alive.isEmpty,
      let cells = design.products.products(pairs.combinations, rows: places).cells
    else { return nil }
    let screen = try screen(pairs, matrix.appending(cells), places)
    let found = chosen(
      screen.triples(design.products, extending: alive, rows: places),
      limit: AdditivePlan.tripleLimit)
    guard !found.isEmpty else { return nil }
    var step = try adding(
      pairs.combinations + found, to: pairs, matrix, places: places, steps: 8)
    step.pairCount = pairs.pairCount
    return step
  }

  private func screen(
    _ step: Step, _ matrix: FeatureMatrix, _ places: [Int]?
  ) throws -> ProductScreen {
    ProductScreen(
      probabilities: try step.model.probabilities(matrix).values,
      labels: labels(at: places), weights: weights(at: places),
      classCount: fitter.task.classCount)
  }

  /// The findings with the most structure that there is room for.
  private func chosen(_ found: [ProductScreen.Finding], limit: Int) -> [[Int]] {
    var room = AdditivePlan.cellLimit(outputs: outputs)
    var chosen: [[Int]] = []
    for finding in found where finding.deviation >= AdditivePlan.leastDeviation {
      let width = design.products.width(finding.combination)
      guard width <= room, chosen.count < limit else { continue }
      room -= width
      chosen.append(finding.combination)
    }
    return chosen
  }

  private func adding(
    _ combinations: [[Int]], to start: Step, _ matrix: FeatureMatrix, places: [Int]?, steps: Int
  ) throws -> Step {
    let (products, cells) = design.products.products(combinations, rows: places)
    guard let cells else { return start }
    let fit = try fitted(
      matrix.appending(cells), design.groups(with: products), places: places, steps: steps,
      tolerance: tolerance, start: start.model)
    return Step(fit: fit, combinations: combinations, products: products)
  }

  /// Adds the products of these columns.
  func asked(
    _ names: [[String]], _ mains: Step, _ matrix: FeatureMatrix, places: [Int]? = nil
  ) throws -> Step {
    let combinations = try names.map { columns in
      guard let combination = design.products.combination(columns), combination.count > 1 else {
        throw TrainingError(.noProduct(columns))
      }
      return combination
    }
    return try adding(combinations, to: mains, matrix, places: places, steps: 18)
  }

  /// The matrix of the features of some rows with the cells of a step.
  func matrix(_ step: Step, places: [Int]) -> FeatureMatrix {
    let own = design.matrix.selecting(trusted: places)
    let cells = design.products.products(step.combinations, rows: places).cells
    return cells.map(own.appending) ?? own
  }

  /// Everything that the plan asks for, on all rows of the design.
  func fitted() throws -> FittedCandidate {
    if rows.count > 2 * Self.sampleRows {
      // Strengths and products are the same in a sample; the weights are those of all rows.
      let stride = rows.count / Self.sampleRows
      let places = Swift.stride(from: 0, to: rows.count, by: stride).map { $0 }
      return try finished(found(design.matrix.selecting(trusted: places), places: places))
    }
    return try finished(found(design.matrix, places: nil))
  }

  /// A step of all rows or of a sample as the model of all.
  func finished(_ step: Step, multiplier: Double? = nil) throws -> FittedCandidate {
    assembled(
      try rescaled(
        step, design.matrix, by: multiplier ?? plan.multiplier, tolerance: plan.tolerance))
  }

  /// The steps of a search for strengths from nothing.
  var searchSteps: Int { isLarge ? 12 : 18 }

  private func found(_ matrix: FeatureMatrix, places: [Int]?) throws -> Step {
    try found(plan.products, matrix, places: places)
  }

  /// Curves with the products that are asked for or found.
  /// - Parameter mains: the curves, where they are known.
  func found(
    _ products: AdditivePlan.Products, _ matrix: FeatureMatrix, places: [Int]? = nil,
    mains: Step? = nil
  ) throws -> Step {
    let first = try mains ?? self.mains(matrix, places: places, steps: searchSteps)
    switch products {
    case .none: return first
    case .found(let limit, let triples):
      let step = try paired(first, matrix, places: places, limit: limit)
      return try triples
        ? step.flatMap { try tripled($0, matrix, places: places) } ?? step ?? first
        : step ?? first
    case .asked(let names): return try asked(names, first, matrix, places: places)
    }
  }

  /// The model of a step of all rows: products that came to nothing left out unless they were asked for,
  /// margins of the others part of the curves, and a weight for each term of a text.
  private func assembled(_ step: Step) -> FittedCandidate {
    let model = step.model
    let penalties = model.penalties ?? []
    let mains = design.mainCount
    var places = Array(0..<mains)
    var groups = penalties.filter { $0.features.upperBound <= mains }
    var features = design.features
    features.products = []
    let least = if case .asked = plan.products { -1.0 } else { 0.05 }
    for (i, product) in step.products.enumerated() {
      let place = design.groups.count + i
      guard penalties.indices.contains(place), penalties[place].freedom > least else { continue }
      features.products.append(product)
      var group = penalties[place]
      group.first = places.count
      groups.append(group)
      places += Array(penalties[place].features)
    }
    let terms = design.scores.map { design.scoreWeights($0, model) }
    var weights = Matrix(rows: outputs, columns: places.count + (terms?.columns ?? 0))
    for output in 0..<outputs {
      for (j, place) in places.enumerated() { weights[output, j] = model.weights[output, place] }
      for j in 0..<(terms?.columns ?? 0) {
        weights[output, places.count + j] = terms?[output, j] ?? 0
      }
    }
    var intercepts = model.intercepts
    Purification(features).purify(&weights, &intercepts)
    return FittedCandidate(
      features: features,
      classifier: .linear(
        LinearClassifier(
          trusted: model.form, weights: weights, intercepts: intercepts, fit: model.fit,
          penalties: groups.map { group in
            FittedPenalty(
              first: group.first, count: group.count, strength: group.strength * step.multiplier,
              freedom: group.freedom)
          })),
      bands: CurveBand.all(step.fit, features: features, outputs: outputs))
  }
}

extension AdditiveDesign {
  /// The weights of terms: those of the scores, times what the model makes of these.
  fileprivate func scoreWeights(_ scores: TextScores, _ model: LinearClassifier) -> Matrix {
    var weights = Matrix(rows: model.weights.rows, columns: scores.weights.columns)
    for output in 0..<weights.rows {
      for score in 0..<scores.outputs {
        let factor = model.weights[output, mainCount + score]
        for j in 0..<weights.columns { weights[output, j] += factor * scores.weights[score, j] }
      }
    }
    return weights
  }
}
