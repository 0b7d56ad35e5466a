import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Laws of the rows of a sheet` {
  @Test func `batches may be cut anywhere`() throws {
    for columns in [schemaOfAllKinds().columns, schemaOfAllKinds().columns.reversed()] {
      let sink = MemorySink()
      let encoder = try WorkbookWriter(to: sink).beginSheet(schema: Schema(columns))
      try checkRecordEncoder(on: batchOfAllKinds(), encode: encoder.encode) { rows -> [[String]] in
        let sink = MemorySink()
        let writer = try WorkbookWriter(to: sink)
        _ = try writer.beginSheet(schema: Schema(columns))
        for part in rows { try writer.append(part) }
        try writer.commit()
        let book = try Workbook(MemoryBytes(sink.bytes))
        return try contents(book.source(SheetSelection(origin: .number(1), header: .none)))
      }
    }
  }
}
