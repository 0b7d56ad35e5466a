import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastSpreadsheet

/// XML Spreadsheet 2003.
@Suite struct XMLSpreadsheetTests {
  private static func book(
    _ table: String, styles: String = "", options: String = "", prefix: String = ""
  ) throws -> Workbook {
    let text = """
      <?xml version="1.0"?>
      <?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
      xmlns:x="urn:schemas-microsoft-com:office:excel" \
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\(prefix)<Styles>\(styles)</Styles>
       <Names><NamedRange ss:Name="Area" ss:RefersTo="='It''s'!R1C1:R3C2"/></Names>
       <Worksheet ss:Name="It's"><Table ss:ExpandedRowCount="9999999">\(table)</Table>
       <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">\(options)</WorksheetOptions>
       </Worksheet>
       <Worksheet ss:Name="Other"><Table><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row>
       </Table></Worksheet>
      </Workbook>
      """
    let bytes = MemoryBytes(Array(text.utf8), name: "book.xls")
    #expect(try FileKind.detected(in: bytes) == .xmlSpreadsheet)
    return try Workbook(bytes)
  }

  private static func cell(_ type: String, _ value: String, _ attributes: String = "") -> String {
    "<Cell\(attributes)><Data ss:Type=\"\(type)\">\(value)</Data></Cell>"
  }

