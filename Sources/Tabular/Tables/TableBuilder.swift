/// Gathers the cells of batches into the columns of a table.
///
/// Each batch becomes a ``TablePiece`` on any thread; the pieces are appended in order. A column
/// is numbers until a text appears in it, or two kinds that cannot stand on one axis (a date and a
/// number); then it is texts, numbers written as the shortest text that reads back the same.
public struct TableBuilder: Sendable {
  private let schema: Schema
  private var columns: [ColumnBuilder]
  /// The rows appended so far.
  public private(set) var rowCount = 0

  /// A table without rows, with a column for each of the schema.
  public init(schema: Schema) {
    self.schema = schema
    columns = schema.columns.map { _ in ColumnBuilder() }
  }

  /// Reads the cells of a batch; independent of all other batches.
  public static func piece(of batch: RecordBatch, schema: Schema) -> TablePiece {
    TablePiece(batch, schema: schema)
  }

  /// Appends the rows of the next piece, which is of the same schema.
  public mutating func append(_ piece: TablePiece) {
    for i in columns.indices { columns[i].append(piece, column: i) }
    rowCount += piece.rowCount
  }

  /// Appends the rows of a batch.
  public mutating func append(_ batch: RecordBatch) {
    append(Self.piece(of: batch, schema: schema))
  }

  /// The finished table.
  public consuming func table() -> Table {
    var finished: [TypedColumn] = []
    for (i, column) in schema.columns.enumerated() {
      finished.append(columns[i].column(name: column.name))
      columns[i] = ColumnBuilder()
    }
    return Table(columns: finished, rowCount: rowCount)
  }
}
