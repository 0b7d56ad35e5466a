import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// What is to be learned: a table, its classes, and the rows that count.
struct LearningTask: Sendable {
  /// The table without rows whose target is missing.
  private(set) var table: Table
  let target: FittedLabels
  /// The class of each row.
  let labels: [Int]
  let weights: [Double]?
  /// The group of each row, for splits that keep groups together.
  let groups: [Int]?
  /// What orders the rows in time.
  let order: [Double]?
  /// Rows without a class.
  let droppedRows: Int
  let file: String

  var classCount: Int { target.labels.count }

  /// Takes the table out of the task, which keeps one without columns.
  mutating func takeTable() -> Table {
    defer { table = Table(columns: [], rowCount: table.rowCount) }
    return table
  }

  /// - Throws: ``PipelineError`` when a column that is named is not there, or the target has no
  ///   two classes.
  init(table full: Table, target name: String, options: TrainOptions, file: String) throws {
    let column = try full.column(named: name, file: file, purpose: "to be the target")
    var dropped = Set(options.drop)
    for name in options.drop { _ = try full.column(named: name, file: file, purpose: "to drop") }
    for name in options.roles.keys {
      _ = try full.column(named: name, file: file, purpose: "to give a role")
    }
    for name in Set(options.encodings.keys).union(options.levels.keys).sorted() {
      _ = try full.column(named: name, file: file, purpose: "to encode")
    }
    let found: FittedLabels
    do {
      found = try LabelRecipe(column: name, positive: options.positive).fitted(to: full)
    } catch {
      throw PipelineError("\(error)", at: file)
    }
    let codes = found.encoded(column)
    let rows = codes.indices.filter { codes[$0] != TypedColumn.missingCode }
    func numbers(_ name: String?, _ purpose: String) throws -> [Double]? {
      guard let name else { return nil }
      dropped.insert(name)
      let column = try full.column(named: name, file: file, purpose: purpose)
      guard case .numbers(let values) = column.values else {
        throw PipelineError("column \"\(name)\" \(purpose) has texts, not numbers", at: file)
      }
      return rows.map { values[$0] }
    }
    weights = try numbers(options.weights, "of weights")
    if let weights, let bad = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw PipelineError(
        "the weight of record \(rows[bad] + 1) is \(weights[bad]); weights are numbers from 0 on",
        at: file)
    }
    order = try numbers(options.order, "of order")
    if let group = options.group {
      dropped.insert(group)
      let column = try full.column(named: group, file: file, purpose: "of groups")
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
    self.file = file
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
    droppedRows = whole.droppedRows
    file = whole.file
  }

  private static func groupCode(_ column: TypedColumn, row: Int) -> Int {
    switch column.values {
    case .numbers(let values):
      values[row].isNaN ? -1 : Int(truncatingIfNeeded: values[row].bitPattern)
    case .texts(let codes, _): Int(codes[row])
    }
  }
}
