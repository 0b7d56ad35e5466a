import RowcastJSONText
import RowcastTabular

/// A value to put into a batch.
enum Value {
  case text(String), shared(Int), number(String), integer(Int64), double(Double), boolean(Bool)
  case at(Cell.Kind, Int64), error(String), uncalculated, none
}

/// A batch of the given rows; `none` leaves a place without a cell.
func batch(
  _ rows: [[Value]], firstRow: Int = 0, dictionary: StringDictionary = .empty,
  flags: Cell.Flags = []
) -> RecordBatch {
  var batch = RecordBatch(firstRow: firstRow, dictionary: dictionary)
  for (i, row) in rows.enumerated() {
    for (c, value) in row.enumerated() {
      let column = UInt32(c)
      func add(_ kind: Cell.Kind, _ payload: UInt64) {
        batch.cells.append(Cell(column: column, kind: kind, payload: payload))
      }
      switch value {
      case .text(let text): batch.append(text.utf8, flags: flags, column: column)
      case .number(let text): batch.append(text.utf8, kind: .decimal, column: column)
      case .error(let text): batch.append(text.utf8, kind: .error, column: column)
      case .shared(let code): add(.sharedText, UInt64(code))
      case .integer(let value): add(.integer, UInt64(bitPattern: value))
      case .double(let value): add(.double, value.bitPattern)
      case .boolean(let value): add(.boolean, value ? 1 : 0)
      case .at(let kind, let value): add(kind, UInt64(bitPattern: value))
      case .uncalculated: add(.uncalculated, 0)
      case .none: break
      }
    }
    batch.endRow(number: firstRow + i + 2)
  }
  return batch
}

func schema(_ names: String...) -> Schema {
  Schema(names.enumerated().map { ColumnSchema(name: $1, source: $0) })
}

/// All that an encoder writes for the given batches.
func encoded(_ encoder: some RecordEncoder, _ batches: RecordBatch...) -> String {
  var buffer = OutputBytes()
  encoder.encodeBeginning(into: &buffer)
  var rows = 0
  for batch in batches {
    encoder.encode(batch, into: &buffer)
    rows += batch.rowCount
  }
  encoder.encodeEnd(rowCount: rows, into: &buffer)
  return buffer.string
}
