import RowcastDelimitedText
import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// Binary workbooks: all kinds of cell, the lists around them, and files that lie.
@Suite struct XLSBTests {
  private typealias B = XLSBBuilder

  @Test func `all kinds of cell are read`() throws {
    var rows = B.all(
      B.row(0), B.cell(5, 0, real(1.25)), B.cell(2, 1, B.word(-3 << 2 | 2)),
      B.cell(2, 2, B.word(1234 << 2 | 3)), B.cell(4, 3, [1]), B.cell(3, 4, [0x07]),
      B.row(1), B.cell(7, 0, B.word(1)), B.cell(6, 1, B.text("π≈3")),
      B.cell(62, 2, B.all([1], B.text("rich"), B.word(0))), B.cell(1, 3, []))
    rows += B.all(
      B.row(2), B.cell(8, 0, B.text("f") + B.half(0)), B.cell(9, 1, real(2.5) + B.half(0)),
      B.cell(10, 2, [0, 0, 0]), B.cell(11, 3, [0x2A, 0, 0]))
    // The short forms go on behind the column before.
    rows += B.all(
      B.row(5), B.cell(1, 2, []), B.next(13, B.word(5 << 2 | 2)), B.next(12, []),
      B.next(16, real(0.5)), B.next(15, [1]), B.next(14, [0x17]), B.next(17, B.text("s")),
      B.next(18, B.word(0)))
    var book = B(rows: rows)
    book.strings = [[0] + B.text("first"), [1] + B.text("second") + B.word(0)]
    #expect(
      try BIFFTests.cells(book.file) == [
        "A1": "1.25", "B1": "-3", "C1": "12.34", "D1": "true", "E1": "#DIV/0!",
        "A2": "\"second\"", "B2": "\"π≈3\"", "C2": "\"rich\"",
        "A3": "\"f\"", "B3": "2.5", "C3": "false", "D3": "#N/A",
        "D6": "5", "F6": "0.5", "G6": "true", "H6": "#REF!", "I6": "\"s\"", "J6": "\"first\"",
      ])
  }

  private func real(_ value: Double) -> [UInt8] { BIFFBuilder.double(value) }

  @Test func `formats, the date system, names, tables and merged cells are known`() throws {
    let area = B.all([0x3B], B.half(0), B.word(0), B.word(2), B.half(0), B.half(1))
    var rows: [UInt8] = B.row(0)
    for column in 0..<3 { rows += B.cell(6, column, B.text("c\(column)")) }
    for row in 1...2 {
      rows += B.row(row, isHidden: row == 1)
      for column in (row - 1)..<3 {
        let value = Double(40_000 + 10 * row + column)
        rows += B.cell(5, column, style: column == 1 ? 1 : 0, real(value))
      }
    }
    let widths = B.all(B.word(2), B.word(2), B.word(2560), B.word(0), B.half(1))
    let merge = B.all(B.word(1), B.word(2), B.word(0), B.word(0))
    var book = B(rows: rows, before: B.record(60, widths), after: B.record(176, merge))
    let sheets = B.all(B.word(1), B.word(0), B.word(0), B.word(0))
    let name = B.all(B.word(0), [0], B.word(-1), B.text("Area"), B.word(area.count), area)
    book.workbook = B.all(
      B.record(153, B.word(1) + B.word(0)), B.record(357), B.record(362, sheets),
      B.record(39, name))
    func look(_ format: Int) -> [UInt8] { B.record(47, B.half(0) + B.half(format)) }
    book.styles = B.all(
      B.record(44, B.half(164) + B.text("yyyy-mm-dd")), B.record(626), look(9), B.record(627),
      B.record(617), look(0), look(164), B.record(618))
    let zeros = [UInt8](repeating: 0, count: 28)
    var table = B.all(B.word(0), B.word(2), B.word(0), B.word(1))
    table += B.all(B.word(0), B.word(1), B.word(1), B.word(1), B.word(0), zeros)
    table = B.record(343, B.all(table, B.text("Prices"), B.text("Prices")))
    for column in ["one", "two"] {
      table += B.record(347, B.all(Array(zeros.prefix(24)), B.text(column), B.text(column)))
    }
    book.tables = [table]
    let opened = try Workbook(MemoryBytes(book.file))
    #expect(opened.sheets.map(\.kind) == [.worksheet, .missing])
    #expect(opened.sheets.map(\.state) == [.visible, .veryHidden])
    #expect(opened.definedNames.map(\.text) == ["Data!$A$1:$B$3"])
    #expect(try opened.tables().map(\.columns) == [["one", "two"]])
    let named = try opened.source(SheetSelection(origin: .name("Area"), merged: .fill))
    #expect(
      try named.records() == [
        ["c0": "40010", "c1": "2013-07-18"], ["c0": "40010", "c1": "2013-07-28"],
      ])
    let prices = try opened.source(SheetSelection(origin: .table("prices")))
    #expect(try prices.records() == [["c0": "40010", "c1": "2013-07-18"]])
    let visible = try opened.source(
      SheetSelection(origin: .number(1), range: CellRange("A1:B3"), hidden: .skip))
    #expect(try visible.records() == [["c1": "2013-07-28"]])
    // Unasked, the sheet ends where its table does.
    let unasked = try opened.source(SheetSelection(origin: .number(1), hidden: .skip))
    #expect(try unasked.records().isEmpty)
  }

  @Test func `formulas are put into words, also those that cells share`() throws {
    func formula(_ tokens: [UInt8], _ extra: [UInt8] = []) -> [UInt8] {
      B.all(real(1), B.half(0), B.word(tokens.count), tokens, B.word(extra.count), extra)
    }
    let product = B.all([0x44], B.word(9), B.half(0xC001), [0x17], B.half(1), [0x61, 0], [0x08])
    let shared = B.all([0x4C], B.word(-1), B.half(0xC000), [0x1E], B.half(2), [0x05])
    let range = B.all(B.word(1), B.word(2), B.word(2), B.word(2))
    let expression = B.all([0x01], B.word(1))
    let rows = B.all(
      B.row(0), B.cell(9, 2, formula(product)),
      B.row(1), B.cell(9, 2, formula(expression, B.word(2))),
      B.record(427, B.all(range, B.word(shared.count), shared)),
      B.row(2), B.cell(9, 2, formula(expression, B.word(2))))
    let opened = try Workbook(MemoryBytes(B(rows: rows).file))
    var formulas: [String] = []
    try opened.auditCells(of: opened.sheets[0]) { formulas.append($0.formula ?? "-") }
    #expect(formulas == ["B10&\"a\"", "C1*2", "C2*2"])
  }

  @Test func `pieces of a sheet make one whole, for any number of workers`() throws {
    var rows = B.row(0) + (0..<3).flatMap { B.cell(6, $0, B.text("name \($0)")) }
    for row in 1..<20_000 {
      rows += B.row(row) + B.cell(7, 0, B.word(row % 3)) + B.cell(5, 1, real(Double(row) / 8))
      rows += B.next(17, B.text("r\(row)"))
    }
    var book = B(rows: rows)
    book.strings = ["x", "y", "z"].map { [0] + B.text($0) }
    let source = try Workbook(MemoryBytes(book.file)).source()
    let read = try source.records()
    #expect(read.count == 19_999)
    #expect(read[19_998] == ["name 0": "y", "name 1": "2499.875", "name 2": "r19999"])
    try checkRecordSource(source) { DelimitedEncoder(schema: $0) }
  }

  @Test func `what lies is told, and costs nothing`() throws {
    func counts(_ rows: [UInt8]) throws -> [Diagnostic.Kind: Int] {
      let book = try Workbook(MemoryBytes(B(rows: rows).file))
      return try book.auditCells(of: book.sheets[0]) { _ in }.counts
    }
    let row = B.row(0)
    #expect(try counts(B.row(0xFFFF_FFFF) + B.cell(5, 0, real(1))) == [.badRowNumber: 1])
    #expect(try counts(row + B.cell(5, 0x7FFF_FFFF, real(1))) == [.badReference: 1])
    #expect(try counts(row + B.cell(5, 0, [1, 2, 3, 4])) == [.badNumber: 1])
    #expect(try counts(row + B.cell(7, 0, B.word(3))) == [.badSharedString: 1])
    #expect(try counts(row + B.cell(5, 0, real(.infinity))) == [.badNumber: 1])
    #expect(try counts(B.row(1_048_575) + B.cell(5, 16_383, real(1))) == [:])
  }

  @Test(arguments: [
    B.row(0) + B.cell(6, 0, [0xF0, 0xFF, 0xFF, 0xFF]), [0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    B.row(0) + [5, 100, 1],
  ])
  func `texts and records that are longer than their part are an error`(rows: [UInt8]) throws {
    var book = B(rows: rows)
    book.sheet.removeLast(3)
    let opened = try Workbook(MemoryBytes(book.file))
    let error = #expect(throws: SpreadsheetError.self) {
      try opened.auditCells(of: opened.sheets[0]) { _ in }
    }
    guard case .damaged? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `every beginning of a sheet, and every change of a byte, reads or throws`() throws {
    var book = B(
      rows: B.all(
        B.row(0), B.cell(7, 0, B.word(0)), B.next(13, B.word(6)), B.row(1),
        B.cell(8, 1, B.text("text") + B.half(0)), B.cell(5, 2, style: 1, real(3))),
      after: B.record(176, B.all(B.word(0), B.word(1), B.word(0), B.word(0))))
    book.strings = [[0] + B.text("one")]
    book.styles = B.all(B.record(617), B.record(47, B.half(0) + B.half(14)), B.record(618))
    let whole = book.sheet
    var generator = FixedGenerator(seed: 5)
    for length in whole.indices {
      book.sheet = Array(whole[..<length])
      BIFFTests.readOrThrow(book.file)
      book.sheet = whole
      book.sheet[length] = UInt8.random(in: 0...255, using: &generator)
      BIFFTests.readOrThrow(book.file)
    }
    let lists = (book.workbook, book.styles, book.strings)
    for _ in 0..<300 {
      (book.workbook, book.styles, book.strings) = lists
      book.sheet = whole
      let i = Int.random(in: book.styles.indices, using: &generator)
      book.styles[i] = UInt8.random(in: 0...255, using: &generator)
      let j = Int.random(in: book.strings[0].indices, using: &generator)
      book.strings[0][j] = UInt8.random(in: 0...255, using: &generator)
      BIFFTests.readOrThrow(book.file)
    }
  }
}
