public import RowcastLinearAlgebra
public import RowcastTabular

extension FeatureRecipe {
  /// Learns features from rows of a table.
  ///
  /// - Parameters:
  ///   - rows: the training rows; all when nil.
  ///   - target: the column to be predicted; it gets the role ``ColumnRole/target``.
  /// - Throws: ``FeatureError`` when there is no row, a column asked for is not in the table, or an
  ///   encoding learns from the target.
  public func fitted(
    to table: Table, rows: [Int]? = nil, target: String? = nil
  ) throws(FeatureError) -> FittedFeatures {
    try fitted(to: table, rows: rows, target: target, roles: nil)
  }

  /// As ``fitted(to:rows:target:)``, with roles that are decided already.
  package func fitted(
    to table: Table, rows: [Int]?, target: String?, roles: DecidedRoles?
  ) throws(FeatureError) -> FittedFeatures {
    try fitted(
      to: training(table, rows, target: target), target: target, labels: nil, codes: [],
      roles: roles)
  }

  /// Learns features from rows of a table and the classes of their target.
  ///
  /// - Throws: ``FeatureError`` when there is no row, or a column asked for is not in the table.
  public func fitted(
    to table: Table, rows: [Int]? = nil, labels: FittedLabels
  ) throws(FeatureError) -> FittedFeatures {
    try fitted(to: table, rows: rows, labels: labels, roles: nil)
  }

  /// As ``fitted(to:rows:labels:)``, with roles that are decided already.
  package func fitted(
    to table: Table, rows: [Int]?, labels: FittedLabels, roles: DecidedRoles?
  ) throws(FeatureError) -> FittedFeatures {
    let training = try training(table, rows, target: labels.column)
    let codes = try labels.encoded(training)
    return try fitted(
      to: training, target: labels.column, labels: labels, codes: codes, roles: roles)
  }

  /// Learns features and makes the matrix of the training rows.
  ///
  /// The same as fitting and transforming but for ``CategoryEncoding/target``: there each training
  /// row's shares come from the rows of other folds, so that no row sees its own class.
  /// - Throws: ``FeatureError`` as ``fitted(to:rows:labels:)``.
  public func fittedAndTransformed(
    to table: Table, rows: [Int]? = nil, labels: FittedLabels
  ) throws(FeatureError) -> (features: FittedFeatures, matrix: FeatureMatrix) {
    try fittedAndTransformed(to: table, rows: rows, labels: labels, roles: nil)
  }

  /// As ``fittedAndTransformed(to:rows:labels:)``, with roles that are decided already.
  package func fittedAndTransformed(
    to table: Table, rows: [Int]?, labels: FittedLabels, roles: DecidedRoles?
  ) throws(FeatureError) -> (features: FittedFeatures, matrix: FeatureMatrix) {
    let training = try training(table, rows, target: labels.column)
    let codes = try labels.encoded(training)
    let features = try fitted(
      to: training, target: labels.column, labels: labels, codes: codes, roles: roles)
    var matrix = features.transformed(training)
    var offset = 0
    for column in features.columns {
      defer { offset += column.denseWidth }
      guard let shares = column.shares, let own = training[column.name] else { continue }
      for (i, values) in shares.crossFitted(to: own.levels(), codes: codes).enumerated() {
        for (row, value) in values.enumerated() {
          matrix.dense[row * matrix.denseWidth + offset + i] = value
        }
      }
    }
    return (features, matrix)
  }

  /// The training rows, when everything asked for is there.
  private func training(
    _ table: Table, _ rows: [Int]?, target: String?
  ) throws(FeatureError) -> Table {
    let names = Set(table.names)
    for name in columns.map(\.name) + [target].compactMap(\.self) where !names.contains(name) {
      throw FeatureError(.noSuchColumn(available: table.names), column: name)
    }
    let training = rows.map { table.picking($0) } ?? table
    guard training.rowCount > 0 else { throw FeatureError(.noRows) }
    return training
  }

  /// The most knots of each curve; the values of columns are counted where knots are scarce.
  private func curveKnots(
    _ curves: CurveOptions, _ found: [InferredColumn], _ training: Table, columns: Int
  ) -> Int {
    let equal = curves.knotCount(rows: training.rowCount, columns: columns)
    guard curves.budget / max(1, columns) < CurveOptions.plenty else { return equal }
    let numbers = found.indices.filter { found[$0].assignment.role == .numeric }
    let distinct = mapEach(numbers.count) { index in
      let column = numbers[index]
      var seen: Set<Double> = []
      for value in training.columns[column].numbers(found[column].assignment.reading)
      where value.isFinite {
        seen.insert(value)
        if seen.count > curves.mostKnots { break }
      }
      return seen.count
    }
    return curves.knotCount(rows: training.rowCount, distinct: distinct)
  }

  private func fitted(
    to training: Table, target: String?, labels: FittedLabels?, codes: [UInt32],
    roles: DecidedRoles?
  ) throws(FeatureError) -> FittedFeatures {
    var chosen = chosenRoles
    if let target { chosen[target] = .target }
    let found = roles?.columns(of: training) ?? RoleInference.inferred(training, chosen: chosen)
    if labels == nil {
      for column in found.map(\.assignment) where column.role == .category {
        guard (options(of: column.column).encoding ?? encoding) != .target else {
          throw FeatureError(.targetNeeded(encoding: "target"), column: column.column)
        }
      }
    }
    let numbers = found.reduce(0) { $0 + ($1.assignment.role == .numeric ? 1 : 0) }
    let knots = min(
      knotCount(rows: training.rowCount),
      affordableKnots(columns: numbers, rows: training.rowCount))
    let fitting = ColumnFitting(
      recipe: self, knotCount: curves == nil ? knots : 0,
      curveKnots: curves.map { curveKnots($0, found, training, columns: numbers) } ?? 0,
      classes: labels?.labels ?? [], codes: codes)
    let fitted = mapEach(found.count) { fitting.fitted(found[$0], training.columns[$0]) }
    return FittedFeatures(
      columns: fitted, rowCount: training.rowCount, unitNorm: scaling == .unitNorm)
  }
}
