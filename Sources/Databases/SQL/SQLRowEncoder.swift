public import RowcastTabular

/// Turns batches into the rows of a table in a script: see ``SQLScriptWriter``.
public struct SQLRowEncoder: TypedEncoder {
  /// The types of the columns.
  public let types: [DataType]
  private let dialect: DatabaseDialect
  private let values: SQLValueText
  private let places: ColumnPlaces
  private let names: [String]
  private let mark: TableMark
  /// What stands before the rows of a statement.
  private let insertion: String

  /// A statement ends when it has so many rows, or bytes.
  private static let rowsOfStatement = 1000
  private static let bytesOfStatement = 1 << 18

  init(_ table: TableDefinition, schema: Schema, mark: TableMark) {
    self.mark = mark
    types = table.types
    dialect = table.dialect
    values = SQLValueText(dialect: table.dialect)
    places = ColumnPlaces(schema)
    names = table.columns
    insertion = "INSERT INTO \(dialect.quoted(table.name)) VALUES\n"
  }

  /// `NULL` and a comma for each column.
  public var recordBytes: Int { types.count * 5 + 4 }

  /// The rows of a batch: lines of `COPY`, or whole statements.
  public func encode(_ batch: RecordBatch) -> SQLRows {
    var buffer = OutputBytes(capacity: max(4096, batch.text.count * 2))
    var slots = RowSlots(places, width: types.count)
    var misfits: [Int: UnfitValue] = [:]
    var diagnostics = DiagnosticLog()
    var statement = (rows: 0, start: 0)
    for row in 0..<batch.rowCount {
      slots.fill(batch, row: row)
      if dialect == .postgres {
        for column in types.indices {
          if column > 0 { buffer.append(UInt8(ascii: "\t")) }
          append(slots.cells[column], column, batch, row, &buffer, &misfits, &diagnostics)
        }
        buffer.append(UInt8(ascii: "\n"))
        continue
      }
      if statement.rows == Self.rowsOfStatement
        || buffer.count - statement.start > Self.bytesOfStatement
      {
        buffer.append(literal: ";\n")
        statement = (0, buffer.count)
      }
      if statement.rows == 0 { buffer.append(insertion) } else { buffer.append(literal: ",\n") }
      statement.rows += 1
      buffer.append(UInt8(ascii: "("))
      for column in types.indices {
        if column > 0 { buffer.append(UInt8(ascii: ",")) }
        append(slots.cells[column], column, batch, row, &buffer, &misfits, &diagnostics)
      }
      buffer.append(UInt8(ascii: ")"))
    }
    if statement.rows > 0 { buffer.append(literal: ";\n") }
    return SQLRows(
      rowCount: batch.rowCount, bytes: buffer.take(), unfit: misfits, diagnostics: diagnostics,
      mark: mark)
  }

  /// Appends a value of a row.
  private func append(
    _ index: Int, _ column: Int, _ batch: RecordBatch, _ row: Int, _ buffer: inout OutputBytes,
    _ misfits: inout [Int: UnfitValue], _ diagnostics: inout DiagnosticLog
  ) {
    guard index >= 0 else {
      if dialect == .postgres {
        buffer.append(literal: "\\N")
      } else {
        buffer.append(literal: "NULL")
      }
      return
    }
    let cell = batch.cells[index]
    switch values.append(cell, of: batch, as: types[column], to: &buffer) {
    case .whole: break
    case .misfit:
      if misfits[column] == nil { misfits[column] = UnfitValue(cell, of: batch, row: row) }
    case .withoutNull:
      diagnostics.add(
        Diagnostic(
          kind: .lostCharacter,
          message: "the character U+0000 of \"\(names[column])\" left out, which PostgreSQL's "
            + "texts cannot hold",
          location: batch.place(row: row, column: Int(cell.column))))
    }
  }
}

/// The rows of a batch in a script.
public struct SQLRows: TypedRows {
  /// The number of rows.
  public let rowCount: Int
  let bytes: ByteChunk
  /// The first value of each column that its type does not hold.
  let unfit: [Int: UnfitValue]
  /// Characters that PostgreSQL does not hold.
  public let diagnostics: DiagnosticLog
  let mark: TableMark

  /// The columns with a value that their type does not hold.
  public var misfits: [Int] { unfit.keys.sorted() }
  /// The bytes of the script.
  public var byteCount: Int { bytes.count }
}
