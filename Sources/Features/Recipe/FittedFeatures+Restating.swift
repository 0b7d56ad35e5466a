/// What was counted of a column by all rows, where features were learned from some.
package struct CountedColumn: Sendable {
  /// The moments of its numbers, when it is numbers.
  package var moments: Moments?
  /// The rows of each level, when it is texts and there are not too many.
  package var levels: [String: Int]?
  /// Rows without a level.
  package var missing: Int

  package init(moments: Moments? = nil, levels: [String: Int]? = nil, missing: Int = 0) {
    self.moments = moments
    self.levels = levels
    self.missing = missing
  }
}

extension FittedFeatures {
  /// These features with what all rows say of them: counts, means and scales of numbers that are
  /// taken as they come, levels with their rows, and whether enough values are missing to be told.
  ///
  /// What depends on the order of values stays as some rows have it: medians, knots and bounds, and
  /// with them the scales of what is bent; the parts of dates; the terms of texts.
  package func restated(
    by all: [String: CountedColumn], rows: Int, recipe: FeatureRecipe
  ) -> FittedFeatures {
    var restated = self
    restated.rowCount = rows
    restated.columns = columns.map { column in
      guard let counted = all[column.name] else { return column }
      var column = column
      if let moments = counted.moments, column.moments != nil {
        column.moments = moments
        column.number?.restate(by: moments, options: recipe.options(of: column.name), recipe)
      }
      if column.levels != nil, let levels = counted.levels {
        column.levels = FittedLevels.fitted(
          to: levels, missing: counted.missing, threshold: recipe.rareThreshold,
          limit: recipe.levelLimit, unseen: recipe.unseen)
      }
      return column
    }
    return restated
  }
}

extension FittedNumber {
  fileprivate mutating func restate(
    by moments: Moments, options: FeatureRecipe.ColumnOptions, _ recipe: FeatureRecipe
  ) {
    hasIndicator = recipe.indicators && moments.missing >= recipe.rareThreshold
    guard lower == nil, upper == nil, hinges.isEmpty, curve == nil else { return }
    if (options.imputation ?? recipe.imputation) == .mean { fill = moments.mean }
    switch scaler.kind {
    case .standard: scaler = .standard(moments.filled(with: fill))
    case .minmax, .maxabs:
      let filled = moments.filled(with: fill)
      scaler =
        scaler.kind == .minmax
        ? FittedScaler(
          kind: .minmax, center: filled.minimum, scale: filled.maximum - filled.minimum)
        : FittedScaler(kind: .maxabs, scale: max(filled.maximum, -filled.minimum))
    case .none, .robust, .quantile, .power, .log1p, .unitNorm: break
    }
  }
}

extension FittedLevels {
  /// Learns the levels of a column from its counts.
  fileprivate static func fitted(
    to counts: [String: Int], missing: Int, threshold: Int, limit: Int, unseen: UnseenLevels
  ) -> FittedLevels {
    let order = counts.sorted { a, b in
      a.value != b.value ? a.value > b.value : LevelCounts.inByteOrder(a.key, b.key)
    }
    let kept = order.prefix { $0.value >= threshold }.prefix(limit)
    let pooled = order.dropFirst(kept.count)
    return FittedLevels(
      levels: kept.map(\.key), counts: kept.map(\.value),
      rare: pooled.prefix(rareLimit).map(\.key), rareCount: pooled.reduce(0) { $0 + $1.value },
      missingCount: missing, unseen: unseen)
  }
}
