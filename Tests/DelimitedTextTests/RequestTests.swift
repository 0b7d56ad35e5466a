import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite("What is asked of columns")
struct RequestTests {
  private func options(_ change: (inout DelimitedOptions) -> Void) -> DelimitedOptions {
    var options = DelimitedOptions()
    change(&options)
    return options
  }

  /// The error of reading a column `a` as a type, without the file and the words that all share.
  private func failure(
    _ values: [String], _ kind: ColumnKind, _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) -> String {
    var options = options(change)
    options.columnTypes["a"] = kind
    do {
      _ = try source("a;b\n" + values.map { "\($0);x\n" }.joined(), options)
      return "nothing was refused"
    } catch {
      guard let error = error as? DelimitedTextError,
        case .badValue(_, let value, _, let why) = error.reason
      else { return "\(error)" }
      return "\(error.location.row ?? 0): \(value)" + (why.map { ": \($0)" } ?? "")
    }
  }

  @Test func `the value is named that does not fit, and not one that does`() {
    #expect(failure(["$5.00", "$6.00", "n/a (see note)", "x"], .decimal) == "4: n/a (see note)")
    #expect(failure(["5%", "6%", "x"], .decimal) == "4: x")
    #expect(failure(["1.234,5", "2,5", "3.5"], .decimal) == "4: 3.5")
    #expect(failure(["1,234", "2,345", "1,2,3"], .decimal) == "4: 1,2,3")
    #expect(failure(["1", "007", "2.5"], .integer) == "4: 2.5")
    #expect(failure(["01/02/2024", "13/02/2024", "02/13/2024"], .date) == "4: 02/13/2024")
    #expect(
      failure(["31.12.2023", "1/2/2023"], .date) { $0.dateFormats["*"] = "%d.%m.%Y" }
        == "3: 1/2/2023")
  }

  @Test func `the error says why, where that is not plain`() {
    #expect(
      failure(["2024-01-05T10:00:00", "2024-01-05T10:00:00.123456"], .dateTime)
        == "3: 2024-01-05T10:00:00.123456: it has more digits than milliseconds, which would be lost"
    )
    #expect(
      failure(["2024-01-05T10:00:00+02:00", "2024-01-05T10:00:00"], .dateTime)
        == "3: 2024-01-05T10:00:00: it has no offset from UTC, and the one of line 2 has")
    #expect(
      failure(["2024-01-05T10:00:00", "2024-01-05T10:00:00Z"], .dateTime)
        == "3: 2024-01-05T10:00:00Z: it has an offset from UTC, and the one of line 2 has none")
  }

  @Test(arguments: [
    ["1  ", "10 "], ["  1", " 10"], [" 1", "10"], ["+1", "10-"], ["1", "1'000"],
    ["1 ", "1.234.567"],
  ])
  func `whole numbers with blanks, signs or groups can be asked to be whole`(values: [String])
    throws
  {
    let read = try source(
      "a;b\n" + values.map { "\($0);x\n" }.joined(), options { $0.columnTypes["a"] = .integer })
    #expect(read.schema.columns.first?.kind == .integer)
    #expect(failure(values + [" 2,5"], .integer) == "4:  2,5")
  }

  @Test func `columns that are numbers to people alone are told`() throws {
    for (text, line) in [
      ("a;b\n1.234,5;x\n2,5;y\n", 2), ("a;b\n1  ;x\n10 ;y\n", 2),
      ("a;b\n999.50;x\n\"1,234.50\";y\n", 3),
    ] {
      let log = try source(text).diagnostics
      #expect(log.counts == [.numberAsText: 1], "\(text)")
      #expect(log.kept.first?.location.row == line)
    }
    for (text, kind) in [("a;b\n1.234,5;x\n2,5;y\n", ColumnKind.decimal), ("a;b\n1 ;x\n", .text)] {
      #expect(try source(text, options { $0.columnTypes["a"] = kind }).diagnostics.isEmpty)
    }
    for text in ["a;b\n$5;x\n$6;y\n", "a;b\n5%;x\n", "a;b\n5;x\nwhat;y\n"] {
      #expect(try source(text).diagnostics.isEmpty, "\(text)")
    }
  }

  @Test(arguments: [".", "..", "...", ":", "-", "--", "?", "***", "n/a", "None"])
  func `a mark for no value among numbers is told with what reads it`(mark: String) throws {
    let text = "a;b\n4;x\n\(mark);y\n2.5;x\n\(mark);y\n"
    let read = try source(text)
    #expect(read.schema.columns.first?.kind == .text)
    #expect(read.diagnostics.counts == [.numberAsText: 1])
    let told = read.diagnostics.kept.first
    #expect(told?.location.row == 3)
    #expect(told?.message.contains("in 2 rows") == true)
    #expect(told?.message.contains("--null='\(mark)'") == true)
    let asked = try source(text, options { $0.nullTokens = [mark] })
    #expect(asked.schema.columns.first?.kind == .decimal)
    #expect(asked.diagnostics.isEmpty)
    // Words beside it make it a column of words, and a column without numbers is none of them.
    #expect(try source(text + "far;z\n").diagnostics.isEmpty)
    #expect(try source("a;b\n\(mark);x\n\(mark);y\n").diagnostics.isEmpty)
    #expect(try source(text, options { $0.columnTypes["a"] = .text }).diagnostics.isEmpty)
  }

  @Test func `decimal commas between quotes are told with what reads them`() throws {
    let text = "a,b\n\"4,25\",x\n\"17,5\",y\n"
    let read = try source(text)
    #expect(read.schema.columns.first?.kind == .text)
    #expect(read.diagnostics.counts == [.numberAsText: 1])
    #expect(read.diagnostics.kept.first?.message.contains("--decimal ,") == true)
    let asked = try source(text, options { $0.decimal = "," })
    #expect(asked.schema.columns.first?.kind == .decimal)
  }

  @Test func `formats and words that read nothing are told`() throws {
    func told(_ text: String, _ change: (inout DelimitedOptions) -> Void) throws -> [String] {
      try source(text, options(change)).diagnostics.kept.map { "\($0)" }
    }
    let dates = "d;v\n31.12.2023;1\n05.01.2024;2\n"
    #expect(
      try told(dates) { $0.dateFormats["*"] = "%Y/%m/%d" }
        == ["test.csv: no value fits the format of dates, \"%Y/%m/%d\""])
    #expect(try told(dates) { $0.dateFormats["*"] = "%d.%m.%Y" } == [])
    #expect(
      try told("d;v\n31.12.2023;1\n1/2/2024;2\n") { $0.dateFormats["*"] = "%d.%m.%Y" } == [
        "test.csv:3:1: \"d\" is as it would be without: not all its values fit the format of dates, "
          + "\"%d.%m.%Y\" (\"1/2/2024\")"
      ])
    #expect(
      try told("a;b\nyes;1\nno;2\n") { $0.trueWords = ["YES"] } == [
        "test.csv: no value is one of the words for true and false, \"YES\""
      ])
    #expect(try told("a;b\nyes;1\nfalse;2\n") { $0.trueWords = ["yes"] } == [])
    #expect(
      try told("a;b\nAnn;1\nBob;2\n") { $0.trueWords = ["Ann"] } == [
        "test.csv:3:1: \"a\" is as it would be without: not all its values are words for true and "
          + "false (\"Bob\")"
      ])
  }

  @Test func `offsets of a format are taken off, and told`() throws {
    let read = try source(
      "t;v\n05/Jan/2024:10:30:00 -0700;1\n05/Jan/2024:10:30:00 Z;2\n",
      options { $0.dateFormats["*"] = "%d/%b/%Y:%H:%M:%S %z" })
    #expect(try rows(of: read).map { $0[0] } == ["2024-01-05T17:30:00", "2024-01-05T10:30:00"])
    #expect(read.diagnostics.counts == [.droppedOffset: 1])
    #expect(throws: DelimitedTextError.self) {
      _ = try source("t;v\n1;2\n", options { $0.dateFormats["*"] = "%z" })
    }
    do {
      _ = try source("t;v\n1;2\n", options { $0.dateFormats["*"] = "%d %Q" })
      Issue.record("read")
    } catch { #expect("\(error)".hasSuffix("%Q means nothing")) }
  }

  @Test(arguments: ["1 234,50", "1\u{A0}234,50", "1\u{202F}234,50", "1\u{2009}234,50"])
  func `a blank between thousands is any blank`(number: String) throws {
    let read = try source(
      "a;b\n\(number);x\n",
      options {
        $0.decimal = ","
        $0.thousands = " "
      })
    #expect(try rows(of: read).first?.first == "1234.50")
    let quoted = try source("a;b\n1’234.50;x\n", options { $0.thousands = "'" })
    #expect(try rows(of: quoted).first?.first == "1234.50")
  }

  @Test func `millions are read where numbers are asked for`() throws {
    let read = try source("a;b\n1.5M;x\n2k;y\n", options { $0.columnTypes["a"] = .decimal })
    #expect(try rows(of: read).map { $0[0] } == ["1500000", "2000"])
    #expect(try rows(of: try source("a;b\n1.5M;x\n2k;y\n")).map { $0[0] } == ["1.5M", "2k"])
  }

  @Test func `what asks for nothing that there is, is refused`() throws {
    let changes: [@Sendable (inout DelimitedOptions) -> Void] = [
      { $0.delimiter = "" }, { $0.skipRows = -1 }, { $0.header = .rows(-1) }, { $0.limit = -1 },
      { $0.columns = ["b", "b"] },
    ]
    for change in changes {
      var options = DelimitedOptions()
      change(&options)
      let error = #expect(throws: DelimitedTextError.self) {
        try DelimitedSource(MemoryBytes("a,b\n1,2\n"), options: options)
      }
      guard case .badOption = error?.reason else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    let source = try DelimitedSource(MemoryBytes("a,b\n1,2\n"))
    for format in [
      DelimitedFormat(delimiter: "\""), DelimitedFormat(delimiter: "\n"),
      DelimitedFormat(delimiter: "é"), DelimitedFormat(lineEnd: ""), DelimitedFormat(lineEnd: ";"),
    ] { #expect(throws: DelimitedTextError.self) { try source.text(as: format) } }
  }

  @Test func `what is odd of records is told by the short ways, too`() throws {
    let source = try DelimitedSource(MemoryBytes("a,b\n1,2\n3\n4,5,6\n"))
    var counts: [Int] = []
    var log = DiagnosticLog()
    let take: (DiagnosticLog) -> Void = { log.merge($0) }
    _ = try source.bytes(as: .csv, notes: take)
    counts.append(log.kept.count)
    _ = try source.decoded(as: [String: Int?].self, notes: take)
    counts.append(log.kept.count)
    try source.forEachRow(notes: take) { _ in }
    counts.append(log.kept.count)
    #expect(counts[0] > 0)
    #expect(counts == [counts[0], counts[0] * 2, counts[0] * 3])
  }
}
