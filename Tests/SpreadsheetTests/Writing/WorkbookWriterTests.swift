import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Written workbooks` {
  @Test func `values of every kind are read back as they were`() throws {
    let day: Int64 = 86_400_000
    let rows: [[Written]] = [
      [.text("Ann"), .integer(1), .at(.date, 19_783 * day), .at(.boolean, 1), .error("#DIV/0!")],
      [
        .shared(0), .decimal("31.50"), .at(.dateTime, 19_783 * day + 37_230_005), .at(.boolean, 0),
        .error("#N/A"),
      ],
      [.none, .double(0.1 + 0.2), .at(.date, 0), .none, .none],
      [.text("x"), .integer(-5), .at(.time, 37_230_000), .at(.duration, 93_780_000)],
    ]
    let (folder, diagnostics) = try written(
      ["t", "n", "d", "b", "e"], [batch(rows, dictionary: StringDictionary(["shared"]))])
    #expect(diagnostics.isEmpty)
    let source = try opened(folder).source()
    #expect(source.schema.names == ["t", "n", "d", "b", "e"])
    #expect(
      try contents(source) == [
        ["A 'Ann'", "B 1", "C 2024-03-01", "D true", "E #DIV/0!"],
        ["A 'shared'", "B 31.5", "C 2024-03-01T10:20:30.005", "D false", "E #N/A"],
        ["B 0.30000000000000004", "C 1970-01-01"],
        ["A 'x'", "B -5", "C 10:20:30", "D PT26H3M"],
      ])
  }

  @Test(arguments: [
    "a & b <c> \"d\" 'e' ]]>", " leading and trailing ", "line\nbreak\ttab", "a\u{1}\u{B}\r\u{1F}b",
    "_x0041_ and _x005F_", "_xZZZZ_ _x41_ _", "漢字 😀 é", "\u{FFFE}\u{FFFF}", "\u{EFFF}", "\u{0}",
    "=1+1", "007", "1e5", "2024-03-01", "TRUE", "#N/A", "http://example.org", "\n", " ",
  ])
  func `texts stay the texts they are`(text: String) throws {
    let (folder, _) = try written(["t"], [batch([[.text(text)], [.text("end")]])])
    #expect(try contents(try opened(folder).source()) == [["A '\(text)'"], ["A 'end'"]])
  }

  @Test func `numbers that a double cannot hold stay texts, to the last digit`() throws {
    let exact: [Written] = [
      .decimal("9007199254740993"), .decimal("123456789012345678901234567890"),
      .decimal("0.10000000000000000001"), .integer(.max), .integer(9_007_199_254_740_993),
      .decimal("0.1234567890123456789"),
    ]
    let (folder, _) = try written(["n"], [batch(exact.map { [$0] })])
    #expect(
      try contents(try opened(folder).source()).flatMap { $0 } == [
        "A '9007199254740993'", "A '123456789012345678901234567890'", "A '0.10000000000000000001'",
        "A '9223372036854775807'", "A '9007199254740993'", "A '0.1234567890123456789'",
      ])
  }

  @Test func `numbers that a double holds are numbers, to the last bit`() throws {
    var generator = FixedGenerator(seed: 4)
    var values: [Double] = [0.1, 1e300, 1e-300, 123_456_789.123, -0.5, 1e15, 9_007_199_254_740_992]
    while values.count < 500 {
      let value = Double(bitPattern: generator.next())
      if value.isFinite, value.magnitude > 1e-290 { values.append(value) }
    }
    let (folder, _) = try written(["n"], [batch(values.map { [.double($0)] })])
    var read: [Double] = []
    try opened(folder).source().mapBatches(
      { batch in
        batch.cells.map { cell -> Double in
          switch cell.kind {
          case .integer: Double(cell.integer)
          case .double: cell.double
          default: Double(batch.string(of: cell) ?? "") ?? .nan
          }
        }
      },
      inOrder: {
        read += $0
        return true
      })
    #expect(read == values)
  }

  @Test func `days before the calendar of spreadsheets are written as text`() throws {
    let day: Int64 = 86_400_000
    let days: [Int64] = [-25_567, -25_509, -25_508, -25_568, 2_932_896, 2_932_897]
    let (folder, _) = try written(["d"], [batch(days.map { [.at(.date, $0 * day)] })])
    #expect(
      try contents(try opened(folder).source()).flatMap { $0 } == [
        "A 1900-01-01", "A 1900-02-28", "A 1900-03-01", "A '1899-12-31'", "A 9999-12-31",
        "A '10000-01-01'",
      ])
  }

  @Test func `batches follow each other and their rows keep their places`() throws {
    let (folder, _) = try written(
      ["i", "g"],
      [
        batch((0..<1000).map { [.integer(Int64($0)), $0 % 3 == 0 ? .none : .text("t")] }),
        batch((1000..<1500).map { [.integer(Int64($0))] }, firstRow: 1000),
      ])
    let rows = try contents(try opened(folder).source())
    #expect(rows.count == 1500)
    #expect(rows[1] == ["A 1", "B 't'"] && rows[1499] == ["A 1499"])
  }

  @Test func `columns can be chosen and reordered, and cells beyond them follow`() throws {
    let folder = try TemporaryFolder()
    let writer = try WorkbookWriter(path: folder("book.xlsx"))
    let chosen = Schema([
      ColumnSchema(name: "c", source: 2), ColumnSchema(name: "a", source: 0),
    ])
    let encoder = try writer.beginSheet(schema: chosen)
    try writer.append(
      encoder.encode(batch([[.integer(1), .integer(2), .integer(3), .none, .integer(5)]])))
    try writer.commit()
    let source = try opened(folder).source(SheetSelection(header: .none))
    #expect(try contents(source) == [["A 'c'", "B 'a'"], ["A 3", "B 1", "D 5"]])
  }

  @Test func `a text too long for a cell is cut and reported`() throws {
    let long = String(repeating: "é", count: 32_768)
    let (folder, diagnostics) = try written(
      ["t"], [batch([[.text(long)], [.text(String(repeating: "😀", count: 16_384))]])])
    #expect(diagnostics.counts == [.textTooLong: 2])
    #expect(diagnostics.kept.first?.location.description == "Sheet1!A2")
    let rows = try contents(try opened(folder).source())
    #expect(rows[0][0].count == 32_767 + 4)
    #expect(rows[1][0].count == 16_383 + 4)
  }

  @Test func `more rows or columns than a sheet has are refused`() throws {
    let folder = try TemporaryFolder()
    let writer = try WorkbookWriter(path: folder("book.xlsx"))
    let encoder = try writer.beginSheet(schema: schema(["a"]))
    var many = RecordBatch()
    for i in 0..<CellReference.rowLimit { many.endRow(number: i + 2) }
    let rows = encoder.encode(many)
    #expect(throws: WorkbookWritingError.self) { try writer.append(rows) }
    #expect(throws: WorkbookWritingError.self) {
      _ = try writer.beginSheet(schema: schema((0...16_384).map { "c\($0)" }))
    }
    writer.discard()
    #expect(try folder.names() == [])
  }

  @Test func `nothing appears before the end, and nothing is left of what was given up`() throws {
    let folder = try TemporaryFolder()
    try folder.write("book.xlsx", "old")
    do {
      let writer = try WorkbookWriter(path: folder("book.xlsx"))
      let encoder = try writer.beginSheet(schema: schema(["a"]))
      try writer.append(encoder.encode(batch([[.integer(1)]])))
      #expect(try folder.text("book.xlsx") == "old")
    }
    #expect(try folder.names() == ["book.xlsx"])
    #expect(try folder.text("book.xlsx") == "old")
    #expect(throws: WorkbookWritingError.self) {
      _ = try WorkbookWriter(path: folder("no/such/folder/book.xlsx"))
    }
    #expect(throws: WorkbookWritingError.self) { _ = try WorkbookWriter(path: folder.path) }
  }

  @Test func `the same records give the same bytes`() throws {
    let rows = [batch([[.text("x"), .double(0.5), .at(.date, 0)]])]
    let first = try written(["a", "b", "c"], rows).folder.bytes("book.xlsx")
    #expect(try written(["a", "b", "c"], rows).folder.bytes("book.xlsx") == first)
  }

  @Test func `several sheets get names that a workbook can have`() throws {
    let folder = try TemporaryFolder()
    let writer = try WorkbookWriter(path: folder("book.xlsx"))
    let long = String(repeating: "n", count: 40)
    for name in ["a/b", "A_B", "'q'", "", long, long] {
      let encoder = try writer.beginSheet(
        schema: schema(["x"]), options: WrittenSheetOptions(name: name))
      try writer.append(encoder.encode(batch([[.text(name)]])))
    }
    let extra = try writer.addSheet("Model")
    try extra.append([.bold("rows"), 12])
    try extra.append([.bold("accuracy"), .percent(0.5)])
    try writer.commit()
    let names = try opened(folder).sheets.map(\.name)
    let cut = String(long.prefix(31))
    #expect(
      names == ["a_b", "A_B (2)", "q", "Sheet", cut, String(cut.prefix(27)) + " (2)", "Model"])
    let model = try opened(folder).source(SheetSelection(origin: .sheet("Model"), header: .none))
    #expect(try contents(model) == [["A 'rows'", "B 12"], ["A 'accuracy'", "B 0.5"]])
  }

  @Test func `an empty sheet has its header`() throws {
    let (folder, _) = try written(["a", "b"], [])
    let source = try opened(folder).source(SheetSelection(header: .rows([1])))
    #expect(source.schema.names == ["a", "b"])
    #expect(try contents(source).isEmpty)
  }

  private struct Record: Encodable { var a: Int }

  @Test func `rows go to their own sheet or nowhere`() throws {
    let list = try RecordList([Record(a: 1), Record(a: 2)])
    let sink = MemorySink()
    let writer = try WorkbookWriter(to: sink)
    let first = try writer.beginSheet(schema: list.schema, options: .init(name: "a"))
    let second = try writer.beginSheet(schema: list.schema, options: .init(name: "b"))
    func fill(_ encoder: SheetRowEncoder) throws {
      try list.mapBatches({ encoder.encode($0) }) {
        try writer.append($0)
        return true
      }
    }
    let other = #expect(throws: WorkbookWritingError.self) { try fill(first) }
    #expect(other?.reason == .otherSheet(sheet: "a"))
    try fill(second)
    let again = #expect(throws: WorkbookWritingError.self) { try fill(second) }
    #expect(again?.reason == .rowsAgain(sheet: "b", row: 2))
    let mixed = try writer.addSheet("c")
    mixed.setWidth(5, column: -1)
    #expect(writer.diagnostics.kept.map(\.kind) == [.beyondSheet])
    #expect(throws: WorkbookWritingError.self) { try mixed.skip(rows: -5) }
    try writer.commit()
    let count = sink.bytes.count
    try writer.commit()
    #expect(sink.bytes.count == count)
    mixed.freeze(rows: 1)
    #expect(throws: WorkbookWritingError.self) { try mixed.append([1]) }
    #expect(throws: WorkbookWritingError.self) { try fill(second) }
    #expect(throws: WorkbookWritingError.self) { try writer.addSheet("d") }
  }
}
