import RowcastSpreadsheet
import RowcastTabular
import Testing

/// What a workbook states of its tables, and what is told of sheets, tables and values beside the records.
@Suite struct `Tables, totals and other sheets` {
  /// A workbook of sheets, the first of them with tables.
  private func book(
    _ sheets: [[[String]]], tables: [String] = [], calculation: String = ""
  ) throws -> Workbook {
    let office = SampleBook.office
    let root = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
    func relationships(_ rows: String) -> [UInt8] {
      Array("<Relationships \(root)>\(rows)</Relationships>".utf8)
    }
    func cells(_ rows: [[String]]) -> String {
      rows.enumerated().map { row, texts in
        let cells = texts.enumerated().filter { !$0.element.isEmpty }.map { column, text in
          let place = CellReference(row: row, column: column).description
          if text.hasPrefix("=") { return "<c r=\"\(place)\"><f>A1</f><v>0</v></c>" }
          return Double(text) == nil
            ? "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
            : "<c r=\"\(place)\"><v>\(text)</v></c>"
        }
        return "<row r=\"\(row + 1)\">\(cells.joined())</row>"
      }.joined()
    }
    let list = sheets.indices.map { "<sheet name=\"S\($0 + 1)\" r:id=\"s\($0)\"/>" }.joined()
    var parts: [(String, [UInt8])] = [
      (
        "_rels/.rels",
        relationships(
          "<Relationship Id=\"a\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/>")
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relationships(
          sheets.indices.map {
            "<Relationship Id=\"s\($0)\" Type=\"\(office)/worksheet\" Target=\"s\($0).xml\"/>"
          }.joined())
      ),
      (
        "xl/workbook.xml",
        Array(
          "<workbook xmlns=\"\(SampleBook.main)\" xmlns:r=\"\(office)\"><sheets>\(list)</sheets>\(calculation)</workbook>"
            .utf8)
      ),
    ]
    for (index, rows) in sheets.enumerated() {
      parts.append(("xl/s\(index).xml", SampleBook.sheet(cells(rows))))
    }
    parts.append(
      (
        "xl/_rels/s0.xml.rels",
        relationships(
          tables.indices.map {
            "<Relationship Id=\"t\($0)\" Type=\"\(office)/table\" Target=\"t\($0).xml\"/>"
          }.joined())
      ))
    for (index, table) in tables.enumerated() {
      parts.append(
        ("xl/t\(index).xml", Array("<table xmlns=\"\(SampleBook.main)\" \(table)</table>".utf8)))
    }
    return try SampleBook.open(StoredArchive(parts).bytes)
  }

