import RowcastSpreadsheet
import RowcastTabular
import Testing

/// The characters of parts: their encodings, their white space, their namespaces.
@Suite struct PartTextTests {
  private func book(
    _ rows: [UInt8], encoding: String, strings: String? = nil
  ) throws -> Workbook {
    let head = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    let sheet =
      Array((head + "<worksheet xmlns=\"\(SampleBook.main)\"><sheetData>").utf8) + rows
      + Array("</sheetData></worksheet>".utf8)
    return try SampleBook.open(SampleBook.bytes(sheet: sheet, strings: strings))
  }

  private func row(_ number: Int, _ text: [UInt8]) -> [UInt8] {
    Array("<row r=\"\(number)\"><c t=\"inlineStr\"><is><t>".utf8) + text
      + Array("</t></is></c></row>".utf8)
  }

  @Test(
    arguments: [
      ("ISO-8859-1", [0x4B, 0xF6, 0x6C, 0x6E], "Köln"), ("windows-1252", [0x80, 0x35], "€5"),
      ("GB2312", [0xB1, 0xB1, 0xBE, 0xA9], "北京"), ("Shift_JIS", [0x93, 0x8C, 0x8B, 0x9E], "東京"),
    ] as [(String, [UInt8], String)])
  func `a part is decoded as its declaration says`(
    encoding: String, bytes: [UInt8], text: String
  ) throws {
    let source = try book(row(1, bytes) + row(2, Array("plain".utf8)), encoding: encoding)
      .source(SheetSelection(header: .none))
    #expect(try source.records() == [["column_1": text], ["column_1": "plain"]])
    #expect(try source.diagnostics().isEmpty)
  }

  @Test(arguments: ["UTF-8", "GBK"])
  func `bytes that are no text are told with their cell`(encoding: String) throws {
    let source = try book(row(1, [0x61]) + row(2, [0x62, 0xFF, 0x63]), encoding: encoding)
      .source(SheetSelection(header: .none))
    #expect(try source.records().last == ["column_1": "b\u{FFFD}c"])
    let log = try source.diagnostics()
    #expect(log.counts == [.badText: 1])
    #expect(log.kept.first?.location.description == "book.xlsx: Data!A2")
  }

  @Test func `a shared text of bytes that are no text is told where it stands`() throws {
    let rows =
      "<row r=\"1\"><c t=\"s\"><v>0</v></c></row>"
      + "<row r=\"3\"><c/><c t=\"s\"><v>1</v></c></row>"
    let strings =
      Array("<si><t>good</t></si><si><t>b".utf8) + [0xC3, 0x28] + Array("d</t></si>".utf8)
    let bytes = SampleBook.bytes(sheet: SampleBook.sheet(rows), stringBytes: strings)
    let source = try SampleBook.open(bytes).source(SheetSelection(header: .none))
    let log = try source.diagnostics()
    #expect(log.counts == [.badText: 1])
    #expect(log.kept.first?.location.description == "book.xlsx: Data!B3")
  }

  @Test func `an encoding that nobody knows is an error with the part`() throws {
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try book(row(1, [0x61]), encoding: "x-unknown").source().records()
    }
    #expect(error?.description.contains("x-unknown") == true)
    #expect(error?.location.part == "xl/sheet.xml")
  }

  @Test func `white space is kept wherever an outer element says so`() throws {
    let text = "<is><t> a </t></is>"
    let rows =
      "<row r=\"1\"><c t=\"inlineStr\">\(text)</c>"
      + "<c t=\"inlineStr\" xml:space=\"preserve\">\(text)</c></row>"
      + "<row r=\"2\" xml:space=\"preserve\"><c t=\"inlineStr\">\(text)</c>"
      + "<c t=\"inlineStr\"><is><t xml:space=\"default\"> a </t></is></c></row>"
      + "<row r=\"3\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
    let strings =
      "<si xml:space=\"preserve\"><r><t>one </t></r><r><t>two</t></r></si>"
      + "<si><r><t>one </t></r><r><t>two</t></r></si>"
    let source = try SampleBook.open(
      SampleBook.bytes(sheet: SampleBook.sheet(rows), strings: strings)
    ).source(SheetSelection(header: .none))
    #expect(
      try source.records()
        == [
          ["column_1": "a", "column_2": " a "], ["column_1": " a ", "column_2": "a"],
          ["column_1": "one two", "column_2": "onetwo"],
        ])
  }

  @Test func `white space of a whole sheet is kept when the sheet says so`() throws {
    let sheet =
      "<worksheet xmlns=\"\(SampleBook.main)\" xml:space=\"preserve\"><sheetData>"
      + "<row r=\"1\"><c t=\"inlineStr\"><is><t> b</t></is></c></row></sheetData></worksheet>"
    let source = try SampleBook.open(SampleBook.bytes(sheet: Array(sheet.utf8)))
      .source(SheetSelection(header: .none))
    #expect(try source.records() == [["column_1": " b"]])
  }

  @Test func `a sheet in a namespace that nobody knows is read by its local names`() throws {
    let sheet =
      "<q:worksheet xmlns:q=\"urn:made-up\"><q:sheetData><q:row r=\"1\"><q:c><q:v>5</q:v></q:c>"
      + "</q:row></q:sheetData></q:worksheet>"
    let source = try SampleBook.open(SampleBook.bytes(sheet: Array(sheet.utf8)))
      .source(SheetSelection(header: .none))
    #expect(try source.records() == [["column_1": "5"]])
  }

  @Test func `half of a surrogate pair is told with its cell`() throws {
    let rows =
      "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
      + "<row r=\"2\"><c t=\"inlineStr\"><is><t>x _xD800_ y</t></is></c>"
      + "<c t=\"str\"><v>_xDC00_</v></c></row>"
    let book = try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(rows),
        strings: "<si><t>_xD83D__xDE00_</t></si><si><t>_xD83D_</t></si>"))
    let source = try book.source(SheetSelection(header: .none))
    #expect(
      try source.records() == [
        ["column_1": "😀", "column_2": "\u{FFFD}"],
        ["column_1": "x \u{FFFD} y", "column_2": "\u{FFFD}"],
      ])
    let log = try source.diagnostics()
    #expect(log.counts == [.badText: 3])
    #expect(
      Set(log.kept.map(\.location.description)) == [
        "book.xlsx: Data!B1", "book.xlsx: Data!A2", "book.xlsx: Data!B2",
      ])
  }
}
