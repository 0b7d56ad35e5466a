import TestSupport
import Testing

/// Types of columns: those that are asked for, and those of outputs in which every column has one.
@Suite struct GivenTypeTests {
  /// The types of the columns in a script of SQL, and what was told.
  private func types(
    _ name: String, _ text: String, _ options: String...
  ) async throws -> (types: [String], errors: String) {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    let run = try await Command.rowcast.run(
      ["convert", name, "--to", "sql", "--dialect", "duckdb"] + options, in: folder)
    expectDone(run)
    let lines = run.text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
    let types = lines.compactMap { $0.split(separator: "\"").last.map(String.init)?.trimmingCommas }
    return (types, run.errors)
  }

  @Test(arguments: [
    "1", "-7", "1234567890123456789", "9223372036854775808", "12345678901234567890", "1.5",
  ])
  func `A number has one type, wherever it comes from`(number: String) async throws {
    for option in ["--limit=9", "--column=id=number", "--column=id=integer"] {
      if number.contains("."), option.hasSuffix("integer") { continue }
      let csv = try await types("t.csv", "id\n\(number)\n", option)
      let json = try await types("t.ndjson", "{\"id\":\(number)}\n", option)
      #expect(csv.types == json.types, "\(option)")
      #expect(csv.errors == json.errors, "\(option)")
    }
  }

  private static func cell(_ text: String) -> String {
    if text == "TRUE" { return "<Cell><Data ss:Type=\"Boolean\">1</Data></Cell>" }
    return "<Cell><Data ss:Type=\"Number\">\(text)</Data></Cell>"
  }

  /// A workbook of sheets, each a header and one row, as XML Spreadsheet 2003.
  private func workbook(_ sheets: [(name: String, cells: [(String, String)])]) -> String {
    "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
      + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
      + sheets.map { sheet in
        "<Worksheet ss:Name=\"\(sheet.name)\"><Table><Row>"
          + sheet.cells.map { "<Cell><Data ss:Type=\"String\">\($0.0)</Data></Cell>" }.joined()
          + "</Row><Row>" + sheet.cells.map { Self.cell($0.1) }.joined()
          + "</Row></Table></Worksheet>"
      }.joined() + "</Workbook>"
  }