  @Test func `what stands beside and below a table is told with the range that leaves it out`()
    throws
  {
    let book = try book([
      [
        ["town", "rain", "sun", "", "code", "state"], ["Ulm", "7", "5", "", "U", "Swabia"],
        ["Bonn", "6", "3"], ["Kiel", "9", "2"], ["Total", "22", "10"], [], ["Source: DWD"],
      ]
    ])
    let told = try book.source().diagnostics()
    #expect(told.counts == [.tableBeside: 1, .totalRow: 1, .rowsBelow: 1])
    #expect(
      told.kept.map(\.description) == [
        "book.xlsx: S1!E1: a table may begin here beside the one in A:C, and its cells were read into the same "
          + "records; --range A:C leaves them out",
        "book.xlsx: S1!A7: row 7 looks like a note below the table and was read as a record; "
          + "--range A1:C5 leaves it out",
        "book.xlsx: S1!A5: this record looks like a total of others, and is kept",
      ])
  }

  @Test func `rows below the only table of a sheet are told by its name`() throws {
    let rows = [
      ["town", "rain"], ["Ulm", "7"], ["Bonn", "6"], ["Kiel", "9"], [], ["Ems", "1"],
    ]
    let table = "displayName=\"T\" ref=\"A1:B3\">\(Self.columns("town", "rain"))"
    let told = try book([rows], tables: [table]).source().diagnostics()
    #expect(told.counts == [.rowsBelow: 1])
    #expect(
      told.kept.map(\.description) == [
        "book.xlsx: S1!4:4: 2 rows below the end of table \"T\" (A1:B3) were read as records; "
          + "--table \"T\" leaves them out"
      ])
  }

  private static func columns(_ names: String...) -> String {
    names.map { "<tableColumn name=\"\($0)\"/>" }.joined()
  }

  @Test func `a table without header row keeps its first row`() throws {
    let source = try book(
      [[["tea", "cup"], ["milk", "jug"], ["oil", "can"]]],
      tables: ["displayName=\"T\" ref=\"A1:B3\" headerRowCount=\"0\">\(Self.columns("x", "y"))"]
    ).source()
    #expect(source.schema.names == ["x", "y"])
    #expect(try source.records().count == 3)
  }

  @Test func `the totals row of a table is no record, which is told`() throws {
    let source = try book(
      [[["what", "n"], ["tea", "4"], ["milk", "5"], ["All", "9"]]],
      tables: ["displayName=\"T\" ref=\"A1:B4\" totalsRowCount=\"1\">\(Self.columns("what", "n"))"]
    ).source()
    #expect(try source.records().count == 2)
    #expect(try source.diagnostics().kept.first { $0.kind == .skippedLines }?.location.row == 4)
  }

  @Test func `the largest of the tables that a sheet is made of is read, and the others are told`()
    throws
  {
    let rows = [
      ["what", "n"], ["tea", "4"], ["milk", "5"], [], ["town", "x", "y"], ["Ulm", "1", "2"],
    ]
    let tables = [
      "displayName=\"T\" ref=\"A1:B3\">\(Self.columns("what", "n"))",
      "displayName=\"U\" ref=\"A5:C6\">\(Self.columns("town", "x", "y"))",
    ]
    let source = try book([rows], tables: tables).source()
    #expect(source.schema.names == ["what", "n"])
    #expect(try source.records().count == 2)
    #expect(try source.diagnostics().counts[.passedTable] == 1)
    // With cells outside, the tables are not all of the sheet.
    let wider = try book([rows + [["Bonn", "3", "4"]]], tables: tables).source()
    #expect(try wider.diagnostics().counts[.passedTable] == nil)
  }

  @Test func `sheets that are not read are told once`() throws {
    let one = [["what", "n"], ["tea", "4"], ["milk", "5"]]
    let log = try book([one, one, [], one]).source().diagnostics()
    let told = log.kept.filter { $0.kind == .passedSheet }
    #expect(
      told.map(\.message) == [#"2 other sheets have tables, too, and are not read: "S2", "S4""#])
    #expect(try book([one]).source().diagnostics().isEmpty)
    // A short list beside a table is no other table.
    #expect(try book([one, [["unit", "of"], ["g"]]]).source().diagnostics().isEmpty)
    #expect(
      try book([one, one]).source(SheetSelection(origin: .sheet("S1"))).diagnostics().isEmpty)
  }

  @Test func `values of formulas that are to be calculated anew are told`() throws {
    let rows = [["what", "n"], ["tea", "=A1"], ["milk", "5"]]
    let asks = "<calcPr fullCalcOnLoad=\"1\"/>"
    let told = try book([rows], calculation: asks).source().diagnostics()
    #expect(told.counts == [.staleFormula: 1])
    #expect(try book([rows]).source().diagnostics().isEmpty)
    #expect(try book([Array(rows.dropFirst(2))], calculation: asks).source().diagnostics().isEmpty)
  }

  @Test func `rows that describe the columns are told with the rows that join them`() throws {
    let rows = [
      ["", "Persons", "Males"], ["Unit", "000", "000"], ["Type", "STOCK", "STOCK"],
      ["Month", "1", "1"], ["Series", "A84C", "A85F"], ["2001", "5985.7", "3793.9"],
      ["2002", "6040.6", "3832.1"], ["2003", "6054.2", "3833.8"], ["2004", "6038.3", "3825.5"],
    ]
    let source = try book([rows]).source()
    #expect(source.proposedHeaderRows == [1, 2, 3, 4, 5])
    let told = try source.diagnostics().kept.first { $0.kind == .proposedHeader }
    #expect(told?.message.contains("the next 4 rows describe") == true)
    #expect(told?.message.contains("--header 1,5 ") == true)
    #expect(try source.records().count == 8)
  }

  @Test func `a record of words stays one, and rows above the table are told by their words`()
    throws
  {
    let rows = [
      ["id", "what", "n", "cost"], ["T-1", "Rent", "open", "later"], ["T-2", "Heat", "5", "7"],
      ["T-3", "Light", "6", "8"],
    ]
    let source = try book([rows]).source()
    #expect(try source.records().count == 3)
    let told = try source.diagnostics().kept.first { $0.kind == .proposedHeader }
    #expect(told?.message.contains("--header 1,2 ") == true)
    let titled = try book([[["Made by the office"]] + rows]).source().diagnostics()
    #expect(
      titled.kept.first { $0.kind == .skippedLines }?.message
        == #"1 row before the table passed over: "Made by the office""#)
  }

  @Test func `a cell that stands twice is told`() throws {
    func cell(_ row: Int, _ value: Int) -> String { "<c r=\"A\(row)\"><v>\(value)</v></c>" }
    for rows in [
      "<row r=\"1\">\(cell(1, 5))</row><row r=\"2\">\(cell(2, 6))\(cell(2, 7))</row>",
      "<row r=\"1\">\(cell(1, 5))</row><row r=\"2\">\(cell(2, 6))</row><row r=\"2\">\(cell(2, 7))</row>",
    ] {
      let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
      let source = try book.source(SheetSelection(header: .none))
      #expect(try source.records().count == 2)
      let told = try source.diagnostics().kept.filter { $0.kind == .rowOrder }
      #expect(told.map(\.location.row) == [2])
    }
  }
}
