import RowcastComparison
import RowcastReporting
import RowcastTabular

/// What is not the same in two tables as records: one for each cell that was changed, and for each value
/// of a row that was added or removed.
struct ChangedCells: RecordSource {
  let schema: Schema
  private let report: ComparisonReport
  /// The places of the key's columns.
  private let keys: [Int]
  private static let batchRows = 2000

  init(_ report: ComparisonReport) {
    self.report = report
    let columns = report.tables.columns
    keys = columns.indices.filter { columns[$0].isKey }
    let names = ["change"] + keys.map { columns[$0].pair.name }
    let all = Schema.repairedNames(names + ["column", "old", "new", "old_row", "new_row"])
    let kinds: [ColumnKind] =
      [.text] + keys.map { columns[$0].pair.new?.kind ?? .mixed }
      + [.text, .mixed, .mixed, .integer, .integer]
    schema = Schema(
      zip(all, kinds).enumerated().map { source, column in
        ColumnSchema(name: column.0, source: source, kind: column.1)
      })
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var batch = RecordBatch()
    var isWanted = true
    func flush() throws {
      let next = RecordBatch(firstRow: batch.firstRow + batch.rowCount)
      isWanted = try consume(try transform(batch))
      batch = next
    }
    try report.tables.forEachChange { change in
      append(change, to: &batch)
      if batch.rowCount >= Self.batchRows { try flush() }
      return isWanted
    }
    if isWanted, batch.rowCount > 0 || batch.firstRow == 0 { try flush() }
  }

  private func append(_ change: RowChange, to batch: inout RecordBatch) {
    let values = (change.new ?? change.old)?.values ?? []
    let told =
      change.kind == .changed
      ? change.changedColumns
      : values.indices.filter { !keys.contains($0) && !values[$0].isMissing }
    // A row of nothing but its key is told all the same.
    for column in told.isEmpty ? [nil] : told.map(Optional.some) {
      batch.append("\(change.kind)".utf8, column: 0)
      for (place, key) in keys.enumerated() {
        append(values[key], of: key, at: place + 1, to: &batch)
      }
      let next = keys.count + 1
      if let column {
        batch.append(report.tables.columns[column].pair.name.utf8, column: UInt32(next))
        if let old = change.old?.values[column] {
          append(old, of: column, at: next + 1, to: &batch)
        }
        if let new = change.new?.values[column] {
          append(new, of: column, at: next + 2, to: &batch)
        }
      }
      for (place, row) in [change.old, change.new].enumerated() {
        guard let row else { continue }
        batch.cells.append(
          Cell(
            column: UInt32(next + 3 + place), kind: .integer,
            payload: UInt64(truncatingIfNeeded: row.number)))
      }
      batch.endRow(number: (change.new ?? change.old)?.number ?? 0)
    }
  }

  private func append(
    _ value: Value, of column: Int, at place: Int, to batch: inout RecordBatch
  ) {
    let place = UInt32(place)
    if report.isMasked(column), !value.isMissing {
      batch.append(report.shown(value, of: column).utf8, column: place)
      return
    }
    switch value {
    case .missing: break
    case .integer(let number):
      batch.cells.append(
        Cell(column: place, kind: .integer, payload: UInt64(bitPattern: number)))
    case .number(let number): batch.append(number.text.utf8, kind: .decimal, column: place)
    case .boolean(let flag):
      batch.cells.append(Cell(column: place, kind: .boolean, payload: flag ? 1 : 0))
    case .text, .error, .date, .time, .dateTime, .duration:
      batch.append(value.description.utf8, column: place)
    }
  }
}
