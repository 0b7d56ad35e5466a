import RowcastTabular

/// The records of a source with the columns `_sheet` (when there is a sheet) and `_row` before
/// its own, for outputs whose records are rows of columns.
struct ProvenanceSource: RecordSource {
  let schema: Schema
  private let source: any RecordSource
  private let sheet: String?
  /// Where the columns of the source end, and those of provenance begin.
  private let width: Int

  init(_ chosen: NamedSource) {
    source = chosen.source
    sheet = chosen.sheet
    let own = chosen.schema.columns
    let width = (own.map(\.source).max() ?? -1) + 1
    self.width = width
    let added = (chosen.sheet == nil ? [] : [("_sheet", ColumnKind.text)]) + [("_row", .integer)]
    var columns = added.enumerated().map { i, column in
      ColumnSchema(name: column.0, source: width + i, kind: column.1)
    }
    columns += own
    let names = Schema.repairedNames(columns.map(\.name))
    for i in columns.indices { columns[i].name = names[i] }
    schema = Schema(columns)
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let (sheet, width) = (sheet.map { Array($0.utf8) }, width)
    try source.mapBatches({ try transform(Self.added(to: $0, sheet, width)) }, inOrder: consume)
  }

  private static func added(
    to batch: RecordBatch, _ sheet: [UInt8]?, _ width: Int
  ) -> RecordBatch {
    var result = batch
    result.cells.removeAll(keepingCapacity: true)
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) where batch.cells[index].column < width {
        result.cells.append(batch.cells[index])
      }
      var column = UInt32(width)
      if let sheet {
        result.append(sheet, column: column)
        column += 1
      }
      result.cells.append(
        Cell(column: column, kind: .integer, payload: UInt64(batch.rows[row].number)))
      result.rows[row].end = UInt32(result.cells.count)
    }
    return result
  }
}