  @Test func `A type is for the sheets that have the column`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "u1.xml", workbook([("Orders", [("id", "1"), ("paid", "TRUE")]), ("Notes", [("k", "5")])]))
    try folder.write(
      "u2.xml", workbook([("Orders", [("id", "2"), ("paid", "0")]), ("Notes", [("k", "6")])]))
    let one = ["convert", "u1.xml", "--sheet", "all", "--quiet"]
    for options in [one, one + ["--union"]] {
      let run = try await Command.rowcast.run(options + ["--column", "k=text"], in: folder)
      expectDone(run)
      #expect(run.text.contains("\"k\":\"5\"") && run.text.contains("\"id\":1"), "\(run.text)")
      expectOneLine(
        try await Command.rowcast.run(options + ["--column", "z=text"], in: folder), exitCode: 1,
        naming: "\"z\"", "to give a type", "\"k\"")
    }
    // A type that nobody asked for: the column is a truth value in one and a number in the other.
    let both = try await rowcast("convert", "u1.xml", "u2.xml", "--sheet", "all", in: folder)
    expectDone(both)
    #expect(both.text.contains("\"paid\":\"true\"") && both.text.contains("\"paid\":\"0\""))
    #expect(both.errors.contains("column \"paid\" is boolean"), "\(both.errors)")
  }

  @Test(arguments: ["ndjson", "csv", "sql", "parquet", "xlsx"])
  func `Offsets from UTC do not go away in silence`(format: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("off.csv", "d\n2020-01-01T10:00:00+02:00\n")
    let output = "off.out.\(format)"
    let run = try await rowcast(
      "convert", "off.csv", "--column", "d=datetime", "-o", output, in: folder)
    expectDone(run)
    #expect(run.errors.contains("off.csv:2:") && run.errors.contains("UTC"), "\(run.errors)")
    expectOneLine(
      try await rowcast(
        "convert", "off.csv", "--column", "d=datetime", "--strict", "-o", "no." + format,
        in: folder),
      naming: "off.csv:2:")
    #expect(try folder.names() == ["off.csv", output])
  }

  @Test func `Exponents are numbers where a column is asked to be`() async throws {
    for text in ["1e5", "2E6", "-3e10", "1e-7", "2.5E+10"] {
      let csv = try await types("t.csv", "n\n0.5\n\(text)\n", "--column=n=number")
      #expect(csv.types == ["DOUBLE"], "\(text)")
      let json = try await types("t.ndjson", "{\"n\":\"\(text)\"}\n", "--column=n=number")
      #expect(json.types == ["DOUBLE"], "\(text)")
    }
    // By themselves they may be codes.
    #expect(try await types("t.csv", "n\n1e5\n2e6\n").types == ["VARCHAR"])
  }

  @Test(arguments: ["sql", "sqlite", "parquet"])
  func `Dates that become text in a table are told, with what reads them`(format: String)
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write(
      "t.csv", "id,at,day\n1,2031-02-03 10:00:00,31/12/2031\n2,2031-02-04 11:30:00,30/11/2031\n")
    let run = try await rowcast("convert", "t.csv", "-o", "t." + format, in: folder)
    expectDone(run)
    #expect(run.errors.contains("\"at\" is text in the output: datetime"), "\(run.errors)")
    #expect(run.errors.contains("--column at=datetime reads it"))
    #expect(run.errors.contains("--column day=date reads it"))
    for options in [["--types", "text"], ["--column", "at=datetime", "--column", "day=date"]] {
      let asked = try await Command.rowcast.run(
        ["convert", "t.csv", "-o", "u." + format] + options, in: folder)
      expectDone(asked)
      #expect(!asked.errors.contains("is text"), "\(asked.errors)")
    }
    let lines = try await rowcast("convert", "t.csv", "-o", "t.ndjson", in: folder)
    #expect(!lines.errors.contains("is text"))
  }

  @Test func `Why a worksheet has a number as text alone is said as it is`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.ndjson", "{\"n\":1e400}\n{\"n\":1e-400}\n{\"n\":1234567890.123456789}\n")
    let run = try await rowcast("convert", "t.ndjson", "-o", "t.xlsx", in: folder)
    expectDone(run)
    #expect(run.errors.contains("1e400 is larger than a worksheet's numbers"), "\(run.errors)")
    let told = try await rowcast(
      "convert", "t.ndjson", "-o", "u.xlsx", "--diagnostics", "d.ndjson", in: folder)
    expectDone(told)
    let all = String(decoding: try folder.bytes("d.ndjson"), as: UTF8.self)
    #expect(all.contains("1e-400 is nearer to zero than"), "\(all)")
    #expect(all.contains("1234567890.123456789 has more digits than"), "\(all)")
  }

  @Test func `A few values that make a column text are told with the first of them`()
    async throws
  {
    let numbers = (1...40).map { "\($0)\n" }.joined()
    let found = try await types("t.csv", "n\n\(numbers)1O.5\nNA\n7\n")
    #expect(found.types == ["VARCHAR"])
    #expect(found.errors.contains("t.csv:42:1: \"n\" is text"), "\(found.errors)")
    #expect(found.errors.contains("41 of its 42 values are numbers, and \"1O.5\""))
    let days = try await types("t.csv", "n\n2024-01-31\n2024-02-01\nsoon\n")
    #expect(days.errors.contains("2 of its 3 values are dates or times, and \"soon\""))
    let json = try await types("t.ndjson", "{\"n\":1}\n{\"n\":2}\n{\"n\":\"x\"}\n")
    #expect(json.errors.contains("t.ndjson:3: \"n\" is text"), "\(json.errors)")
    // Texts among which a number is, codes, and what was asked for are as they are meant to be.
    for text in [
      "n\na\nb\n3\n", "n\n0123\n9021\n9022\n", "n\na\nb\n",
    ] {
      #expect(try await types("t.csv", text).errors == "")
    }
    // Amounts of one style have no odd one out: that they are numbers to people is told.
    let amounts = try await types("t.csv", "n;m\n5,50;x\n1.134,01;y\n7,25;z\n8,5;x\n").errors
    #expect(amounts.contains("--column NAME=number") && !amounts.contains("of its"), "\(amounts)")
    #expect(
      try await types("t.csv", "n\n\(numbers)1O.5\n", "--column=n=text").errors == "")
  }
}

extension String {
  fileprivate var trimmingCommas: String {
    String(filter { $0 != "," && $0 != " " })
  }
}
