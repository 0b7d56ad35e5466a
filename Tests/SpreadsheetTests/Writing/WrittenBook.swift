import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport

/// A value to put into a sheet.
enum Written {
  case text(String), shared(UInt64), decimal(String), integer(Int64), double(Double)
  case at(Cell.Kind, Int64), error(String), none
}

/// A batch of the given rows.
func batch(
  _ rows: [[Written]], firstRow: Int = 0, dictionary: StringDictionary = .empty
) -> RecordBatch {
  var batch = RecordBatch(firstRow: firstRow, dictionary: dictionary)
  for (i, row) in rows.enumerated() {
    for (c, value) in row.enumerated() {
      let column = UInt32(c)
      func add(_ kind: Cell.Kind, _ payload: UInt64) {
        batch.cells.append(Cell(column: column, kind: kind, payload: payload))
      }
      switch value {
      case .text(let text): batch.append(text.utf8, column: column)
      case .decimal(let text): batch.append(text.utf8, kind: .decimal, column: column)
      case .error(let text): batch.append(text.utf8, kind: .error, column: column)
      case .shared(let code): add(.sharedText, code)
      case .integer(let value): add(.integer, UInt64(bitPattern: value))
      case .double(let value): add(.double, value.bitPattern)
      case .at(let kind, let value): add(kind, UInt64(bitPattern: value))
      case .none: break
      }
    }
    batch.endRow(number: firstRow + i + 2)
  }
  return batch
}

func schema(_ names: [String]) -> Schema {
  Schema(names.enumerated().map { ColumnSchema(name: $1, source: $0) })
}

/// What the cells of a source are, row by row: kind and value in words.
func contents(_ source: some RecordSource) throws -> [[String]] {
  var rows: [[String]] = []
  try source.mapBatches(
    { batch in
      (0..<batch.rowCount).map { row in
        batch.cellRange(ofRow: row).map { describe(batch.cells[$0], in: batch) }
      }
    },
    inOrder: {
      rows += $0
      return true
    })
  return rows
}

private func describe(_ cell: Cell, in batch: RecordBatch) -> String {
  var buffer = OutputBytes(capacity: 64)
  switch cell.kind {
  case .integer: NumberText.append(cell.integer, to: &buffer)
  case .double: NumberText.append(cell.double, to: &buffer)
  case .boolean: buffer.append(cell.boolean ? "true" : "false")
  case .date, .time, .dateTime, .duration:
    TemporalText.append(cell.kind, milliseconds: cell.integer, to: &buffer)
  case .decimal, .error: buffer.append(batch.string(of: cell) ?? "")
  case .text, .sharedText: buffer.append("'" + (batch.string(of: cell) ?? "") + "'")
  case .uncalculated: buffer.append("?")
  }
  let column = CellReference.letters(ofColumn: Int(cell.column))
  return column + " " + buffer.string
}

/// Writes one sheet and returns the folder it is in, as `book.xlsx`.
func written(
  _ names: [String], _ batches: [RecordBatch], _ options: WrittenSheetOptions = .init()
) throws -> (folder: TemporaryFolder, diagnostics: DiagnosticLog) {
  let folder = try TemporaryFolder()
  let writer = try WorkbookWriter(path: folder("book.xlsx"))
  let encoder = try writer.beginSheet(schema: schema(names), options: options)
  for batch in batches { try writer.append(encoder.encode(batch)) }
  try writer.commit()
  return (folder, writer.diagnostics)
}

func opened(_ folder: TemporaryFolder) throws -> Workbook {
  try Workbook(try InputFile(path: folder("book.xlsx")))
}
