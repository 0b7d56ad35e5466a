import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite("Types of values and columns")
struct TypingTests {
  @Test(arguments: [
    "2024-01-02T03:04:05.123456", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05+02:00",
    "2024-01-02 03:04:05", "2024-01-02T03:04", "2024-01-02T03:04:05.5", "03:04", "03:04:05.1234567",
    "31.12.2024", "31.12.2024 10:30", "12/31/2024 10:30:00", "5. Mai 2024", "1.234,50", "$5.00",
    "12%", "1,234.50", "2024-01-02T03:04:05Z|2024-01-02T03:04:05", "31.12.2024|31.12.2024 10:30",
    "2024-01-02T03:04:05.123456|2024-01-02", "0123", "1,234", "1/2/2024",
  ])
  func `a type that is proposed for a column is one that it can be read as`(
    values: String
  ) throws {
    let text = "d;x\n" + values.split(separator: "|").map { "\($0);a\n" }.joined()
    let column = try #require(try DelimitedSource(MemoryBytes(text)).schema.columns.first)
    #expect(column.name == "d")
    guard let remedy = column.remedy, remedy.setting == .columnKind else { return }
    var options = DelimitedOptions()
    for name in remedy.values {
      options.columnTypes["d"] = name == "number" ? .decimal : ColumnKind(rawValue: name)
      let read = try DelimitedSource(MemoryBytes(text), options: options)
      #expect(read.schema.columns.first?.kind == options.columnTypes["d"])
    }
  }

  @Test(arguments: ["2020-01-01T10:00:00+02:00", "2020-01-01T10:00:00Z"])
  func `an offset that is taken off a date-time is told with its line`(value: String) throws {
    var options = DelimitedOptions()
    options.columnTypes["d"] = .dateTime
    let source = try DelimitedSource(MemoryBytes("d,e\n,1\n\(value),2\n"), options: options)
    #expect(source.diagnostics.counts == [.droppedOffset: 1])
    #expect(source.diagnostics.kept.first?.location.row == 3)
    options.columns = ["e"]
    let other = try DelimitedSource(MemoryBytes("d,e\n,1\n\(value),2\n"), options: options)
    #expect(other.diagnostics.isEmpty, "what is not written is not moved")
  }

