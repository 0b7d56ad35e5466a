import RowcastTabular
import TestSupport
import Testing

@testable import RowcastPipeline

/// Words and formats that options name are read in every kind of input as in delimited text.
@Suite struct NamedWordTests {
  static let csv = "ok,day,mix,n\nja,01.02.2024,ja,1\nnein,03.04.2024,x,0\n,,,1\n"
  static let json = """
    {"ok":"ja","day":"01.02.2024","mix":"ja","n":1}
    {"ok":"nein","day":"03.04.2024","mix":"x","n":0}
    {"ok":null,"day":null,"mix":null,"n":1}

    """
  static let book = """
    <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>\
    <Row>\(WrittenSchemaTests.cells("String ok", "String day", "String mix", "String n"))</Row>\
    <Row>\(WrittenSchemaTests.cells("String ja", "String 01.02.2024", "String ja", "Number 1"))</Row>\
    <Row>\(WrittenSchemaTests.cells("String nein", "String 03.04.2024", "String x", "Number 0"))</Row>\
    <Row>\(WrittenSchemaTests.cells("", "", "", "Number 1"))</Row></Table></Worksheet></Workbook>
    """
  static let inputs = [("w.csv", csv), ("w.ndjson", json), ("w.xml", book)]

  /// The lines that a conversion writes, and what is told of it.
  private func converted(
    _ input: (name: String, text: String), types: String = "auto",
    _ change: (inout ReadOptions) -> Void
  ) throws -> (lines: [Substring], told: [String]) {
    let folder = try TemporaryFolder()
    var options = RunOptions()
    try OptionTable.all.first { $0.name == "types" }?.set(.arguments([types]), in: &options)
    var reading = options.reading
    change(&reading)
    let session = Session()
    _ = try Conversion(
      inputs: [try folder.write(input.name, input.text)], output: folder("out.ndjson"),
      reading: reading, writing: WriteOptions()
    ).run(session)
    return (
      try folder.text("out.ndjson").split(separator: "\n"),
      session.diagnostics.kept.map(\.message)
    )
  }

  @Test(arguments: inputs)
  func `A column of named words is of truth values, and one with others is told`(
    name: String, text: String
  ) throws {
    let (lines, told) = try converted((name, text)) {
      ($0.trueWords, $0.falseWords) = (["ja", "1"], ["nein", "0"])
    }
    #expect(lines.first == #"{"ok":true,"day":"01.02.2024","mix":"ja","n":true}"#)
    #expect(lines.last == #"{"ok":null,"day":null,"mix":null,"n":true}"#)
    #expect(
      told == [
        "\"mix\" is as it would be without: not all its values are words for true and false (\"x\")"
      ])
  }

  @Test(arguments: inputs)
  func `A column whose values fit the format is of dates`(name: String, text: String) throws {
    for format in ["%d.%m.%Y", "day=%d.%m.%Y"] {
      let (lines, told) = try converted((name, text)) { $0.dateFormats = [format] }
      #expect(lines.first == #"{"ok":"ja","day":"2024-02-01","mix":"ja","n":1}"#)
      #expect(told.isEmpty)
    }
    let (_, told) = try converted((name, text)) { $0.dateFormats = ["%Y/%m"] }
    #expect(told == ["no value fits the format of dates, \"%Y/%m\""])
    let (_, words) = try converted((name, text)) { $0.trueWords = ["oui"] }
    #expect(words == ["no value is one of the words for true and false, \"oui\""])
  }

  @Test(arguments: inputs)
  func `A format of one column is kept to, or refused with the value`(
    name: String, text: String
  ) throws {
    let told = [
      ("mix=%d.%m.%Y", "\"ja\" is not a value of type date: it does not fit the format"),
      ("zz=%d.%m.%Y", "there is no column \"zz\""), ("%Q", "is no date format"),
    ]
    for (format, message) in told {
      let error = #expect(throws: PipelineError.self) {
        try converted((name, text)) { $0.dateFormats = [format] }
      }
      #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: inputs)
  func `A type that is asked for takes the words that are named`(name: String, text: String) throws
  {
    let (lines, _) = try converted((name, text)) {
      ($0.trueWords, $0.falseWords) = (["ja"], ["nein"])
      $0.columnKinds = ["ok": .boolean, "day": .text]
      $0.nullTokens = ["01.02.2024"]
    }
    #expect(lines.first == #"{"ok":true,"day":null,"mix":"ja","n":1}"#)
  }

  @Test(arguments: inputs)
  func `Words are refused where every value stays text`(name: String, text: String) throws {
    for change in [
      { $0.trueWords = ["ja"] }, { $0.dateFormats = ["%d.%m.%Y"] }, { $0.decimal = "," },
    ] as [(inout ReadOptions) -> Void] {
      let error = #expect(throws: PipelineError.self) {
        try converted((name, text), types: "text", change)
      }
      #expect(error?.kind == .usage)
    }
  }
}
