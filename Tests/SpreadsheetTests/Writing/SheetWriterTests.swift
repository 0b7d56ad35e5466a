import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastSpreadsheet

@Suite struct `Sheets of cells` {
  /// A workbook in memory.
  private func book(_ fill: (WorkbookWriter) throws -> Void) throws -> (
    bytes: [UInt8], DiagnosticLog
  ) {
    let sink = MemorySink()
    let writer = try WorkbookWriter(to: sink, title: "Title")
    try fill(writer)
    try writer.commit()
    #expect(writer.count == sink.bytes.count)
    return (sink.bytes, writer.diagnostics)
  }

  private func cells(_ bytes: [UInt8]) throws -> [[String]] {
    try contents(
      try Workbook(MemoryBytes(bytes)).source(SheetSelection(origin: .number(1), header: .none)))
  }

  @Test func `formulas stand with their results, dates as dates`() throws {
    let (bytes, notes) = try book { writer in
      let sheet = try writer.addSheet("Live & kicking")
      try sheet.append([2, 3.5, .formula("A1*B1", .number(7)), .formula("\"<\"&A1", .text("<2"))])
      try sheet.append([
        .date(1_709_251_200_000), .date(1_709_251_200_500), .formula("\"\"", .text("")),
      ])
      sheet.add(InputRule(title: "é", note: "n", list: "A1:A2"), rows: 1..<9, column: 0)
      sheet.addBars(rows: 0..<2, columns: 0..<1)
      sheet.setPrinting(repeating: 1)
    }
    #expect(notes.isEmpty)
    #expect(
      try cells(bytes) == [
        ["A 2", "B 3.5", "C 7", "D '<2'"],
        ["A 2024-03-01", "B 2024-03-01T00:00:00.500", "C ''"],
      ])
  }

  @Test func `what a workbook cannot hold as it is, is told with its place`() throws {
    let long = String(repeating: "x", count: 40_000)
    let (bytes, notes) = try book { writer in
      let encoder = try writer.beginSheet(
        schema: schema([long, "e"]), options: .init(name: String(repeating: "n", count: 60)))
      try writer.append(encoder.encode(batch([[.integer(1), .error("#SPILL!")]])))
      try writer.addSheet("a/b").append([.text(long)])
    }
    #expect(notes.counts == [.sheetName: 2, .textTooLong: 2, .errorAsText: 1])
    let name = String(repeating: "n", count: 31)
    #expect(
      notes.kept.map(\.location.description) == [name, "\(name)!A1", "\(name)!B2", "a_b", "a_b!A1"])
    #expect(try cells(bytes).last == ["A 1", "B '#SPILL!'"])
  }

  @Test func `a title and a note longer than a workbook's are cut, whatever they are made of`()
    throws
  {
    let flags = String(repeating: "🇩🇪", count: 100)
    let (bytes, _) = try book { writer in
      let sheet = try writer.addSheet("s")
      sheet.add(InputRule(title: flags, note: flags), rows: 0..<2, column: 0)
    }
    let archive = String(decoding: bytes, as: UTF8.self)
    #expect(archive.contains("xl/worksheets/sheet1.xml"))
    #expect(SheetNames.prefix(flags, 31).utf16.count == 28)
  }

  @Test func `many rows are written in constant memory and read back`() throws {
    let (bytes, _) = try book { writer in
      let sheet = try writer.addSheet("s")
      for i in 0..<30_000 { try sheet.append([.integer(i), .text("row \(i)")]) }
    }
    let rows = try cells(bytes)
    #expect(rows.count == 30_000 && rows[29_999] == ["A 29999", "B 'row 29999'"])
  }

  @Test func `a part with a hole in it is not taken`() {
    #expect(PartCheck.isComplete(Array("<?xml version=\"1.0\"?>\n<a b=\"c\"><d/></a>".utf8)))
    #expect(!PartCheck.isComplete(Array("<?xml version=\"1.0\"?>\n<a b=\"c\"><d/>".utf8)))
    #expect(!PartCheck.isComplete([]))
  }

  @Test func `a sink that takes no more is an error with the workbook's name`() throws {
    let sink = StreamSink { _ throws(FileError) in throw FileError(.noSpace, path: "disk") }
    let writer = try WorkbookWriter(to: sink, name: "answer")
    _ = try writer.addSheet("s")
    #expect { try writer.commit() } throws: { "\($0)".contains("disk") }
  }
}
