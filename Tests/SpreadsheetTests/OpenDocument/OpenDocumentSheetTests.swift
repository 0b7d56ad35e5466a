import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastSpreadsheet

/// Sheets, rows and columns of OpenDocument, and what is chosen of them.
@Suite struct OpenDocumentSheetTests {
  private typealias Sample = SampleDocument

  @Test func `repeated cells and rows stand in every place`() throws {
    let book = try Sample.rows(
      Sample.row(
        Sample.number("1", attributes: " table:number-columns-repeated=\"3\""),
        "<table:table-cell table:number-columns-repeated=\"2\"/>", Sample.text("end"),
        "<table:table-cell table:number-columns-repeated=\"16378\"/>",
        attributes: " table:number-rows-repeated=\"2\"")
        + "<table:table-row table:number-rows-repeated=\"5\"><table:table-cell "
        + "table:number-columns-repeated=\"16384\"/></table:table-row>"
        + Sample.row(Sample.number("9"))
        + "<table:table-row table:number-rows-repeated=\"1048568\"><table:table-cell/>"
        + "</table:table-row>")
    #expect(
      try book.cells() == [
        "A1": "n 1", "B1": "n 1", "C1": "n 1", "F1": "s end", "A2": "n 1", "B2": "n 1",
        "C2": "n 1", "F2": "s end", "A8": "n 9",
      ])
    let some = try book.source(
      SheetSelection(range: CellRange("B2:C7"), header: .none))
    #expect(try some.records() == [["column_2": "1", "column_3": "1"]])
  }

  @Test(arguments: ["0", "-1", "x", "99999999999999999999", "2147483648"])
  func `an absurd repeat of a value is an error, and one of nothing is none`(count: String) throws {
    let columns = " table:number-columns-repeated=\"\(count)\""
    let rows = " table:number-rows-repeated=\"\(count)\""
    for rows in [
      Sample.row(Sample.number("1", attributes: columns)),
      Sample.row(Sample.number("1"), attributes: rows),
    ] {
      #expect(throws: SpreadsheetError.self) { try Sample.rows(rows).cells() }
    }
    let blank = try Sample.rows(
      Sample.row(Sample.number("1"), "<table:table-cell\(columns)/>")
        + "<table:table-row\(rows)><table:table-cell/></table:table-row>")
    #expect(try blank.cells() == ["A1": "n 1"])
  }

  @Test func `what repeats become is bounded`() throws {
    let million = " table:number-rows-repeated=\"1000000\""
    let book = try Sample.rows(
      Sample.row(
        Sample.number("1", attributes: " table:number-columns-repeated=\"100\""),
        attributes: million))
    let error = #expect(throws: SpreadsheetError.self) { try book.cells() }
    #expect(error?.isLimit == true)
    let long = try Sample.rows(
      Sample.row(Sample.text(String(repeating: "long ", count: 5000)), attributes: million))
    #expect(throws: SpreadsheetError.self) { try long.source().measured() }
  }

  @Test func `rows are found in whatever groups them, and hidden ones can be left out`() throws {
    let one = { Sample.row(Sample.number($0)) }
    let book = try Sample.rows(
      "<table:table-header-rows>\(Sample.row(Sample.text("n")))</table:table-header-rows>\n"
        + "<table:table-row-group><table:table-row-group> \(one("2")) </table:table-row-group>"
        + "<!-- <table:table-row> </table:table> --></table:table-row-group>"
        + "<table:table-rows>\(one("3"))</table:table-rows>"
        + Sample.row(Sample.number("4"), attributes: " table:visibility=\"collapse\"")
        + Sample.row(Sample.number("5"), attributes: " table:visibility=\"filter\"") + one("6"))
    #expect(
      try book.cells() == [
        "A1": "s n", "A2": "n 2", "A3": "n 3", "A4": "n 4", "A5": "n 5", "A6": "n 6",
      ])
    let shown = try book.source(SheetSelection(hidden: .skip)).records()
    #expect(shown == [["n": "2"], ["n": "3"], ["n": "6"]])
  }

  @Test func `hidden columns can be left out, and hidden sheets are told`() throws {
    let styles = """
      <style:style style:name="ta2" style:family="table"><style:table-properties \
      table:display="false"/></style:style>
      """
    let columns = """
      <table:table-column table:number-columns-repeated="2"/><table:table-column \
      table:visibility="collapse"/>
      """
    let rows =
      Sample.row(Sample.text("a"), Sample.text("b"), Sample.text("c"))
      + Sample.row(Sample.number("1"), Sample.number("2"), Sample.number("3"))
    let book = try Sample.open(
      Sample.content(
        "<table:table table:name=\"Off\" table:style-name=\"ta2\">\(rows)</table:table>"
          + Sample.sheet(rows, columns: columns), styles: styles))
    #expect(book.sheets.map(\.state) == [.hidden, .visible])
    let source = try book.source(SheetSelection(hidden: .skip))
    #expect(source.sheet.name == "Data")
    #expect(try source.records() == [["a": "1", "b": "2"]])
  }

  @Test func `only tables of the spreadsheet itself are sheets`() throws {
    let inner = Sample.sheet(Sample.row(Sample.number("66")), name: "Inner")
    let book = try Sample.open(
      Sample.content(
        "<table:tracked-changes>\(inner)</table:tracked-changes>"
          + Sample.sheet(
            Sample.row(
              "<table:table-cell>\(inner)<text:p>with a table</text:p></table:table-cell>",
              Sample.number("2"))
              + Sample.row(Sample.number("3")),
            columns: "<table:shapes><draw:frame>\(inner)</draw:frame></table:shapes>")
          + "<table:table table:name=\"'file:///a.ods'#S\">\n<table:table-source/>"
          + "\(Sample.row(Sample.number("1")))</table:table>"
          + "<table:dde-links><table:dde-link>\(inner)</table:dde-link></table:dde-links>"
          + Sample.sheet("", name: "Empty") + "<table:table table:name=\"Bare\"/>"))
    #expect(book.sheets.map(\.name) == ["Data", "Empty", "Bare"])
    #expect(try book.cells() == ["A1": "s with a table", "B1": "n 2", "A2": "n 3"])
    #expect(try book.cells(1).isEmpty && book.cells(2).isEmpty)
  }

  @Test func `names, tables and merged cells are those of any workbook`() throws {
    let rows =
      Sample.row(
        Sample.text("group", attributes: " table:number-columns-spanned=\"2\""),
        "<table:covered-table-cell/>")
      + Sample.row(Sample.text("a"), Sample.text("b"))
      + Sample.row(
        Sample.number("1", attributes: " table:number-rows-spanned=\"2\""), Sample.number("2"))
      + Sample.row("<table:covered-table-cell/>", Sample.number("4"))
    let book = try Sample.open(
      Sample.content(
        Sample.sheet(
          rows
            + "<table:named-expressions><table:named-range table:name=\"Local\" "
            + "table:cell-range-address=\"$'It''s'.$B$3\"/></table:named-expressions>",
          name: "It's")
          + "<table:named-expressions><table:named-range table:name=\"Area\" "
          + "table:base-cell-address=\"$'It''s'.$A$1\" "
          + "table:cell-range-address=\"$'It''s'.$A$2:.$B$4\"/></table:named-expressions>"
          + "<table:database-ranges><table:database-range table:name=\"Rows\" "
          + "table:target-range-address=\"'It''s'.A2:'It''s'.B3\"/><table:database-range "
          + "table:name=\"__Anonymous_Sheet_DB__0\" table:target-range-address=\"'It''s'.A1:'It''s'.B3\"/>"
          + "</table:database-ranges>"))
    #expect(book.definedNames.map(\.name) == ["Local", "Area"])
    #expect(try book.tables().map(\.name) == ["Rows"])
    #expect(
      try book.source(SheetSelection(origin: .table("rows"))).records() == [["a": "1", "b": "2"]])
    #expect(
      try book.source(SheetSelection(origin: .name("Area"), merged: .fill)).records()
        == [["a": "1", "b": "2"], ["a": "1", "b": "4"]])
    let joined = try book.source(SheetSelection(header: .rows([1, 2])))
    #expect(joined.schema.names == ["group a", "group b"])
  }

  @Test func `a flat document is the same workbook`() throws {
    let rows = Sample.row(Sample.text("é")) + Sample.row(Sample.number("1"))
    let flat = Sample.content(
      Sample.sheet(rows), root: "document",
      attributes: " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"")
    let expected = ["A1": "s é", "A2": "n 1"]
    let bytes = MemoryBytes(Array(flat.utf8), name: "book.fods")
    #expect(try FileKind.detected(in: bytes) == .flatSpreadsheet)
    #expect(try Workbook(bytes).cells() == expected)
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in flat.utf16 { wide += [UInt8](littleEndian: unit) }
    #expect(try Workbook(MemoryBytes(wide, name: "book.fods")).cells() == expected)
    let text = flat.replacing("opendocument.spreadsheet", with: "opendocument.text")
    #expect(try FileKind.detected(in: MemoryBytes(text)) == .xml)
  }

  @Test func `other documents are refused by name`() throws {
    func message(_ bytes: [UInt8]) -> String {
      do throws(SpreadsheetError) {
        _ = try Workbook(MemoryBytes(bytes, name: "book.ods"))
        return ""
      } catch { return error.description }
    }
    let content = Sample.content(Sample.sheet(Sample.row(Sample.number("1"))))
    let manifest = Array("<manifest:manifest><manifest:encryption-data/></manifest:manifest>".utf8)
    #expect(
      message(Sample.bytes(content, parts: [("META-INF/manifest.xml", manifest)])).contains(
        "the encryption of OpenDocument, which is not read"))
    #expect(
      message(Sample.bytes(content.replacing("spreadsheet>", with: "text>"))).contains(
        "no spreadsheet"))
    #expect(
      message(
        StoredArchive([
          ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
          ("content.xml", Array(content.utf8)),
        ]).bytes
      ).contains("an OpenDocument file"))
    // Without a type, the content tells.
    let bare = StoredArchive([("content.xml", Array(content.utf8))]).bytes
    #expect(try Workbook(MemoryBytes(bare)).cells() == ["A1": "n 1"])
  }

  @Test func `another sheet with a table is told`() throws {
    let rows =
      Sample.row(Sample.text("a"), Sample.text("b"))
      + Sample.row(Sample.number("1"), Sample.number("2"))
    let two = try Sample.open(
      Sample.content(Sample.sheet(rows) + Sample.sheet(rows, name: "More")))
    let told = try two.source().diagnostics()
    #expect(told.counts == [.passedSheet: 1])
    #expect(told.kept.first?.message == "sheet \"More\" has a table, too, and is not read")
    let blank = try Sample.open(Sample.content(Sample.sheet(rows) + Sample.sheet("", name: "More")))
    #expect(try blank.source().diagnostics().isEmpty)
  }

  @Test func `pictures are passed over, however long they are`() throws {
    let picture =
      "<draw:image><office:binary-data>" + String(repeating: "iVBOR\n", count: 100_000)
      + "</office:binary-data></draw:image>"
    let limits = WorkbookLimits(tokenBytes: 1 << 17)
    let book = try Sample.open(
      Sample.content(
        "<table:table table:name=\"S\"><table:shapes>\(picture)</table:shapes>"
          + Sample.row(Sample.number("1")) + "</table:table>",
        styles: "<draw:fill-image>\(picture)</draw:fill-image>"), limits: limits)
    #expect(try book.cells() == ["A1": "n 1"])
  }

  @Test func `a row below the last one is left out and told, and a blank one is not`() throws {
    let blank =
      "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell/>"
      + "</table:table-row>"
    for (row, count) in [
      ("<table:table-row><table:table-cell/></table:table-row>", 0),
      (Sample.row(Sample.number("2"), Sample.number("3")), 1),
      (Sample.row("<table:table-cell office:value='2' office:value-type='float'/>"), 1),
    ] {
      let book = try Sample.rows(Sample.row(Sample.number("1")) + blank + row)
      let source = try book.source(SheetSelection(header: .none))
      #expect(try source.records() == [["column_1": "1"]])
      #expect(try source.diagnostics().total == count)
    }
  }

  @Test func `a limit says which setting raises it`() throws {
    let few = try Workbook(
      MemoryBytes(
        Sample.bytes(
          Sample.content(
            Sample.sheet(
              Sample.row(
                Sample.number("1", attributes: " table:number-columns-repeated=\"100\"")))))),
      limits: WorkbookLimits(repeatedCells: 10))
    let error = #expect(throws: SpreadsheetError.self) { try few.cells() }
    #expect(error?.remedy == Remedy(.limit, "repeated-cells"))
  }

  @Test func `a flat document needs no declaration, and may be in another encoding than it states`()
    throws
  {
    let flat = Sample.content(Sample.sheet(Sample.row(Sample.text("M~ller"))), root: "document")
    let start = try #require(flat.firstRange(of: "<office:document"))
    let bare = MemoryBytes(Array(flat[start.lowerBound...].utf8), name: "book.fods")
    #expect(try FileKind.detected(in: bare) == .flatSpreadsheet)
    #expect(try Workbook(bare).cells() == ["A1": "s M~ller"])
    let bytes = flat.utf8.map { $0 == UInt8(ascii: "~") ? 0xFC : $0 }
    let stated = try Workbook(MemoryBytes(bytes, name: "book.fods"))
    #expect(stated.takesEncoding)
    #expect(try stated.cells() == ["A1": "s M\u{FFFD}ller"])
    let given = try Workbook(MemoryBytes(bytes, name: "book.fods"), encoding: "windows-1252")
    #expect(try given.cells() == ["A1": "s Müller"])
    for name in ["klingon", "utf-16"] {
      let error = #expect(throws: SpreadsheetError.self) {
        try Workbook(MemoryBytes(bytes, name: "book.fods"), encoding: name)
      }
      #expect(error?.reason == .unknownEncoding(name))
    }
  }
}
