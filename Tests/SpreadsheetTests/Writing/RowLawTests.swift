import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Laws of the rows of a sheet` {
  @Test func `batches may be cut anywhere`() throws {
    for columns in [schemaOfAllKinds().columns, schemaOfAllKinds().columns.reversed()] {
      try checkRecordEncoder(on: batchOfAllKinds(), encode: { $0 }) { batches -> [[String]] in
        let sink = MemorySink()
        let writer = try WorkbookWriter(to: sink)
        let encoder = try writer.beginSheet(schema: Schema(columns))
        for batch in batches { try writer.append(encoder.encode(batch)) }
        try writer.commit()
        let book = try Workbook(MemoryBytes(sink.bytes))
        return try contents(book.source(SheetSelection(origin: .number(1), header: .none)))
      }
    }
  }
}
