import RowcastDelimitedText
import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// Old workbooks: all kinds of cell, texts in all their forms, and files that lie.
@Suite struct BIFFTests {
  private typealias B = BIFFBuilder

  /// The cells of a sheet as the audit view gives them, by their references.
  static func cells(
    _ bytes: [UInt8], sheet: Int = 0, encoding: String? = nil
  ) throws -> [String: String] {
    let book = try Workbook(MemoryBytes(bytes, name: "book.xls"), encoding: encoding)
    var cells: [String: String] = [:]
    try book.auditCells(of: book.sheets[sheet]) { cells[$0.reference.description] = line($0) }
    return cells
  }

  static func line(_ cell: AuditCell) -> String {
    switch cell.value {
    case .number(let digits): digits
    case .text(let text): "\"\(text)\""
    case .boolean(let truth): "\(truth)"
    case .error(let code): code
    case .date(let text): text
    case .uncalculated: "?"
    }
  }

  static func diagnostics(_ bytes: [UInt8]) throws -> [Diagnostic.Kind: Int] {
    let book = try Workbook(MemoryBytes(bytes))
    return try book.auditCells(of: book.sheets[0]) { _ in }.counts
  }

  @Test func `all kinds of cell are read`() throws {
    let multiple =
      B.half(1) + B.half(2) + B.half(0) + B.word(7 << 2 | 2) + B.half(0) + B.word(-5 << 2 | 3)
      + B.half(3)
    let book = B(
      globals: B.sharedStrings(B.text("shared")),
      B.number(0, 0, 1.25) + B.cell(0x27E, 0, 1, B.word(-3 << 2 | 2))
        + B.cell(0x27E, 0, 2, B.word(1234 << 2 | 3))
        + B.cell(0x27E, 0, 3, B.word(Int((2.5).bitPattern >> 32)))
        + B.record(0xBD, multiple) + B.shared(2, 0, 0)
        + B.cell(0x204, 2, 1, B.text("in place")) + B.cell(0x204, 2, 2, B.wide("π≈3"))
        + B.cell(0xD6, 2, 3, B.text("rich") + B.half(1) + B.word(0))
        + B.cell(0x205, 3, 0, [1, 0]) + B.cell(0x205, 3, 1, [0x2A, 1])
        + B.cell(0x201, 3, 2, []))
    #expect(
      try Self.cells(book.file) == [
        "A1": "1.25", "B1": "-3", "C1": "12.34", "D1": "2.5", "C2": "7", "D2": "-0.05",
        "A3": "\"shared\"", "B3": "\"in place\"", "C3": "\"π≈3\"", "D3": "\"rich\"",
        "A4": "true", "B4": "#N/A",
      ])
  }

  @Test func `formulas give their results, and their texts wherever these stand`() throws {
    let special = { (kind: UInt8, value: UInt8) in [kind, 0, value, 0, 0, 0, 0xFF, 0xFF] }
    let book = B(
      globals: B.cellFormat(0) + B.cellFormat(14),
      B.formula(0, 0, B.double(45_000.5), style: 1) + B.formula(0, 1, special(1, 1))
        + B.formula(0, 2, special(2, 7)) + B.formula(0, 3, special(3, 0))
        // A shared formula and a continued text between formula and value.
        + B.formula(1, 0, special(0, 0)) + B.record(0x4BC, [0, 0, 0, 0])
        + B.record(0x207, B.half(8) + [0] + Array("left".utf8))
        + B.record(0x3C, [1] + "rïgh".utf16.flatMap { [UInt8](littleEndian: $0) })
        // A text that never comes, and one without a formula.
        + B.formula(1, 1, special(0, 0)) + B.number(1, 2, 3) + B.record(0x207, B.text("stray")))
    #expect(
      try Self.cells(book.file) == [
        "A1": "2023-03-15T12:00:00", "B1": "true", "C1": "#DIV/0!", "D1": "\"\"",
        "A2": "\"leftrïgh\"", "B2": "\"\"", "C2": "3",
      ])
  }

  @Test func `shared strings go on in further records, in either width`() throws {
    let runs = B.half(6) + [8] + B.half(2) + Array("format".utf8)
    let book = B(
      globals: B.sharedStrings(
        // Narrow, then wide; wide, then narrow; between two strings; within runs.
        B.half(5) + [0] + Array("na".utf8),
        [1] + "rrö".utf16.flatMap { [UInt8](littleEndian: $0) } + B.half(4) + [1]
          + "Ω1".utf16.flatMap { [UInt8](littleEndian: $0) },
        [0] + Array("ab".utf8), B.text("next") + runs + [1, 0, 2],
        [0, 3, 0, 4, 0] + B.half(3) + [4] + B.word(5) + Array("pho".utf8) + [1, 2, 3, 4, 5]
          + B.text("last")),
      (0..<6).flatMap { B.shared(0, $0, $0) })
    #expect(
      try Self.cells(book.file) == [
        "A1": "\"narrö\"", "B1": "\"Ω1ab\"", "C1": "\"next\"", "D1": "\"format\"",
        "E1": "\"pho\"", "F1": "\"last\"",
      ])
  }

  @Test func `many shared strings are read in windows`() throws {
    // Three million bytes of strings, in records of the greatest length.
    var records: [UInt8] = []
    var block: [UInt8] = B.word(0) + B.word(0)
    var texts: [String] = []
    for i in 0..<6000 {
      let text = String(repeating: "\(i) ", count: 100)
      texts.append(text)
      let bytes = B.text(text)
      if block.count + bytes.count > 8224 {
        records += B.record(records.isEmpty ? 0xFC : 0x3C, block)
        block = []
      }
      block += bytes
    }
    records += B.record(0x3C, block)
    let bytes = B(globals: records, B.shared(0, 0, 5999)).file
    let book = try Workbook(MemoryBytes(bytes))
    #expect(try book.sharedStrings().texts == texts)
  }

  @Test func `texts before BIFF8 are in the code page, or in the encoding that is asked for`()
    throws
  {
    let text: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]
    func book(_ page: [UInt8]) -> [UInt8] {
      B(version: 5, globals: page, B.cell(0x204, 0, 0, B.half(text.count) + text)).file
    }
    #expect(try Self.cells(book(B.record(0x42, B.half(1251)))) == ["A1": "\"Привет\""])
    #expect(try Self.cells(book([])) == ["A1": "\"Ïðèâåò\""])
    // That it is a guess is told where it matters.
    #expect(try Self.diagnostics(book([])) == [.guessedEncoding: 1])
    #expect(try Self.diagnostics(book(B.record(0x42, B.half(1251)))).isEmpty)
    let plain = B(version: 5, B.cell(0x204, 0, 0, B.half(1) + [0x41])).file
    #expect(try Self.diagnostics(plain).isEmpty)
    #expect(try Self.cells(book([]), encoding: "windows-1251") == ["A1": "\"Привет\""])
    let japanese = B(
      version: 5, globals: B.record(0x42, B.half(932)),
      B.cell(0x204, 0, 0, B.half(4) + [0x93, 0xFA, 0x96, 0x7B]))
    #expect(try Self.cells(japanese.file) == ["A1": "\"日本\""])
    let arabic = B(
      version: 5, globals: B.record(0x42, B.half(720)), B.cell(0x204, 0, 0, B.half(1) + [0x98]))
    #expect(try Self.cells(arabic.file) == ["A1": "\"ء\""])
    let unknown = try Workbook(MemoryBytes(book(B.record(0x42, B.half(4711)))))
    #expect(
      try unknown.source(SheetSelection(header: .none)).diagnostics().counts
        == [.guessedEncoding: 1])
    let error = #expect(throws: SpreadsheetError.self) {
      try Self.cells(book([]), encoding: "klingon")
    }
    #expect(error?.reason == .unknownEncoding("klingon"))
  }

  @Test func `an encoding that the texts are not in is refused, and told where the file states it`()
    throws
  {
    // The first half of a character of two bytes at the end.
    let text: [UInt8] = [0x61, 0x93, 0xFA, 0x93]
    let cell = B.cell(0x204, 2, 1, B.half(text.count) + text)
    let bytes = B(version: 5, globals: B.record(0x42, B.half(932)), cell).file
    #expect(try Self.cells(bytes) == ["B3": "\"a日\u{FFFD}\""])
    #expect(try Self.diagnostics(bytes) == [.badText: 1])
    let error = #expect(throws: SpreadsheetError.self) {
      try Self.cells(bytes, encoding: "shift_jis")
    }
    #expect(error?.reason == .notInEncoding("shift_jis"))
    #expect(error?.location.description == "book.xls: Sheet1!B3")
    for name in ["utf-16", "utf-32le"] {
      let wide = #expect(throws: SpreadsheetError.self) { try Self.cells(bytes, encoding: name) }
      #expect(wide?.reason == .unknownEncoding(name))
    }
  }

  @Test(arguments: [2, 3, 4]) func `sheets of Excel 2 to 4 need no container`(version: Int) throws {
    let format =
      B.record(
        version == 4 ? 0x41E : 0x1E, (version == 4 ? [0, 0] : []) + [7] + Array("General".utf8))
      + B.record(
        version == 4 ? 0x41E : 0x1E, (version == 4 ? [0, 0] : []) + [10] + Array("yyyy-mm-dd".utf8))
    let styles: [UInt8]
    let cells: [UInt8]
    if version == 2 {
      styles = B.record(0x43, [0, 0, 0, 0]) + B.record(0x43, [0, 0, 1, 0])
      let place = { (column: Int, style: UInt8) in B.half(0) + B.half(column) + [style, 0, 0] }
      cells =
        B.record(0x02, place(0, 0) + B.half(42)) + B.record(0x03, place(1, 1) + B.double(45_000))
        + B.record(0x04, place(2, 0) + [2] + Array("ab".utf8))
        + B.record(0x05, place(3, 0) + [1, 0])
        // The style has no room in the cell.
        + B.record(0x44, B.half(1)) + B.record(0x02, place(4, 0x3F) + B.half(45_001))
    } else {
      styles =
        B.record(version == 3 ? 0x243 : 0x443, [0, 0, 0, 0])
        + B.record(version == 3 ? 0x243 : 0x443, [0, 1, 0, 0])
      cells =
        B.cell(0x27E, 0, 0, B.word(42 << 2 | 2)) + B.number(0, 1, 45_000, style: 1)
        + B.cell(0x204, 0, 2, B.half(2) + Array("ab".utf8)) + B.cell(0x205, 0, 3, [1, 0])
        + B.cell(version == 3 ? 0x206 : 0x406, 0, 4, style: 1, B.double(45_001) + B.half(0))
    }
    // B1:D1, which a formula calls `Part`.
    let area: [UInt8] = [0x25] + B.half(0) + B.half(0) + [1, 3]
    let name =
      version == 2
      ? B.record(0x18, [0, 0, 0, 4, 7] + Array("Part".utf8) + area + [7])
      : B.record(0x218, [0, 0, 0, 4, 7, 0] + Array("Part".utf8) + area)
    let bytes = B(version: version, globals: format + styles + name, cells).bareSheet
    let named = try Workbook(MemoryBytes(bytes))
    #expect(named.definedNames.map(\.text) == ["Sheet1!$B$1:$D$1"])
    #expect(
      try named.source(SheetSelection(origin: .name("part"), header: .none)).records()
        == [["column_2": "2023-03-15", "column_3": "ab", "column_4": "true"]])
    #expect(
      try Self.cells(bytes) == [
        "A1": "42", "B1": "2023-03-15", "C1": "\"ab\"", "D1": "true", "E1": "2023-03-16",
      ])
  }

  @Test func `cells of charts inside of a sheet are not the sheet's`() throws {
    let chart =
      B.record(0x0809, B.half(0x600) + B.half(0x20) + B.word(0)) + B.number(0, 0, 99) + B.end
    let book = B(B.number(0, 0, 1) + chart + B.number(1, 0, 2))
    #expect(try Self.cells(book.file) == ["A1": "1", "A2": "2"])
    // Nor are they where rows are put in order.
    let disordered = B(
      B.number(3, 0, 4) + chart + B.number(0, 0, 1) + chart + B.number(1, 0, 2) + chart)
    #expect(try Self.cells(disordered.file) == ["A1": "1", "A2": "2", "A4": "4"])
  }

  @Test func `a stream that ends within a record is damaged, and one without its end is whole`()
    throws
  {
    let rows = (0..<50).flatMap { B.number($0, 0, Double($0)) }
    let stream = B(rows).stream
    let whole = try Self.cells(Array(stream.dropLast(4)))
    #expect(whole.count == 50)
    for cut in [1, 2, 5, 10, 17] {
      let error = #expect(throws: SpreadsheetError.self) {
        _ = try Self.cells(Array(stream.dropLast(4 + cut)))
      }
      #expect(error?.message.contains("within a record") == true, "\(cut)")
    }
  }

  @Test(arguments: [1252, 1255, 1258, 20866, 28592, 54936])
  func `a text is read to its last letter, whatever its code page`(page: Int) throws {
    let texts = ["Ha Noi", "a", "qty"]
    let records = texts.enumerated().flatMap {
      B.cell(0x204, $0.offset, 0, B.half($0.element.utf8.count) + Array($0.element.utf8))
    }
    let book = B(version: 5, globals: B.record(0x42, B.half(page)), records)
    #expect(
      try Self.cells(book.file) == ["A1": "\"Ha Noi\"", "A2": "\"a\"", "A3": "\"qty\""])
    #expect(try Self.diagnostics(book.file).isEmpty)
  }

  @Test func `cells come in any order, and of two in one place the last one counts`() throws {
    var columns: [UInt8] = []
    for column in (0..<3).reversed() {
      for row in (0..<4000).reversed() {
        columns += B.number(row, column, Double(row * 10 + column))
      }
    }
    columns += B.number(7, 1, -1)
    let source = try Workbook(MemoryBytes(B(columns).file)).source(SheetSelection(header: .none))
    let records = try source.records()
    #expect(records.count == 4000)
    #expect(records[7] == ["column_1": "70", "column_2": "-1", "column_3": "72"])
    #expect(records[3999] == ["column_1": "39990", "column_2": "39991", "column_3": "39992"])
    #expect(try source.diagnostics().counts == [.rowOrder: 1])
  }

  @Test func `pieces of a sheet make one whole, for any number of workers`() throws {
    var records = (0..<3).flatMap { B.cell(0x204, 0, $0, B.text("name \($0)")) }
    for row in 1..<9000 {
      records += B.shared(row, 0, row % 3) + B.number(row, 1, Double(row) / 8)
      records += B.formula(row, 2, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
      records += B.record(0x207, B.text("r\(row)"))
    }
    let strings = B.sharedStrings(B.text("x") + B.text("y") + B.text("z"))
    let book = try Workbook(MemoryBytes(B(globals: strings, records).file))
    let source = try book.source()
    #expect(source.schema.names == ["name 0", "name 1", "name 2"])
    let read = try source.records()
    #expect(read.count == 8999)
    #expect(read[8998] == ["name 0": "z", "name 1": "1124.875", "name 2": "r8999"])
    try checkRecordSource(source) { DelimitedEncoder(schema: $0) }
  }

  static func readOrThrow(_ bytes: [UInt8]) {
    do {
      let book = try Workbook(MemoryBytes(bytes))
      _ = try book.tables()
      for sheet in book.sheets where sheet.kind == .worksheet {
        try book.auditCells(of: sheet) { _ in }
        _ = try book.source(SheetSelection(origin: .number(sheet.number), merged: .fill)).measured()
      }
    } catch {
      #expect(error is SpreadsheetError)
    }
  }
}
