import RowcastEvaluation
package import RowcastFeatures
package import RowcastTabular

/// What is to be learned: a table, its classes, and the rows that count.
package struct LearningTask: Sendable {
  /// The table without rows whose target is missing.
  package private(set) var table: Table
  package private(set) var target: FittedLabels
  /// The class of each row.
  package let labels: [Int]
  let weights: [Double]?
  /// The group of each row, for splits that keep groups together.
  let groups: [Int]?
  /// What orders the rows in time.
  let order: [Double]?
  /// What is to be told of the order of a split by time, where nobody said it.
  let ordering: DataFinding?
  /// Rows without a class.
  private(set) var droppedRows: Int
  /// The name of the table.
  package let name: String

  var classCount: Int { target.labels.count }

  /// Counts classes by all rows, of which the table has some.
  mutating func recount(by all: AllRows) {
    target.counts = target.labels.map { all.classes[$0] ?? 0 }
    target.missingCount = all.dropped
    droppedRows = all.dropped
  }

  /// Takes the table out of the task, which keeps one without columns.
  mutating func takeTable() -> Table {
    defer { table = Table(columns: [], rowCount: table.rowCount) }
    return table
  }

  /// - Throws: ``TrainingError`` when a column that is named is not there, or the target has no
  ///   two classes.
  init(
    table full: Table, target name: String, options: TrainOptions, name file: String
  ) throws(TrainingError) {
    let full = options.foldsLevels ? full.folded() : full
    let column = try full.column(name, for: .target)
    var dropped = Set(options.drop)
    for name in options.drop { _ = try full.column(name, for: .drop) }
    for name in options.roles.keys.sorted() { _ = try full.column(name, for: .role) }
    for name in options.encodings.keys.sorted() { _ = try full.column(name, for: .encoding) }
    for (name, levels) in options.levels.sorted(by: { $0.key < $1.key }) {
      let found = try full.column(name, for: .encoding).countedLevels().map(\.level)
      guard found.contains(where: levels.map(options.spelled).contains) else {
        throw TrainingError(.noSuchLevels(column: name, available: found))
      }
    }
    let offices: [(TrainingError.ColumnUse, [String?])] = [
      (.drop, options.drop), (.weights, [options.weights]), (.order, [options.order]),
      (.groups, [options.group]),
    ]
    for (use, names) in offices where names.contains(name) {
      throw TrainingError(.targetUsed(column: name, use: use))
    }
    if let role = options.roles[name], role != .target {
      throw TrainingError(.targetRole(role, column: name))
    }
    let found: FittedLabels
    do {
      found = try LabelRecipe(
        column: name, positive: options.positive.map(options.spelled), bins: options.bins,
        takesManyValues: options.roles[name] == .target
      ).fitted(to: full)
    } catch {
      throw TrainingError(.features(error))
    }
    let codes = found.encoded(column)
    let rows = codes.indices.filter { codes[$0] != TypedColumn.missingCode }
    func numbers(
      _ name: String?, for use: TrainingError.ColumnUse
    ) throws(TrainingError) -> [Double]? {
      guard let name else { return nil }
      dropped.insert(name)
      // Dates in text are read as they are where they are features.
      let column = try full.column(name, for: use)
      let alone = Table(columns: [column], rowCount: full.rowCount)
      guard let reading = RoleInference.roles(of: alone).first?.reading, reading.form != .texts
      else {
        throw TrainingError(.notNumbers(column: name, use: use))
      }
      let values = column.numbers(reading)
      return rows.map { values[$0] }
    }
    weights = try numbers(options.weights, for: .weights)
    if let weights, let bad = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw TrainingError(.weight(weights[bad], row: rows[bad] + 1))
    }
    let implied = Self.impliedOrder(of: full, target: name, options)
    order = try numbers(options.order ?? implied?.column, for: .order)
    ordering = implied
    if let group = options.group {
      dropped.insert(group)
      let column = try full.column(group, for: .groups)
      groups = rows.map { Self.groupCode(column, row: $0) }
    } else {
      groups = nil
    }
    let kept = full.columns.filter { !dropped.contains($0.name) || $0.name == name }
    let narrow = Table(columns: kept, rowCount: full.rowCount)
    table = rows.count == full.rowCount ? narrow : narrow.picking(rows)
    target = found
    labels = rows.map { Int(codes[$0]) }
    droppedRows = full.rowCount - rows.count
    self.name = file
  }

  /// What a split by time is ordered by where no column was named: the only column of dates, else the
  /// rows as they stand; nil where that is not asked.
  private static func impliedOrder(
    of table: Table, target: String, _ options: TrainOptions
  ) -> DataFinding? {
    guard options.validation.isTimeOrdered, options.order == nil else { return nil }
    let others = Set(options.drop + [target] + [options.weights, options.group].compactMap(\.self))
    let dates = table.columns.filter { column in
      guard !others.contains(column.name) else { return false }
      let alone = Table(columns: [column], rowCount: table.rowCount)
      return (options.roles[column.name] ?? RoleInference.roles(of: alone).first?.role) == .date
    }
    return .timeOrder(column: dates.count == 1 ? dates.first?.name : nil, dates: dates.count)
  }

  /// The task of the given rows alone.
  func selecting(_ rows: [Int]) -> LearningTask {
    LearningTask(of: self, rows: rows)
  }

  private init(of whole: LearningTask, rows: [Int]) {
    table = whole.table.picking(rows)
    target = whole.target
    labels = rows.map { whole.labels[$0] }
    weights = whole.weights.map { weights in rows.map { weights[$0] } }
    groups = whole.groups.map { groups in rows.map { groups[$0] } }
    order = whole.order.map { order in rows.map { order[$0] } }
    ordering = whole.ordering
    droppedRows = whole.droppedRows
    name = whole.name
  }

  private static func groupCode(_ column: TypedColumn, row: Int) -> Int {
    switch column.values {
    case .numbers(let values):
      values[row].isNaN ? -1 : Int(truncatingIfNeeded: values[row].bitPattern)
    case .texts(let codes, _): Int(codes[row])
    }
  }
}

extension Table {
  /// The column of that name.
  fileprivate func column(
    _ name: String, for use: TrainingError.ColumnUse
  ) throws(TrainingError) -> TypedColumn {
    if let column = self[name] { return column }
    throw TrainingError(.noSuchColumn(name, use: use, available: names))
  }
}
