import RowcastTabular
import TestSupport
import Testing

@testable import RowcastPipeline

/// What options ask of records together: each means the same whatever stands beside it.
@Suite struct ChosenRecordTests {
  /// What a conversion writes, with what is told of it.
  private func convert(
    _ inputs: [(name: String, text: String)], isStrict: Bool = false,
    _ asked: [(String, [String])]
  ) throws -> (text: String, told: DiagnosticLog) {
    let folder = try TemporaryFolder()
    var options = RunOptions()
    for (name, values) in asked {
      let option = try #require(
        OptionTable.all.first { $0.name == name && $0.commands.contains(.convert) })
      try option.set(values.isEmpty ? .flag : .arguments(values), in: &options)
    }
    let session = Session(isStrict: isStrict)
    let paths = try inputs.map { try folder.write($0.name, $0.text) }
    let output = folder("out." + (options.writing.format?.rawValue ?? "ndjson"))
    _ = try Conversion(
      inputs: paths, output: output, reading: options.reading, writing: options.writing
    ).run(session)
    return (String(decoding: try folder.bytes("out.ndjson"), as: UTF8.self), session.diagnostics)
  }

  private func convert(
    _ text: String, isStrict: Bool = false, _ asked: [(String, [String])]
  ) throws -> String {
    try convert([("t.csv", text)], isStrict: isStrict, asked).text
  }

  private static let book = ("b.xml", WrittenSchemaTests.book)

  // MARK: - Records of another length

  @Test(arguments: [
    "a,t,z\n,,x\n\"\",y,\n", "a,b,c,\n1,2,3,\n4,5,6,\n", "id,name,day\n007,5,\n", "a,b\n1,\n2,3\n",
  ])
  func `Where all records have one length, keeping it changes nothing`(text: String) throws {
    for asked: [(String, [String])] in [
      [], [("shape", ["values"])], [("empty", ["text"])], [("where", ["[a] is null"])],
    ] where asked.first?.0 != "where" || text.hasPrefix("a") {
      #expect(
        try convert(text, asked + [("ragged", ["keep"])]) == (try convert(text, asked)),
        "\(asked)")
    }
  }

  @Test func `In arrays, records end where they end in the file`() throws {
    let text = "a,b,c\n1,,\n2,,x\n3\n4,5,6,7\n"
    let asked: [(String, [String])] = [("ragged", ["keep"]), ("shape", ["values"])]
    let arrays = try convert(text, asked)
    #expect(arrays.contains("[1,null,null],\n[2,null,\"x\"],\n[3],\n[4,5,\"6\",7]"), "\(arrays)")
    let typeless = try convert(
      "a,b,c\n1,,\n2,\"\",x\n3\n", asked + [("types", ["text"]), ("empty", ["text"])])
    #expect(typeless.contains("[\"1\",\"\",\"\"]") && typeless.contains("[\"2\",\"\",\"x\"]"))
    #expect(typeless.contains("[\"3\"]"))
  }

  // MARK: - Conditions

  @Test func `A condition understands names before they were changed, as other options do`() throws
  {
    let text = "a,b\n1,x\n2,y\n"
    for condition in ["a > 1", "z > 1", "a > 1 and z > 1"] {
      #expect(
        try convert(text, [("rename", ["a=z"]), ("where", [condition])])
          == "{\"z\":2,\"b\":\"y\"}\n", "\(condition)")
      #expect(
        try convert(
          [("1.csv", text), ("2.csv", text)], [("rename", ["a=z"]), ("where", [condition])]
        ).text == "{\"z\":2,\"b\":\"y\"}\n{\"z\":2,\"b\":\"y\"}\n", "\(condition)")
    }
    // A new name is meant before an old one.
    #expect(
      try convert(text, [("rename", ["a=b", "b=a"]), ("where", ["a = \"y\""])])
        == "{\"b\":2,\"a\":\"y\"}\n")
  }

  @Test func `Of several conditions, records meet all`() throws {
    let text = "a,b\n1,x\n2,y\n3,x\n"
    let asked = [("where", ["a > 1 or a = 1", "b = \"x\"", "a < 3"])]
    #expect(try convert(text, asked) == "{\"a\":1,\"b\":\"x\"}\n")
    #expect(try convert([("t.csv", text)], asked).told.leftOut == 2)
  }

  @Test(arguments: OptionTable.all.filter { $0.form == .single }.map(\.name))
  func `An option of one value is not given two`(name: String) throws {
    let option = try #require(OptionTable.all.first { $0.name == name && $0.form == .single })
    var options = RunOptions()
    let error = #expect(throws: PipelineError.self) {
      try option.set(.arguments(["1", "2"]), in: &options)
    }
    #expect(error?.kind == .usage)
  }

  @Test func `An error is null to a condition, however it is written`() throws {
    for errors in ["null", "text"] {
      let asked = [("columns", ["id"]), ("errors", [errors])]
      #expect(
        try convert([Self.book], asked + [("where", ["err is null"])]).text.contains("{\"id\":2}"))
      #expect(
        try convert([Self.book], asked + [("where", ["err is not null and id < 3"])]).text
          == "{\"id\":1}\n")
      #expect(try convert([Self.book], asked + [("where", ["all is not null"])]).text == "")
    }
  }

  // MARK: - What is told

  @Test func `Nothing is told of columns that are not written`() throws {
    for asked: [(String, [String])] in [
      [], [("where", ["id > 0"])], [("with", ["formulas"])], [("rename", ["err=e"])],
      [("rename", ["err=e"]), ("where", ["id > 0"])], [("sample", ["3"])],
      [("union", []), ("sheet", ["all"])],
    ] {
      let run = try convert([Self.book], isStrict: true, asked + [("columns", ["id"])])
      #expect(run.told.counts == [:], "\(asked)")
      let whole = try convert([Self.book], asked)
      #expect(whole.told.counts[.errorValue] == 6, "\(asked)")
    }
    let micro = "k,t\n1,2024-01-01T10:20:30.123456\n"
    _ = try convert(micro, isStrict: true, [("columns", ["k"]), ("where", ["k = 1"])])
  }

  @Test func `Kinds of several inputs are told where a column is written or compared`() throws {
    let inputs = [("1.csv", "id,flag,x\n1,2,3\n"), ("2.csv", "id,flag,x\n1,no,3\n")]
    _ = try convert(inputs, isStrict: true, [("columns", ["id"])])
    _ = try convert(inputs, isStrict: true, [("columns", ["id"]), ("where", ["x = 3"])])
    let written = try convert(inputs, [("columns", ["flag"])])
    #expect(written.told.kept.map(\.message).contains { $0.hasSuffix(": written as text") })
    let compared = try convert(inputs, [("columns", ["id"]), ("where", ["flag = \"2\""])])
    #expect(compared.text == "{\"id\":1}\n")
    #expect(compared.told.kept.map(\.message).contains { $0.hasSuffix(": compared as text") })
  }

  @Test func `Columns of the input keep the names that provenance would have, and it is told`()
    throws
  {
    let text = "_row,a\n5,1\n"
    let asked = [("provenance", [String]()), ("where", ["_row = 5"])]
    let one = try convert([("t.csv", text)], asked)
    #expect(one.text == "{\"_row_2\":2,\"_row\":5,\"a\":1}\n")
    let two = try convert([("t.csv", text), ("u.csv", text)], asked)
    #expect(two.text.contains("\"_row_2\":2,\"_row\":5,\"a\":1}\n"))
    for run in [one, two] {
      #expect(run.told.counts == [.repeatedName: 1])
      #expect(run.told.kept.first?.message.contains("\"_row_2\"") == true)
    }
    #expect(try convert([("t.csv", "a\n1\n")], [("provenance", [])]).told.counts == [:])
  }

  @Test func `A column of times that stays text for its digits is told, unless text was asked for`()
    throws
  {
    let text = "k,t\n1,2024-01-01T10:20:30.123456\n2,2024-01-01T11:00:00\n"
    let run = try convert([("t.csv", text)], [])
    #expect(run.told.counts == [.dateAsText: 1])
    #expect(run.told.kept.first?.location.row == 2)
    _ = try convert(text, isStrict: true, [("column", ["t=text"])])
    _ = try convert(text + "3,soon\n", isStrict: true, [])
  }

  @Test func `A day without a number in worksheets is told where it becomes text`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("old.csv", "d,x\n1850-05-01,1\n1900-01-01,2\n1899-12-31,3\n")
    let session = Session()
    var writing = WriteOptions()
    writing.format = .xlsx
    _ = try Conversion(
      inputs: [input], output: folder("o.xlsx"), reading: ReadOptions(), writing: writing
    ).run(session)
    #expect(session.diagnostics.counts == [.dateAsText: 2])
    #expect(session.diagnostics.kept.map(\.location.row) == [2, 4])
  }

  // MARK: - Names

  @Test func `What stands beside a column gets its new name`() throws {
    let book = Self.book.1.replacing(
      "<Cell><Data ss:Type=\"Number\">5</Data></Cell>",
      with: "<Cell ss:Formula=\"=2+3\"><Data ss:Type=\"Number\">5</Data></Cell>")
    let asked = [("with", ["formulas"]), ("rename", ["err=F"])]
    for column in ["F_formula", "err_formula"] {
      let text = try convert(
        [("b.xml", book)], asked + [("columns", [column]), ("limit", ["1"])]
      ).text
      #expect(text == "{\"F_formula\":\"2+3\"}\n")
    }
    for column in ["F", "err"] {
      let text = try convert(
        [("b.xml", book)], asked + [("columns", [column]), ("limit", ["1"])]
      ).text
      #expect(text == "{\"F\":5,\"F_formula\":\"2+3\"}\n")
    }
  }

  @Test func `Names that differ in composition alone are one column, but not two keys of one file`()
    throws
  {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    func names(_ text: String) throws -> [[UInt8]] {
      let line = try #require(text.split(separator: "\n").first)
      let parts = line.split(separator: "\"").map { Array($0.utf8) }
      return parts.filter { $0.starts(with: Array("caf".utf8)) }
    }
    let keys = "{\"\(one)\":1,\"\(two)\":2}\n"
    let written = try names(convert([("k.ndjson", keys)], []).text)
    #expect(written == [Array(one.utf8), Array(two.utf8)])
    #expect(try convert([("k.ndjson", keys)], [("columns", [two])]).text.hasSuffix(":2}\n"))
    #expect(try convert([("k.ndjson", keys)], [("columns", [one])]).text.hasSuffix(":1}\n"))
    // Of several inputs.
    let header = "\(one),\(two)\n3,4\n"
    for inputs in [
      [("k.ndjson", keys), ("h.csv", header)], [("h.csv", header), ("k.ndjson", keys)],
    ] {
      let lines = try convert(inputs, []).text.split(separator: "\n")
      #expect(lines.allSatisfy { !$0.contains("null") }, "\(lines)")
      #expect(lines.count == 2)
    }
    let single = try convert([("a.csv", "\(one)\n1\n"), ("b.csv", "\(two)\n2\n")], []).text
    #expect(single == "{\"\(one)\":1}\n{\"\(one)\":2}\n")
  }
}
