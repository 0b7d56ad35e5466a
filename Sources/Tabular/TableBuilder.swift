/// Gathers the cells of batches into the columns of a table.
///
/// Each batch becomes a ``TablePiece`` on any thread; the pieces are appended in order. A column
/// is numbers until a text appears in it; then it is texts, with earlier numbers written as the
/// shortest text that reads back the same. Dictionary codes of the source are kept as they are.
public struct TableBuilder: Sendable {
  private let schema: Schema
  private var columns: [ColumnBuilder]
  public private(set) var rowCount = 0

  public init(schema: Schema) {
    self.schema = schema
    columns = schema.columns.map { _ in ColumnBuilder() }
  }

  /// Reads the cells of a batch; independent of all other batches.
  public static func piece(of batch: RecordBatch, schema: Schema) -> TablePiece {
    var builder = TableBuilder(schema: schema)
    builder.append(batch)
    return TablePiece(builder: builder)
  }

  /// Appends the rows of the next piece.
  public mutating func append(_ piece: TablePiece) {
    for i in columns.indices { columns[i].append(piece.builder.columns[i]) }
    rowCount += piece.builder.rowCount
  }

  /// Appends the rows of a batch.
  public mutating func append(_ batch: RecordBatch) {
    let width = (schema.columns.map(\.source).max() ?? -1) + 1
    var place = [Int](repeating: -1, count: width)
    for (i, column) in schema.columns.enumerated() { place[column.source] = i }
    for i in columns.indices { columns[i].reserve(batch.rowCount) }
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        let source = Int(cell.column)
        if source < width, place[source] >= 0 {
          columns[place[source]].set(cell, row: rowCount + row, batch: batch)
        }
      }
      for i in columns.indices { columns[i].pad(to: rowCount + row + 1) }
    }
    rowCount += batch.rowCount
  }

  /// The finished table.
  public consuming func table() -> Table {
    var finished: [Column] = []
    for (i, column) in schema.columns.enumerated() {
      finished.append(columns[i].column(name: column.name))
      columns[i] = ColumnBuilder()
    }
    return Table(columns: finished, rowCount: rowCount)
  }
}

/// The rows of one batch as columns, on their way into a ``TableBuilder``.
public struct TablePiece: Sendable {
  fileprivate let builder: TableBuilder
  /// The number of rows.
  public var rowCount: Int { builder.rowCount }
}
