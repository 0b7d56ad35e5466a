import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// What an old workbook says around its cells, and workbooks that lie.
@Suite struct BIFFWorkbookTests {
  private typealias B = BIFFBuilder

  @Test func `sheets have their names, states and kinds`() throws {
    var book = B(B.number(0, 0, 1), B.number(0, 0, 2), B.number(0, 0, 3))
    book.sheets[1].state = 1
    book.sheets[2].state = 2
    let opened = try Workbook(MemoryBytes(book.file))
    #expect(opened.sheets.map(\.name) == ["Sheet1", "Sheet2", "Sheet3"])
    #expect(opened.sheets.map(\.state) == [.visible, .hidden, .veryHidden])
    #expect(try BIFFTests.cells(book.file, sheet: 2) == ["A1": "3"])
  }

  @Test
  func `formats of the workbook come before those that are known, and dates may begin in 1904`()
    throws
  {
    let globals =
      B.format(50, "0.00") + B.format(164, "[h]:mm") + B.cellFormat(0) + B.cellFormat(50)
      + B.cellFormat(14) + B.cellFormat(164)
    let cells =
      B.number(0, 0, 40_000, style: 1) + B.number(0, 1, 40_000, style: 2)
      + B.number(0, 2, 1.5, style: 3) + B.number(0, 3, 4, style: 99)
    #expect(
      try BIFFTests.cells(B(globals: globals, cells).file)
        == ["A1": "40000", "B1": "2009-07-06", "C1": "1.5", "D1": "4"])
    let later = B(globals: B.record(0x22, B.half(1)) + globals, cells)
    #expect(try BIFFTests.cells(later.file)["B1"] == "2013-07-07")
    #expect(try BIFFTests.diagnostics(later.file) == [.badStyle: 1])
    let rows = try Workbook(MemoryBytes(later.file)).source(SheetSelection(header: .none))
    #expect(try rows.records().first?["column_3"] == "PT36H")
    #expect(try rows.diagnostics().counts == [.badStyle: 1])
  }

  @Test func `merged, hidden and named cells are known`() throws {
    func row(_ number: Int, isHidden: Bool = false) -> [UInt8] {
      let flags = B.half(isHidden ? 0x20 : 0)
      let rest = B.all(B.half(0), B.half(3), B.half(255), B.word(0), flags, B.half(0))
      return B.record(0x208, B.half(number) + rest)
    }
    let area = B.all([0x3B], B.half(0), B.half(0), B.half(2), B.half(0), B.half(1))
    let name = B.all(
      B.half(0), [0, 4], B.half(area.count), B.half(0), B.half(0), B.word(0), [0],
      Array("Area".utf8), area)
    var cells = B.all(row(0), row(1, isHidden: true), row(2))
    for column in 0..<3 {
      cells += B.cell(0x204, 0, column, B.text("c\(column)"))
      cells += B.number(1, column, Double(10 + column))
      if column > 0 { cells += B.number(2, column, Double(20 + column)) }
    }
    let widths = B.all(B.half(2), B.half(2), B.half(2560), B.half(0), B.half(1))
    let merge = B.all(B.half(1), B.half(1), B.half(2), B.half(0), B.half(0))
    let sheets = B.all(B.half(1), B.half(0), B.half(0), B.half(0))
    let book = B(
      globals: B.all(
        B.record(0x1AE, B.half(1) + B.half(0x401)), B.record(0x17, sheets), B.record(0x18, name)),
      B.all(B.record(0x7D, widths), cells, B.record(0xE5, merge)))
    let opened = try Workbook(MemoryBytes(book.file))
    #expect(opened.definedNames.map(\.text) == ["Sheet1!$A$1:$B$3"])
    let named = try opened.source(SheetSelection(origin: .name("area"), merged: .fill))
    #expect(try named.records() == [["c0": "10", "c1": "11"], ["c0": "10", "c1": "21"]])
    let visible = try opened.source(SheetSelection(hidden: .skip))
    #expect(visible.schema.names == ["c0", "c1"])
    #expect(try visible.records() == [["c1": "21"]])
  }

  @Test func `formulas are put into words, also those that cells share`() throws {
    func cell(_ row: Int, _ column: Int, _ tokens: [UInt8]) -> [UInt8] {
      let head = B.all(B.double(1), B.half(0), B.word(0), B.half(tokens.count))
      return B.cell(0x06, row, column, head + tokens)
    }
    let reference = { (row: Int, column: Int) in B.all([0x44], B.half(row), B.half(column)) }
    let text: [UInt8] = [0x17, 3, 0] + Array("a\"b".utf8)
    // SUM(A1:B$2)*-(3+0.5)%, IF with a text, the sheet's own A1, a whole column.
    let area = B.all([0x25], B.half(0), B.half(1), B.half(0xC000), B.half(0x4001))
    let sum = B.all(
      area, [0x19, 0x10, 0, 0, 0x1E, 3, 0, 0x1F], B.double(0.5), [0x03, 0x15, 0x13, 0x14, 0x05])
    let condition = B.all(
      reference(4, 0xC002), [0x1D, 1, 0x0C], text, [0x1C, 0x2A, 0x42, 3], B.half(1))
    let other = B.all([0x3A], B.half(0), B.half(0), B.half(0xC000))
    let column = B.all(
      [0x25], B.half(0), B.half(0xFFFF), B.half(0xC001), B.half(0xC001), [0x21], B.half(24))
    let shared = B.all([0x4C], B.half(0xFFFF), B.half(0xC000), [0x1E], B.half(2), [0x05])
    let record = B.all(B.half(5), B.half(6), [3, 3, 0, 2], B.half(shared.count), shared)
    let expression = B.all([0x01], B.half(5), B.half(3))
    let book = B(
      globals: B.all(
        B.record(0x1AE, B.half(1) + B.half(0x401)),
        B.record(0x17, B.all(B.half(1), B.half(0), B.half(0), B.half(0)))),
      B.all(
        cell(0, 3, sum), cell(1, 3, condition), cell(2, 3, other), cell(3, 3, column),
        cell(4, 3, [0x20, 0, 0, 0, 0, 0, 0, 0]), cell(5, 3, expression), B.record(0x4BC, record),
        cell(6, 3, expression), cell(7, 3, [0x03])))
    let opened = try Workbook(MemoryBytes(book.file))
    var formulas: [String] = []
    try opened.auditCells(of: opened.sheets[0]) { formulas.append($0.formula ?? "-") }
    #expect(
      formulas == [
        "SUM(A1:B$2)*-(3+0.5)%", "IF(C5>=TRUE,\"a\"\"b\",#N/A)", "Sheet1!A1", "ABS(B:B)", "-",
        "D5*2", "D6*2", "-",
      ])
  }

  @Test func `a formula of operands that nothing takes has no words, however long it is`() throws {
    for tokens in [
      [UInt8](repeating: 0x16, count: 60_000),
      B.all([0x1E, 1, 0], [UInt8](repeating: 0x15, count: 60_000)),
    ] {
      let head = B.all(B.double(1), B.half(0), B.word(0), B.half(tokens.count))
      let opened = try Workbook(MemoryBytes(B(B.cell(0x06, 0, 0, head + tokens)).file))
      var formulas: [String?] = []
      try opened.auditCells(of: opened.sheets[0]) { formulas.append($0.formula) }
      #expect(formulas == [nil])
    }
  }

  @Test func `names that say a long name again and again are refused`() throws {
    func name(_ text: String, _ formula: [UInt8]) -> [UInt8] {
      B.record(
        0x18,
        B.all(
          B.half(0), [0, UInt8(text.utf8.count)], B.half(formula.count), B.half(0), B.half(0),
          B.word(0), [0], Array(text.utf8), formula))
    }
    let saying = B.all([0x23], B.half(1), B.half(0))
    let long = name(String(repeating: "N", count: 200), [0x1E, 1, 0])
    let formula = saying + (1..<60).flatMap { _ in saying + [0x08] }
    let book = B(
      globals: long + (0..<1500).flatMap { name("n\($0)", formula) }, B.number(0, 0, 1))
    let error = #expect(throws: SpreadsheetError.self) { try Workbook(MemoryBytes(book.file)) }
    #expect(error?.isLimit == true)
  }

  @Test func `a workbook that lists one sheet again and again is refused`() throws {
    func opened(_ count: Int) throws -> Workbook {
      func book(_ offset: Int) -> [UInt8] {
        let listed = B.record(0x85, B.word(offset) + [0, 0, 1, 0, 0x53])
        return B(globals: (0..<count).flatMap { _ in listed }, B.number(0, 0, 1)).stream
      }
      // BOF, a number and EOF of the sheet that the builder lists are the last of the stream.
      return try Workbook(MemoryBytes(book(book(0).count - 12 - 18 - 4)))
    }
    #expect(try opened(2).sheets.map(\.kind) == [.worksheet, .worksheet, .worksheet])
    let error = #expect(throws: SpreadsheetError.self) { try opened(300) }
    #expect(error?.reason == .damaged("more than 256 sheets are the same one"))
  }

  @Test func `what is not there or lies is told, and costs nothing`() throws {
    let far = B.number(65_535, 255, 1) + B.number(0, 300, 2)
    #expect(try BIFFTests.cells(B(far).file) == ["IV65536": "1"])
    #expect(try BIFFTests.diagnostics(B(far).file) == [.badReference: 1])
    // A shared string that is not there, a number that is none, an error that nobody knows.
    let odd =
      B.shared(0, 0, 4_000_000) + B.number(0, 1, .nan) + B.cell(0x205, 0, 2, [0x99, 1])
      + B.number(0, 3, 5)
    #expect(try BIFFTests.cells(B(odd).file) == ["D1": "5"])
    #expect(try BIFFTests.diagnostics(B(odd).file) == [.badSharedString: 1, .badNumber: 2])
    // Cells whose data are cut off, and many in no bytes.
    let short =
      B.cell(0x203, 0, 0, [1, 2]) + B.record(0xBD, B.half(0) + B.half(0) + B.half(200))
      + B.record(0x203, [0]) + B.number(1, 0, 1)
    #expect(try BIFFTests.cells(B(short).file) == ["A2": "1"])
  }

  @Test func `a sheet that begins outside of the stream, or nowhere, is missing`() throws {
    var bytes = B(B.number(0, 0, 1), B.number(0, 0, 2)).stream
    let list = try #require(bytes.firstIndex(of: 0x85))
    bytes.replaceSubrange((list + 4)..<(list + 8), with: B.word(0x7FFF_FFFF))
    let book = try Workbook(MemoryBytes(bytes))
    #expect(book.sheets.map(\.kind) == [.missing, .worksheet])
    #expect(try BIFFTests.cells(bytes, sheet: 1) == ["A1": "2"])
    // At the workbook's own beginning.
    bytes.replaceSubrange((list + 4)..<(list + 8), with: B.word(0))
    #expect(try Workbook(MemoryBytes(bytes)).sheets[0].kind == .missing)
  }

  @Test func `every beginning of a workbook, and every change of a byte, reads or throws`() throws {
    let book = B(
      globals: B.record(0x42, B.half(1200)) + B.format(164, "yyyy") + B.cellFormat(0)
        + B.cellFormat(164) + B.sharedStrings(B.text("one") + B.wide("two"), [0, 1, 2]),
      B.shared(0, 0, 0) + B.shared(0, 1, 1) + B.number(1, 0, 3, style: 1)
        + B.formula(1, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + B.record(0x207, B.text("text"))
        + B.record(0xE5, B.half(1) + B.half(0) + B.half(1) + B.half(0) + B.half(0)))
    let stream = book.stream
    for length in 0..<stream.count { BIFFTests.readOrThrow(Array(stream[..<length])) }
    var generator = FixedGenerator(seed: 11)
    for place in stream.indices {
      var changed = stream
      changed[place] = UInt8.random(in: 0...255, using: &generator)
      BIFFTests.readOrThrow(changed)
    }
  }

  @Test func `functions of add-ins have their names, and those of Excel 2007 no mark`() throws {
    func cell(_ row: Int, _ tokens: [UInt8]) -> [UInt8] {
      let head = B.all(B.double(1), B.half(0), B.word(0), B.half(tokens.count))
      return B.cell(0x06, row, 0, head + tokens)
    }
    func name(_ text: String) -> [UInt8] { [UInt8(text.utf8.count), 0] + Array(text.utf8) }
    func defined(_ text: String) -> [UInt8] {
      B.record(
        0x18,
        B.all(
          B.half(1), [0, UInt8(text.utf8.count)], B.half(0), B.half(0), B.half(0), [0, 0, 0, 0])
          + [0] + Array(text.utf8))
    }
    let addIn = { (number: Int, entry: Int) in B.all([0x39], B.half(entry), B.word(number)) }
    let call: [UInt8] = [0x1E, 7, 0, 0x42, 2, 255, 0]
    let book = B(
      globals: B.all(
        B.record(0x1AE, B.half(1) + B.half(0x401)), B.record(0x1AE, B.half(1) + B.half(0x3A01)),
        B.record(0x23, B.all(B.half(0), B.word(0), name("EDATE"))),
        B.record(0x23, B.all(B.half(0), B.word(0), name("NETWORKDAYS"))),
        B.record(
          0x17,
          B.all(
            B.half(2), B.half(0), B.half(0), B.half(0), B.half(1), B.half(0xFFFE), B.half(0xFFFE))),
        defined("_xlfn.SUMIFS"), defined("_xlfn.STDEV.S")),
      B.all(
        cell(0, addIn(2, 1) + call), cell(1, addIn(3, 1) + call), cell(2, addIn(1, 0) + call),
        cell(3, B.all([0x23], B.word(1)) + call), cell(4, B.all([0x23], B.word(2)) + call)))
    let opened = try Workbook(MemoryBytes(book.file))
    var formulas: [String] = []
    try opened.auditCells(of: opened.sheets[0]) { formulas.append($0.formula ?? "-") }
    #expect(formulas == ["NETWORKDAYS(7)", "-", "-", "SUMIFS(7)", "_xlfn.STDEV.S(7)"])
  }

  @Test func `formulas of a sheet without any result were never calculated`() throws {
    let empty: [UInt8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let formula: [UInt8] = B.half(3) + [0x1E, 5, 0]
    func cell(_ row: Int, flags: Int = 0, own: Int = 0, _ result: [UInt8]) -> [UInt8] {
      B.cell(0x06, row, 0, B.all(result, B.half(flags), B.word(own)) + formula)
    }
    let never = B(B.all(cell(0, empty), cell(1, flags: 3, empty), B.number(2, 0, 1))).file
    #expect(try BIFFTests.cells(never) == ["A1": "?", "A2": "?", "A3": "1"])
    #expect(try BIFFTests.diagnostics(never) == [.uncalculatedFormula: 2])
    let book = try Workbook(MemoryBytes(never))
    var formulas: [String] = []
    try book.auditCells(of: book.sheets[0]) { formulas.append($0.formula ?? "-") }
    #expect(formulas == ["5", "5", "-"])
    // One with a result, or with what Excel itself keeps.
    for other in [cell(1, B.double(5)), cell(1, own: 0xFF01_0000, empty)] {
      let calculated = B(cell(0, empty) + other).file
      #expect(try BIFFTests.cells(calculated)["A1"] == "\"\"")
      #expect(try BIFFTests.diagnostics(calculated).isEmpty)
    }
  }

  @Test func `sheets that are not there are told, or refused where all are wanted`() throws {
    var bytes = B(B.number(0, 0, 1), B.number(0, 0, 2)).stream
    let list = try #require(bytes.firstIndex(of: 0x85))
    bytes.replaceSubrange((list + 4)..<(list + 8), with: B.word(0x7FFF_FFFF))
    let book = try Workbook(MemoryBytes(bytes))
    #expect(book.missingSheetNotes.counts == [.missingSheet: 1])
    let all = #expect(throws: SpreadsheetError.self) { try book.worksheets(keepsHidden: true) }
    #expect(all?.reason == .missingSheets(["Sheet1"]))
    let one = #expect(throws: SpreadsheetError.self) {
      try book.auditCells(of: book.sheets[0]) { _ in }
    }
    #expect(one?.message == "the workbook lists this sheet, and has no part for it")
  }
}
