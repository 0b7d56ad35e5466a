internal import RowcastTabular

/// Fits single columns, each by its role.
struct ColumnFitting: Sendable {
  let recipe: FeatureRecipe
  /// Knots of a column of numbers; 0 when hinges cannot be afforded.
  let knotCount: Int
  /// The most knots of a column's curve; 0 when there are none.
  let curveKnots: Int
  /// The labels of the classes, and the class of each training row; empty when not given.
  let classes: [String]
  let codes: [UInt32]

  func fitted(_ inferred: InferredColumn, _ column: TypedColumn) -> FittedColumn {
    var fitted = FittedColumn(inferred.assignment)
    let asked = recipe.options(of: column.name)
    switch inferred.assignment.role {
    case .numeric, .boolean:
      let (values, moments) = column.numbers(inferred.assignment.reading).held(inferred.moments)
      let bends =
        inferred.assignment.role == .numeric
        && (recipe.curves != nil || (asked.hinges ?? recipe.hinges) == .auto)
      fitted.moments = moments
      fitted.number = FittedNumber.fitted(
        to: values, moments: moments, options: numberOptions(asked, bends: bends))
    case .date:
      let (values, moments) = column.numbers(inferred.assignment.reading).held(inferred.moments)
      fitted.moments = moments
      fitted.date = FittedDate.fitted(
        to: values, asked: recipe.dateParts, indicators: recipe.indicators,
        fewestMissing: recipe.rareThreshold)
    case .text:
      var options = numberOptions(asked, bends: recipe.hinges == .auto)
      options.imputation = .constant
      options.constant = 0
      options.curveKnots = 0
      options.indicators = false
      options.scaling = .standard
      fitted.text = FittedText.fitted(to: column.levels(), options: recipe.text, numbers: options)
    case .category: encode(column, inferred, asked, &fitted)
    case .identifier, .constant, .duplicate, .target, .ignored: break
    }
    return fitted
  }

  private func encode(
    _ column: TypedColumn, _ inferred: InferredColumn, _ asked: FeatureRecipe.ColumnOptions,
    _ fitted: inout FittedColumn
  ) {
    let view = column.levels()
    switch asked.encoding ?? (asked.order == nil ? recipe.encoding : .ordinal) {
    case .oneHot:
      fitted.levels = FittedLevels.fitted(
        to: inferred.levels ?? LevelCounts(view), threshold: recipe.rareThreshold,
        limit: recipe.levelLimit, unseen: recipe.unseen)
    case .ordinal:
      fitted.ordinal = FittedOrdinal.fitted(
        to: view, counts: inferred.levels ?? LevelCounts(view), order: asked.order,
        options: numberOptions(asked, bends: false))
    case .target:
      fitted.shares = FittedShares.fitted(
        to: view, codes: codes, classes: classes, weight: recipe.shareWeight)
    case .hashing: fitted.buckets = FittedBuckets(count: recipe.buckets)
    }
  }

  private func numberOptions(
    _ asked: FeatureRecipe.ColumnOptions, bends: Bool
  ) -> NumberOptions {
    NumberOptions(
      imputation: asked.imputation ?? recipe.imputation,
      constant: asked.constant ?? recipe.constant, indicators: recipe.indicators,
      fewestMissing: recipe.rareThreshold, scaling: asked.scaling ?? recipe.scaling,
      knotCount: bends ? knotCount : 0, curveKnots: bends ? curveKnots : 0, tail: recipe.tail,
      knots: bends ? asked.knots.map { Knots(places: $0.sorted()) } : nil)
  }
}