  /// A text and what it is.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var kinds: ValueKinds
    init(_ text: String, _ kinds: ValueKinds) {
      self.text = text
      self.kinds = kinds
    }
    var testDescription: String { text }
  }

  private static func cases(_ kinds: ValueKinds, _ texts: [String]) -> [Case] {
    texts.map { Case($0, kinds) }
  }

  static let cases: [Case] =
    cases(.integer, ["0", "-7", "123456789012345678901", "-0"])
    + cases([.decimal, .pointOnly], ["1.5", "1.5e-3", "-12.25", "1234.125", "-0.125"])
    + cases(.decimal, ["6E+23", "1.234"])
    + cases([.decimal, .respelledNumber, .pointOnly], [".5", "5.", "-.5"])
    + cases(.leadingZero, ["007", "00.11", "-01"])
    + cases(
      .text,
      [
        "1e5", "12E4", "+5", "0x1F", "1_000", "inf", "-", ".", "-.", "1.2.3", "45%", "1,234,567",
        "yes", "t", "na", "Na", " ", "2023-02-29", "2024-13-01", "2024-1-5", "24:00:00", "1-1-19",
        "192.168.1.1", "+4915112345678", "１２", "e5", "1.5e", "1.5e+",
      ])
    + cases(.commaDecimal, ["1,5", "0,125", "1234,567"])
    + cases(.commaAmbiguous, ["1,234", "-12,345"])
    + cases(.boolean, ["true", "FALSE", "True"])
    + cases(.nullWord, ["NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "\\N"])
    + cases(.empty, [""]) + cases(.date, ["2024-02-29", "1999-12-31"])
    + cases(.time, ["10:20:30", "10:20:30.125"])
    + cases([.time, .respelledTemporal], ["10:20", "10:20:30.5"])
    + cases([.dateTime, .localTime], ["2024-01-05T10:00:00", "2024-01-05T10:00:00.250"])
    + cases(
      [.dateTime, .localTime, .respelledTemporal],
      ["2024-01-05 10:00:00", "2024-01-05T10:00:00.5"])
    + cases(
      [.dateTime, .zonedTime, .respelledTemporal],
      ["2024-01-05T10:00:00Z", "2024-01-05T10:00:00+02:00"])

  @Test("a text is the narrowest kind that it is written as", arguments: cases)
  func kinds(_ one: Case) {
    let bytes = Array(one.text.utf8)
    #expect(ValueClassifier.plainKinds(of: bytes.span) == one.kinds)
  }

  /// The kind of a column with these values.
  private func column(
    _ values: [String], delimiter: String = ",",
    _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws -> DelimitedSource {
    var options = DelimitedOptions()
    options.delimiter = delimiter
    options.header = .rows(1)
    change(&options)
    let lines = values.map { "\"\($0)\"\(delimiter)1\n" }
    return try source("v\(delimiter)n\n" + lines.joined(), options)
  }

  @Test("a column has the least kind that holds every value")
  func columns() throws {
    let cases: [([String], ColumnKind)] = [
      (["1", "2"], .integer), (["1", "2.5"], .decimal), (["1", "NA", ""], .integer),
      (["1", "x"], .text), (["007", "12"], .text), (["true", "False"], .boolean),
      (["true", "1"], .text), (["2024-01-05", "2024-12-31"], .date), (["2024-01-05", "7"], .text),
      (["NA", "NA"], .text), (["", ""], .empty), (["NA", "NZ"], .text),
      (["10:20:00", "11:30:00"], .time), (["10:20", "11:30"], .text),
      (["1,5", "2,25"], .text), (["31/12/2024", "01/02/2025"], .text),
    ]
    for (values, kind) in cases {
      #expect(try column(values).schema.columns[0].kind == kind, "\(values)")
    }
    #expect(try column(["1,5", "2,25"], delimiter: ";").schema.columns[0].kind == .decimal)
    #expect(try column(["1,234", "5,678"], delimiter: ";").schema.columns[0].kind == .text)
  }

  @Test func `times have one kind in schema and cells, and no offset is dropped`() throws {
    let asked = { (kind: ColumnKind) in
      { (options: inout DelimitedOptions) in
        options.columnTypes["v"] = kind
      }
    }
    let short = ["2024-01-05T10:00", "2024-01-05T11:30"]
    #expect(try column(short).schema.columns[0].kind == .text)
    #expect(try rows(of: column(short))[0][0] == "2024-01-05T10:00")
    let read = try column(short, asked(.dateTime))
    #expect(read.schema.columns[0].kind == .dateTime)
    #expect(try rows(of: read)[0][0] == "2024-01-05T10:00:00")
    let zoned = try column(
      ["2024-01-05T10:00:00Z", "2024-01-05T10:00:00+01:00"], asked(.dateTime))
    #expect(try rows(of: zoned).map { $0[0] } == ["2024-01-05T10:00:00", "2024-01-05T09:00:00"])
    for (values, kind) in [
      (["2024-01-05T10:00:00Z", "2024-01-05T10:00:00"], ColumnKind.dateTime),
      (["2024-01-05T10:00:00.123456"], .dateTime), (["10:20:30"], .date), (["2024-01-05"], .time),
      (["2024-01-05T10:00:00"], .date), (["5/1/2024 10:00", "31/1/2024 10:00"], .date),
    ] {
      #expect(throws: DelimitedTextError.self) { try column(values, asked(kind)) }
    }
  }

  @Test func `naming separators does not narrow what a number is`() throws {
    let point = try column([".5", "3.", "1.5E+03"]) { $0.decimal = "." }
    #expect(try rows(of: point).map { $0[0] } == ["0.5", "3", "1.5E+03"])
    let comma = try column(["5,58199E+12", "1.500"], delimiter: ";") {
      $0.decimal = ","
      $0.thousands = "."
    }
    #expect(try rows(of: comma).map { $0[0] } == ["5.58199E+12", "1500"])
    let money = try column(["$1,234.50", "5", "(7)"]) { $0.thousands = "," }
    #expect(money.schema.columns[0].kind == .decimal)
    #expect(try rows(of: money).map { $0[0] } == ["1234.50", "5", "-7"])
  }

  @Test("a late text is found and named with its line")
  func lateText() throws {
    var text = "code,n\n"
    for i in 1...50_000 { text += "\(i),\(i)\n" }
    text += "CASE-7,50001\n"
    let read = try source(text)
    let column = read.schema.columns[0]
    #expect(column.kind == .text)
    #expect(column.note == "text (line 50002: \"CASE-7\")")
    #expect(try rows(of: read).last == ["CASE-7", "50001"])
    #expect(try rows(of: read).first == ["1", "1"])
  }

  @Test("amounts, percentages and local dates stay text, are named, and are read when asked for")
  func interpretations() throws {
    let cases: [([String], String, [String])] = [
      (["$1,234.50", "$7.00"], "amounts", ["1234.50", "7.00"]),
      (["1.234,50 €", "7,00 €"], "amounts with a decimal comma", ["1234.50", "7.00"]),
      (["45%", "5.5%"], "percentages", ["45", "5.5"]),
      (["(12.50)", "3"], "amounts", ["-12.50", "3"]),
      (["1 234", "5"], "amounts", ["1234", "5"]),
      (["31/12/2024", "01/02/2025"], "dates, day first", ["2024-12-31", "2025-02-01"]),
      (["12/31/2024", "02/01/2025"], "dates, month first", ["2024-12-31", "2025-02-01"]),
      (["31.12.2024", "01.02.2025"], "dates, day first", ["2024-12-31", "2025-02-01"]),
      (
        ["5 Mar 2024", "31 December 2023"], "dates with the month's name",
        ["2024-03-05", "2023-12-31"]
      ),
    ]
    for (values, note, read) in cases {
      let plain = try column(values)
      #expect(plain.schema.columns[0].kind == .text, "\(values)")
      #expect(plain.schema.columns[0].note?.hasPrefix(note + " (line 2") == true, "\(values)")
      #expect(plain.schema.columns[0].remedy != nil)
      #expect(try rows(of: plain).map { $0[0] } == values)
      let asked = try column(values) {
        $0.columnTypes["v"] = note.hasPrefix("dates") ? .date : .decimal
      }
      #expect(try rows(of: asked).map { $0[0] } == read, "\(values)")
    }
    for (kind, values) in [
      (ColumnKind.date, ["03/04/2024", "05/06/2024"]), (.decimal, ["45%", "7"]),
      (.decimal, ["$5", "apples"]), (.decimal, ["1,2,3", "12,34"]),
    ] {
      #expect(try column(values).schema.columns[0].kind == .text, "\(values)")
      #expect(throws: DelimitedTextError.self, "\(values)") {
        _ = try column(values) { $0.columnTypes["v"] = kind }
      }
    }
    #expect(
      try column(["03/04/2024"]).schema.columns[0].note?.contains("day and month may be either")
        == true
    )
  }

  @Test("a value that does not fit the type asked for is an error with its line")
  func refused() throws {
    let error = #expect(throws: DelimitedTextError.self) {
      _ = try column(["1", "oops"]) { $0.columnTypes["v"] = .integer }
    }
    #expect(
      error?.description == "test.csv:3: column \"v\": \"oops\" is not a value of type integer")
  }

  @Test("words, formats and separators that are named")
  func named() throws {
    let words = try column(["ja", "nein", "-"]) {
      $0.trueWords = ["ja"]
      $0.falseWords = ["nein"]
      $0.nullTokens = ["-"]
    }
    #expect(try rows(of: words).map { $0[0] } == ["true", "false", nil])
    let dates = try column(["03/04/24", "05/06/99"]) { $0.dateFormats["v"] = "%d/%m/%y" }
    #expect(try rows(of: dates).map { $0[0] } == ["2024-04-03", "1999-06-05"])
    let numbers = try column(["1.234,5", "-2.000.000"], delimiter: ";") {
      $0.decimal = ","
      $0.thousands = "."
    }
    #expect(try rows(of: numbers).map { $0[0] } == ["1234.5", "-2000000"])
    let misplaced = try column(["1,2,3", "12,34"]) { $0.thousands = "," }
    #expect(misplaced.schema.columns[0].kind == .text)
  }

  @Test("a table holds what the batches hold")
  func tables() throws {
    var text = "i,d,s,b,t,m,p\n"
    for i in 0..<4000 {
      let price = i % 3 == 0 ? "NA" : "\(Double(i) / 8)"
      text +=
        "\(i),\(-Double(i) / 7),\"s \(i % 50)\",\(i % 2 == 0),2024-01-\(i % 28 + 1 < 10 ? "0" : "")\(i % 28 + 1),"
      text += "\(i % 5 == 0 ? "" : "x\(i % 3)"),\(price)\n"
    }
    var options = DelimitedOptions()
    options.limits.chunkBytes = 5000
    let read = try source(text, options)
    let direct = try read.table()
    var builder = TableBuilder(schema: read.schema)
    try read.mapBatches(
      { TableBuilder.piece(of: $0, schema: read.schema) },
      inOrder: {
        builder.append($0)
        return true
      })
    let built = builder.table()
    #expect(direct.names == built.names)
    for (a, b) in zip(direct.columns, built.columns) {
      switch (a.values, b.values) {
      case (.numbers(let x), .numbers(let y)):
        #expect(x.map(\.bitPattern) == y.map(\.bitPattern), "\(a.name)")
      case (.texts(let x, let first), .texts(let y, let second)):
        #expect(x == y)
        #expect(first.texts == second.texts)
      default: Issue.record("\(a.name) differs in kind")
      }
    }
    #expect(
      direct.columns.map(\.kind) == [.integer, .decimal, .text, .boolean, .date, .text, .decimal])
  }
}
