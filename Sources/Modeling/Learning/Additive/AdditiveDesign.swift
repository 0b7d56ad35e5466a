import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra

/// What an additive model is learned from: the features of some rows in groups, and the columns as
/// axes of products.
///
/// The terms of texts are too many for a factored Hessian. In their stead stand the scores of a model
/// of the terms alone; what the additive model makes of a score is a factor of its weights, so that in
/// the end every term has a weight again.
struct AdditiveDesign {
  let features: FittedFeatures
  /// Dense features, levels, indicators, hats, and scores of texts.
  let matrix: FeatureMatrix
  let groups: [PenaltyGroup]
  let products: ProductTable
  let scores: TextScores?

  /// Features without cells and terms.
  var mainCount: Int { matrix.width - (scores?.outputs ?? 0) }

  /// - Parameters:
  ///   - rows: the rows of the design; everything else counts rows by their places in it.
  ///   - folds: places of rows, for scores that do not know their own row's class.
  init(
    _ fitter: Fitter, recipe: FeatureRecipe, rows: [Int], folds: [Fold], plan: AdditivePlan
  ) throws {
    let (features, matrix) = try fitter.prepared(recipe, rows: rows)
    self.features = features
    let texts = features.columns.count { $0.text != nil }
    let mains = matrix.droppingSparse(texts)
    let terms = matrix.width - mains.width
    var groups = Self.groups(of: features)
    if terms > 0 {
      let scores = try TextScores(
        FeatureMatrix(
          trusted: matrix.rowCount, sparse: Array(matrix.sparse.suffix(texts))), fitter: fitter,
        rows: rows, folds: folds, classWeights: plan.classWeights)
      for output in 0..<scores.outputs {
        let place = mains.width + output
        groups.append(PenaltyGroup(features: place..<(place + 1), shape: .ridge, strength: 1))
      }
      self.scores = scores
      self.matrix = mains.appending(scores.block)
    } else {
      scores = nil
      self.matrix = mains
    }
    self.groups = groups
    products = ProductTable(features, fitter.task.table, rows: rows)
  }

  /// Weights that belong together: a straight term, a curve, the levels of a category.
  static func groups(of features: FittedFeatures) -> [PenaltyGroup] {
    var groups: [PenaltyGroup] = []
    var place = 0
    func add(_ count: Int, _ shape: PenaltyGroup.Shape = .ridge, strength: Double = 1) {
      guard count > 0 else { return }
      groups.append(
        PenaltyGroup(features: place..<(place + count), shape: shape, strength: strength))
      place += count
    }
    for column in features.columns {
      let isOne = column.date != nil || column.shares != nil
      if isOne { add(column.denseWidth) } else { for _ in 0..<column.denseWidth { add(1) } }
    }
    for column in features.columns {
      add((column.levels?.width ?? 0) + (column.buckets?.width ?? 0))
    }
    for column in features.columns where column.hasIndicator { add(1) }
    for curve in features.columns.compactMap({ $0.number?.curve }) {
      add(curve.knots.count, .differences(order: curve.isExact ? 1 : 2), strength: 3)
    }
    return groups
  }

  /// The groups with one more for each product.
  func groups(with products: [FittedProduct]) -> [PenaltyGroup] {
    var place = matrix.width
    return groups
      + products.map { product in
        defer { place += product.width }
        return PenaltyGroup(
          features: place..<(place + product.width), shape: .ridge, strength: 10)
      }
  }
}

/// What a model of the terms of texts alone says of each row, without knowing the row's own class.
struct TextScores {
  let outputs: Int
  /// The scores as features, one or one for each class.
  let block: FeatureMatrix.Sparse
  /// One row for each score, one column for each term: of a model of all rows.
  let weights: Matrix

  private static let strengths: [Double] = [1, 10, 100]
  private static let limit = 12.0

  init(
    _ terms: FeatureMatrix, fitter: Fitter, rows: [Int], folds: [Fold], classWeights: ClassWeights
  ) throws {
    var options = LinearOptions()
    options.classWeights = classWeights
    options.tolerance = 1e-5
    let outputs = fitter.task.classCount == 2 ? 1 : fitter.task.classCount
    var logits = Self.strengths.map { _ in
      Matrix(rows: rows.count, columns: outputs)
    }
    var losses = Self.strengths.map { _ in 0.0 }
    for fold in folds {
      let path = try fitter.path(
        options, cs: Self.strengths, to: terms.selecting(trusted: fold.training),
        rows: fold.training.map { rows[$0] })
      let held = terms.selecting(trusted: fold.validation)
      for (i, model) in path.enumerated() {
        let found = try model.logits(held)
        for (row, place) in fold.validation.enumerated() {
          for output in 0..<outputs { logits[i][place, output] = found[row, output] }
        }
        losses[i] += try fitter.losses(
          model.probabilities(held), rows: fold.validation.map { rows[$0] }
        ).reduce(0, +)
      }
    }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    options.c = Self.strengths[best]
    guard let model = try fitter.path(options, cs: [options.c], to: terms, rows: rows).last else {
      throw TrainingError(.nothingFitted)
    }
    self.outputs = outputs
    weights = model.weights
    block = FeatureMatrix.Sparse(
      rowOffsets: (0...rows.count).map { $0 * outputs },
      columns: rows.flatMap { _ in (0..<outputs).map { UInt32($0) } },
      values: logits[best].values.map { min(max($0, -Self.limit), Self.limit) }, width: outputs)
  }
}
