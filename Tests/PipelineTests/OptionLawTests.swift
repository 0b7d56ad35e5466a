import RowcastEncryption
import RowcastModeling
import RowcastReporting
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastPipeline

/// Each option of reading and of writing does something for every format, or is refused by name.
@Suite struct OptionLawTests {
  /// An input of each kind, with something for each option to change.
  static let inputs: [InputKind: String] = [
    .workbook: "workbook.xlsx", .delimited: "table.csv", .json: "table.ndjson",
  ]

  /// A value for each option of reading that asks for something else than what holds by itself.
  static let readingValues: [String: [String]] = [
    "from": ["tsv"], "sheet": ["2"], "range": ["A1:B9"], "table": ["RegionList"],
    "name": ["AllCustomers"], "header": ["none"], "skip-rows": ["1"], "limit": ["1"],
    "columns": ["b"], "rename": ["a=z"], "where": ["a > 1"], "sample": ["1"],
    "seed": ["1"], "validate": ["schema.json"], "with": ["comments"], "hidden-cells": ["skip"],
    "hidden": ["skip"], "merged": ["fill"], "types": ["text"],
    "column": ["a=text"], "null": ["1"], "dates": ["serial"], "nested": ["error"],
    "delimiter": [";"], "quote": ["'"], "escape": ["\\"], "comment": ["1"],
    "encoding": ["utf-16le"], "decimal": [","], "thousands": ["."], "true": ["x"], "false": ["x"],
    "date-format": ["%d.%m.%Y"], "ragged": ["error"], "strict-rfc4180": [],
    "password": ["secret"], "password-file": ["secret.txt"],
  ]

  static let writingValues: [String: [String]] = [
    "shape": ["values"], "pretty": [], "provenance": [], "errors": ["fail"], "empty": ["text"],
    "numbers": ["double"], "encrypt": [], "output-delimiter": [";"],
    "output-encoding": ["utf-16le"], "bom": [], "crlf": [], "dialect": ["sqlite"],
    "output-table": ["other"], "append": [],
  ]

  /// A workbook of XML Spreadsheet 2003 whose texts are words and dates.
  static let words = """
    <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>\
    <Row>\(WrittenSchemaTests.cells("String a", "String b"))</Row>\
    <Row>\(WrittenSchemaTests.cells("String x", "String 01.02.2024"))</Row>\
    <Row>\(WrittenSchemaTests.cells("String x", "String 03.02.2024"))</Row>\
    </Table></Worksheet></Workbook>
    """

  static let reading = OptionTable.all.filter {
    $0.section == .reading && $0.commands.contains(.convert)
  }

