public import RowcastTabular

/// Rows of values as a source, cut into batches of a size; numbered from 2, as under a header.
public struct ValueRows: RecordSource {
  public let schema: Schema
  private let batches: [RecordBatch]

  public init(names: [String], rows: [[Value]], batchRows: Int) {
    schema = Schema(names.enumerated().map { ColumnSchema(name: $1, source: $0) })
    batches = stride(from: 0, to: rows.count, by: batchRows).map { start in
      var batch = RecordBatch(firstRow: start)
      for row in start..<min(rows.count, start + batchRows) {
        for (column, value) in rows[row].enumerated() {
          Self.append(value, column: UInt32(column), to: &batch)
        }
        batch.endRow(number: row + 2)
      }
      return batch
    }
  }

  private static func append(_ value: Value, column: UInt32, to batch: inout RecordBatch) {
    func cell(_ kind: Cell.Kind, _ payload: Int64) {
      batch.cells.append(Cell(column: column, kind: kind, payload: UInt64(bitPattern: payload)))
    }
    switch value {
    case .missing: return
    case .text(let text): batch.append(text.utf8, column: column)
    case .error(let text): batch.append(text.utf8, kind: .error, column: column)
    case .integer(let number): cell(.integer, number)
    case .number(let number):
      batch.cells.append(Cell(column: column, kind: .double, payload: number.double.bitPattern))
    case .boolean(let truth): cell(.boolean, truth ? 1 : 0)
    case .date(let day): cell(.date, Int64(day.daysSinceEpoch) * 86_400_000)
    case .time, .dateTime, .duration: return
    }
  }

  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    for batch in batches {
      if try !consume(try transform(batch)) { return }
    }
  }
}
