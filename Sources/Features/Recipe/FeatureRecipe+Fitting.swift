public import Tabular

extension FeatureRecipe {
  /// Learns features from rows of a table.
  ///
  /// - Parameters:
  ///   - rows: the training rows; all when nil.
  ///   - target: the column to be predicted; it gets the role ``ColumnRole/target``.
  /// - Throws: ``FeatureError`` when there is no row, or a column asked for is not in the table.
  public func fitted(
    to table: Table, rows: [Int]? = nil, target: String? = nil
  ) throws(FeatureError) -> FittedFeatures {
    let names = Set(table.names)
    for name in columns.map(\.name) + [target].compactMap(\.self) where !names.contains(name) {
      throw FeatureError(.noSuchColumn(available: table.names), column: name)
    }
    let training = rows.map { table.selecting($0) } ?? table
    guard training.rowCount > 0 else { throw FeatureError(.noRows) }
    var chosen = chosenRoles
    if let target { chosen[target] = .target }
    let found = RoleInference.inferred(training, chosen: chosen)
    let knotCount = affordedKnots(found.map(\.assignment), rowCount: training.rowCount)
    let fitted = mapEach(found.count) { index in
      fittedColumn(found[index], training.columns[index], knotCount: knotCount)
    }
    return FittedFeatures(
      columns: fitted, rowCount: training.rowCount, unitNorm: scaling == .unitNorm)
  }

  /// The knots of a column, 0 when the dense block would outgrow ``hingeBudget``.
  private func affordedKnots(_ roles: [RoleAssignment], rowCount: Int) -> Int {
    let knots = knotCount(rows: rowCount)
    let numbers = roles.reduce(0) { $0 + ($1.role == .numeric ? 1 : 0) }
    return numbers * (knots + 1) * rowCount <= hingeBudget ? knots : 0
  }

  private func fittedColumn(
    _ inferred: InferredColumn, _ column: Column, knotCount: Int
  ) -> FittedColumn {
    let assignment = inferred.assignment
    var fitted = FittedColumn(assignment)
    let asked = options(of: column.name)
    switch assignment.role {
    case .numeric, .boolean:
      let values = column.numbers(assignment.reading)
      let moments = inferred.moments ?? Moments(of: values)
      fitted.moments = moments
      let bends = assignment.role == .numeric && (asked.hinges ?? hinges) == .auto
      fitted.number = FittedNumber.fitted(
        to: values, moments: moments,
        options: NumberOptions(
          imputation: asked.imputation ?? imputation, constant: asked.constant ?? constant,
          indicators: indicators, fewestMissing: rareThreshold,
          scaling: asked.scaling ?? scaling, knotCount: bends ? knotCount : 0, tail: tail,
          knots: bends ? asked.knots.map { Knots(places: $0.sorted()) } : nil))
    case .date:
      let values = column.numbers(assignment.reading)
      fitted.moments = Moments(of: values)
      fitted.date = FittedDate.fitted(
        to: values, asked: dateParts, indicators: indicators, fewestMissing: rareThreshold)
    case .text:
      fitted.text = FittedText.fitted(
        to: column.levels(), options: text,
        numbers: NumberOptions(
          imputation: .constant, constant: 0, indicators: false, fewestMissing: 0,
          scaling: .standard, knotCount: hinges == .auto ? knotCount : 0, tail: tail))
    case .category:
      let counts = inferred.levels ?? LevelCounts(column.levels())
      fitted.levels = FittedLevels.fitted(
        to: counts, threshold: rareThreshold, limit: levelLimit, unseen: unseen)
    case .identifier, .constant, .duplicate, .target, .ignored: break
    }
    return fitted
  }
}