  @Test func `cells have the values and the places that are stated`() throws {
    let book = try Self.book(
      "<Row>\(Self.cell("String", "a &amp; b"))\(Self.cell("Number", "1.5", " ss:Index=\"3\""))"
        + "\(Self.cell("Boolean", "1"))\(Self.cell("Error", "#N/A"))</Row>\n"
        + "<Row ss:Index=\"4\"><Cell ss:MergeAcross=\"1\" ss:Formula=\"=R1C1\">"
        + "<Data ss:Type=\"String\"><B>bold</B> and not</Data><Comment><Data>note</Data></Comment></Cell>"
        + "\(Self.cell("Number", "2"))</Row>")
    #expect(
      try book.cells() == [
        "A1": "s a & b", "C1": "n 1.5", "D1": "b true", "E1": "e #N/A", "A4": "s bold and not",
        "C4": "n 2",
      ])
    #expect(try book.cells(1) == ["A1": "n 7"])
  }

  @Test func `dates and times are those of their formats`() throws {
    let styles = [
      ("d", "Short Date"), ("t", "Short Time"), ("e", "[h]:mm:ss"), ("g", "yyyy\\-mm\\-dd\\ hh:mm"),
    ].map { "<Style ss:ID=\"\($0)\"><NumberFormat ss:Format=\"\($1)\"/></Style>" }.joined()
    let row = [
      ("d", "2024-02-29T00:00:00.000"), ("t", "1899-12-31T10:20:30.000"),
      ("e", "1900-01-01T12:00:00.000"), ("g", "2024-02-29T10:20:00.000"),
      ("none", "2024-02-29T00:00:00.000"),
    ].map { Self.cell("DateTime", $1, " ss:StyleID=\"\($0)\"") }.joined()
    let book = try Self.book("<Row>\(row)</Row>", styles: styles)
    #expect(
      try book.cells() == [
        "A1": "d 2024-02-29", "B1": "d 10:20:30", "C1": "n 1.5", "D1": "d 2024-02-29T10:20:00",
        "E1": "d 2024-02-29",
      ])
    let records = try book.source(SheetSelection(header: .none, dates: .serial)).records()
    #expect(records.first?["column_1"] == "45351")
  }

  @Test func `sheets, names, hidden and merged cells are those of any workbook`() throws {
    let book = try Self.book(
      "<Column/><Column ss:Hidden=\"1\"/>"
        + "<Row>\(Self.cell("String", "a"))\(Self.cell("String", "b"))</Row>"
        + "<Row>\(Self.cell("Number", "1", " ss:MergeDown=\"1\""))\(Self.cell("Number", "2"))</Row>"
        + "<Row ss:Hidden=\"1\">\(Self.cell("Number", "4", " ss:Index=\"2\""))</Row>",
      options: "<Visible>SheetHidden</Visible>")
    #expect(book.sheets.map(\.state) == [.hidden, .visible])
    let area = SheetSelection(origin: .name("Area"), merged: .fill)
    #expect(try book.source(area).records() == [["a": "1", "b": "2"], ["a": "1", "b": "4"]])
    let shown = SheetSelection(origin: .number(1), hidden: .skip)
    #expect(try book.source(shown).records() == [["a": "1"]])
  }

  @Test func `every beginning of a document reads or throws`() throws {
    let text = """
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>\
      <Row ss:Index="-5" ss:Span="99999999999"><Cell ss:Index="0" ss:MergeAcross="4000000000">\
      <Data ss:Type="Number">x</Data></Cell></Row></Table></Worksheet></Workbook>
      """
    for count in 0...text.utf8.count {
      do {
        let book = try Workbook(MemoryBytes(text.utf8.prefix(count)))
        for sheet in book.sheets { try book.auditCells(of: sheet) { _ in } }
      } catch { #expect(error is SpreadsheetError) }
    }
  }

  @Test func `a style has the number format of its parent`() throws {
    let book = try Self.book(
      "<Row>\(Self.cell("Number", "45351", " ss:StyleID=\"b\""))</Row>",
      styles: "<Style ss:ID=\"a\"><NumberFormat ss:Format=\"Short Date\"/></Style>"
        + "<Style ss:ID=\"b\" ss:Parent=\"a\"><Font/></Style>")
    #expect(
      try book.source(SheetSelection(header: .none)).records() == [
        ["column_1": "2024-02-29"]
      ])
  }

  @Test func `every element may have a prefix, and the document a type`() throws {
    let text = """
      <?xml version="1.0"?><!DOCTYPE ss:Workbook>
      <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="S">\
      <ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="Number">7</ss:Data></ss:Cell></ss:Row></ss:Table>\
      </ss:Worksheet></ss:Workbook>
      """
    let book = try Workbook(MemoryBytes(text))
    #expect(try book.cells() == ["A1": "n 7"])
  }

  @Test func `a formula without a value was never calculated`() throws {
    let book = try Self.book(
      "<Row><Cell ss:Formula=\"=R1C1*2\"/>"
        + "\(Self.cell("Number", "", " ss:Formula=\"=R1C1*3\""))"
        + "\(Self.cell("String", "", " ss:Formula=\"=R1C1&amp;4\""))"
        + "\(Self.cell("Number", "5", " ss:Formula=\"=R1C1\""))<Cell/></Row>")
    #expect(try book.cells() == ["A1": "u", "B1": "u", "C1": "s ", "D1": "n 5"])
    var formulas: [String] = []
    let told = try book.auditCells(of: book.sheets[0]) { formulas.append($0.formula ?? "") }
    #expect(formulas == ["R1C1*2", "R1C1*3", "R1C1&4", "R1C1"])
    #expect(told.counts == [.uncalculatedFormula: 2])
  }

  @Test func `bytes that are no text are told, and may be in another encoding`() throws {
    let text =
      "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet Name=\"S\">"
      + "<Table><Row><Cell><Data Type=\"String\">M~ller</Data></Cell></Row></Table></Worksheet></Workbook>"
    let bytes = text.utf8.map { $0 == UInt8(ascii: "~") ? 0xFC : $0 }
    let stated = try Workbook(MemoryBytes(bytes))
    #expect(try stated.cells() == ["A1": "s M\u{FFFD}ller"])
    #expect(try stated.auditCells(of: stated.sheets[0]) { _ in }.counts == [.badText: 1])
    let given = try Workbook(MemoryBytes(bytes), encoding: "windows-1252")
    #expect(given.takesEncoding)
    #expect(try given.cells() == ["A1": "s Müller"])
    #expect(try given.auditCells(of: given.sheets[0]) { _ in }.isEmpty)
    for name in ["klingon", "utf-16"] {
      let error = #expect(throws: SpreadsheetError.self) {
        try Workbook(MemoryBytes(bytes), encoding: name)
      }
      #expect(error?.reason == .unknownEncoding(name))
    }
  }

  @Test func `times are exact, from either first day, and what is no value stays as text`() throws {
    let styles = ["t": "Short Time", "d": "Short Date"].map {
      "<Style ss:ID=\"\($0)\"><NumberFormat ss:Format=\"\($1)\"/></Style>"
    }.joined()
    let time = { (text: String) in Self.cell("DateTime", text, " ss:StyleID=\"t\"") }
    let book = try Self.book(
      "<Row>\(time("1899-12-31T06:30:00.000"))\(time("1899-12-30T08:15:00.000"))"
        + "\(Self.cell("DateTime", "1850-01-01T00:00:00", " ss:StyleID=\"d\""))"
        + "\(Self.cell("Number", "1,5"))\(Self.cell("Number", ""))</Row>", styles: styles)
    let source = try book.source(SheetSelection(header: .none))
    let record = try #require(try source.records().first)
    #expect(record["column_1"] == "06:30:00")
    #expect(record["column_2"] == "08:15:00")
    #expect(record["column_4"] == "1,5")
    #expect(try source.diagnostics().counts == [.badDate: 1, .badNumber: 1])
    let serial = try book.source(SheetSelection(header: .none, dates: .serial))
    #expect(try serial.records().first?["column_1"] == "0.2708333333333333")
  }
}
