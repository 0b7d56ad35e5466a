import RowcastDelimitedText
import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct `From workbook to CSV and back` {
  /// Writes a source's records with an encoder.
  func write(_ source: some RecordSource, _ encoder: some RecordEncoder, to path: String) throws {
    let output = try OutputFile(path: path)
    var buffer = OutputBytes()
    encoder.encodeBeginning(into: &buffer)
    try source.mapBatches(
      { batch in
        var part = OutputBytes()
        encoder.encode(batch, into: &part)
        return part.take()
      },
      inOrder: { part in
        buffer.append(part.bytes)
        return true
      })
    try output.write(buffer.array())
    try output.commit()
  }

  @Test func `a workbook comes back from CSV cell by cell`() throws {
    let day: Int64 = 86_400_000
    let texts = ["plain", "with, comma", "say \"hi\"", "two\nlines", "漢字 é", "007"]
    var rows: [[Written]] = []
    for i in 0..<300 {
      let number = Int64(i)
      rows.append([
        .text(texts[i % 6]), .integer(number * 7919 - 500),
        i % 4 == 0 ? .none : .double(Double(i) / 8), .at(.date, (19_783 + number) * day),
        .at(.boolean, number % 2),
      ])
    }
    let names = ["text, \"quoted\"", "whole", "part", "day", "flag"]
    let (folder, _) = try written(names, [batch(rows)])
    let first = try opened(folder).source()
    try write(first, DelimitedEncoder(schema: first.schema), to: folder("book.csv"))

    let csv = try DelimitedSource(try InputFile(path: folder("book.csv")))
    #expect(csv.schema.names == names)
    #expect(csv.schema.columns.map(\.kind) == [.text, .integer, .decimal, .date, .boolean])
    let writer = try WorkbookWriter(path: folder("again.xlsx"))
    let encoder = try writer.beginSheet(schema: csv.schema)
    try csv.mapBatches({ encoder.encode($0) }) {
      try writer.append($0)
      return true
    }
    try writer.commit()

    let second = try Workbook(try InputFile(path: folder("again.xlsx"))).source()
    #expect(second.schema.names == names)
    #expect(try contents(second) == contents(first))
  }
}