  /// A folder with an input that has a header, whole numbers, dates, gaps, a repeated quote and
  /// one more field than names.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "table.csv",
      """
      a,b,c,d,e,f
      1,'x',01.02.2024,1.234,"2,5",x
      2,"y\\""z",03.04.2024,5.678,"3,5",x
      3,u,05.06.2024,1.234,"4,5",x,9

      """)
    _ = try folder.write(
      "table.ndjson",
      """
      {"a":1,"b":"x","c":{"d":1.50}}
      {"a":2,"b":null,"c":{"d":1e2}}

      """)
    return folder
  }

  /// What a conversion writes, or the error that it ends with.
  private func outcome(
    _ input: String, to output: String = "out.ndjson", in folder: TemporaryFolder,
    _ options: RunOptions = RunOptions()
  ) -> Result<String, PipelineError> {
    do {
      _ = try Conversion(
        inputs: [input], output: folder(output), reading: options.reading,
        writing: options.writing
      ).run(Session())
      return .success(String(decoding: try folder.bytes(output), as: UTF8.self))
    } catch {
      return .failure(PipelineError(wrapping: error))
    }
  }

  /// The workbook in which an option of reading has something to change.
  private func workbook(for option: String) -> String {
    switch option {
    case "hidden-cells", "hidden": Fixture.path("workbooks/hidden.xlsx")
    case "merged": Fixture.path("workbooks/merged.xlsx")
    case "with": Fixture.path("workbooks/beside-values.xlsx")
    default: Fixture.path("customers.xlsx")
    }
  }

  /// A workbook that a password opens.
  private func protectedWorkbook(in folder: TemporaryFolder) throws -> String {
    var options = RunOptions()
    options.reading.password = Password("secret")
    options.writing.encrypts = true
    _ = try Conversion(
      inputs: [folder("table.ndjson")], output: folder("protected.xlsx"),
      reading: options.reading, writing: options.writing
    ).run(Session())
    return folder("protected.xlsx")
  }

  @Test(arguments: reading.map(\.name), InputKind.allCases)
  func `An option of reading changes something or is refused`(name: String, kind: InputKind) throws
  {
    let folder = try folder()
    let option = try #require(Self.reading.first { $0.name == name })
    // Limits are looked at one by one.
    if name == "max" { return }
    var values = try #require(Self.readingValues[name], "a value for --\(name)")
    if name == "validate" { values = [folder("none.json")] }
    if name == "password-file" { values = [try folder.write("secret.txt", "secret\n")] }
    var input = kind == .workbook ? workbook(for: name) : folder(try #require(Self.inputs[kind]))
    if kind == .workbook {
      switch name {
      case "columns": values = ["name"]
      case "rename": values = ["name=z"]
      case "where": values = ["tenure_months > 50"]
      case "column": values = ["tenure_months=text"]
      case "null": values = ["C-00001"]
      case "true", "date-format", "false":
        (input, values) = (
          try folder.write("words.xml", Self.words), name == "date-format" ? values : ["x"]
        )
      case "skip-rows": values = ["3"]
      case "password", "password-file": input = try protectedWorkbook(in: folder)
      case "name":
        (input, values) = (Fixture.path("workbooks/tables-and-names.xlsx"), ["Other"])
      default: break
      }
    }
    if kind == .json, ["true", "false", "date-format"].contains(name) {
      input = try folder.write("words.ndjson", #"{"a":"x","b":"01.02.2024"}"# + "\n")
    }
    if kind == .json, name == "header" { input = try folder.write("rows.json", #"[["a"],["b"]]"#) }
    var options = RunOptions()
    try option.set(option.form == .flag ? .flag : .arguments(values), in: &options)
    let asked = outcome(input, to: "asked.ndjson", in: folder, options)
    if option.inputs.contains(kind) {
      let plain = outcome(input, in: folder)
      #expect(plain != asked, "--\(name) changes nothing of \(kind)")
    } else {
      let error = #expect(throws: PipelineError.self) { try asked.get() }
      #expect(error?.kind == .usage)
      // Of two names for the same, the first is told.
      let told = name == "hidden" ? "hidden-cells" : name
      #expect(error?.message.hasPrefix("--\(told) is for ") == true, "\(String(describing: error))")
    }
  }

  /// Limits that are looked at only where a buffer has to grow; the readers' own tests meet them.
  static let lateLimits: Set = [
    "ratio", "row-bytes", "cell-bytes", "record-bytes", "output-ratio", "table-ratio",
    "repeated-cells",
  ]

  @Test(arguments: ReadLimits.all.map(\.name), InputKind.allCases)
  func `A limit is met or refused`(name: String, kind: InputKind) throws {
    let folder = try folder()
    let limit = try #require(ReadLimits.all.first { $0.name == name })
    let isItsOwn = limit.inputs.contains(kind)
    if isItsOwn, Self.lateLimits.contains(name) { return }
    let input =
      kind == .workbook
      ? Fixture.path("customers.xlsx") : folder(try #require(Self.inputs[kind]))
    var options = RunOptions()
    options.reading.limits[keyPath: limit.path] = 1
    let result = outcome(input, in: folder, options)
    let error = try #require(#expect(throws: PipelineError.self) { try result.get() })
    // JSON that is nested too deep is not told from no JSON while its layout is looked for.
    let isLimit = error.kind == .limit || (kind == .json && error.kind == .failure)
    #expect(isItsOwn ? isLimit : error.kind == .usage, "\(error)")
  }

  @Test(arguments: Array(writingValues.keys).sorted(), FileFormat.allCases)
  func `An option of writing changes something or is refused`(
    name: String, format: FileFormat
  ) throws {
    let folder = try folder()
    let option = try #require(
      OptionTable.all.first { $0.name == name && $0.commands.contains(.convert) })
    let values = try #require(Self.writingValues[name])
    let input =
      name == "errors" ? Fixture.path("workbooks/errors.xlsx") : folder("table.ndjson")
    var options = RunOptions()
    try option.set(option.form == .flag ? .flag : .arguments(values), in: &options)
    // There has to be something that rows are added to.
    if name == "append", format == .sqlite { _ = outcome(input, to: "asked.sqlite", in: folder) }
    let asked = outcome(input, to: "asked.\(format)", in: folder, options)
    if option.outputs.contains(format) {
      let plain = outcome(input, to: "plain.\(format)", in: folder)
      #expect(plain != asked, "--\(name) changes nothing of \(format)")
    } else {
      let error = #expect(throws: PipelineError.self) { try asked.get() }
      #expect(error?.kind == .usage)
      #expect(error?.message.contains("--\(name)") == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: Array(writingValues.keys).sorted(), InputKind.allCases)
  func `An option of writing that is not for an input is refused, whatever its value`(
    name: String, kind: InputKind
  ) throws {
    let folder = try folder()
    let option = try #require(
      OptionTable.all.first { $0.name == name && $0.commands.contains(.convert) })
    guard !option.inputs.contains(kind) else { return }
    for value in ["null", "text", "fail"] {
      var options = RunOptions()
      try option.set(.arguments([value]), in: &options)
      let one = outcome(folder(try #require(Self.inputs[kind])), in: folder, options)
      let error = #expect(throws: PipelineError.self) { try one.get() }
      #expect(error?.kind == .usage)
      #expect(error?.message.hasPrefix("--\(name) is for ") == true, "\(String(describing: error))")
      // Beside an input that it is for, it is for that one.
      let both = Conversion(
        inputs: [folder(try #require(Self.inputs[kind])), Fixture.path("customers.xlsx")],
        output: folder("both.ndjson"), reading: options.reading, writing: options.writing)
      let told = Result { try both.run(Session()) }
      if case .failure(let error) = told {
        #expect((error as? PipelineError)?.kind != .usage, "\(error)")
      }
    }
  }

  @Test(arguments: ["table.csv", "table.ndjson", "customers.xlsx"])
  func `That one table of one input is no union is told`(input: String) throws {
    let folder = try folder()
    var options = RunOptions()
    options.writing.isUnion = true
    let path = input.hasSuffix("xlsx") ? Fixture.path(input) : folder(input)
    func told() throws -> Int {
      let session = Session()
      _ = try Conversion(
        inputs: [path], output: folder("lone.ndjson"), reading: options.reading,
        writing: options.writing
      ).run(session)
      return session.diagnostics.counts[.unusedSetting] ?? 0
    }
    #expect(try told() == 1)
    // Its records say the file that they are of, as those of a union do.
    options.writing.provenance = true
    #expect(try told() == 0)
    #expect(try outcome(path, in: folder, options).get().contains("\"_file\""))
  }

  @Test func `Every option of reading and of writing is under this law`() {
    #expect(
      Set(Self.reading.map(\.name)) == Set(Self.readingValues.keys).union(["max"]))
    let writing = OptionTable.all.filter {
      $0.section == .main && $0.commands.contains(.convert)
    }
    #expect(
      Set(writing.map(\.name))
        == Set(Self.writingValues.keys).union(["output", "to", "schema", "union"]))
  }

  @Test func `A column is asked for once`() throws {
    let folder = try folder()
    var options = RunOptions()
    options.reading.columns = ["a", "b", "a"]
    for input in [folder("table.csv"), folder("table.ndjson"), Fixture.path("customers.xlsx")] {
      let result = outcome(input, in: folder, options)
      let error = #expect(throws: PipelineError.self) { try result.get() }
      #expect(error?.kind == .usage && error?.message == "--columns names \"a\" twice")
    }
  }

  @Test func `The documentation has the tables of all options`() throws {
    let article = try Fixture.text("../Sources/Rowcast/Rowcast.docc/Options.md")
    #expect(article.contains("<!-- options -->\n\(OptionReference.text)\n<!-- /options -->"))
  }

  @Test func `What is said to help is an option of the program`() {
    for setting in Remedy.Setting.allCases {
      let words = Remedy(setting, "records").words
      let named = words.split { $0 == " " || $0 == "=" }.filter { $0.hasPrefix("--") }
      #expect(named.first.map { String($0) } == "--" + setting.rawValue)
      for name in named {
        #expect(OptionTable.all.contains { "--" + $0.name == name }, "\(name)")
      }
    }
  }

  @Test func `No command has an option twice`() {
    for command in RunCommand.allCases {
      let names = OptionTable.all.filter { $0.commands.contains(command) }.map(\.name)
      #expect(Set(names).count == names.count, "\(command)")
    }
    let keys = OptionTable.configurable.map(\.key)
    #expect(Set(keys).count == keys.count)
  }
}
