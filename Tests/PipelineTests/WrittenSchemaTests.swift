import RowcastJSONSchema
import RowcastJSONText
import TestSupport
import Testing

@testable import RowcastPipeline

/// `--schema` describes the records that are written with it, whatever is asked of them.
@Suite struct WrittenSchemaTests {
  /// A workbook of XML Spreadsheet 2003 with errors, empty texts and formulas without a result among values.
  static let book = """
    <?xml version="1.0"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>\
    <Row>\(cells("String id", "String err", "String all", "String day", "String note", "String flag"))</Row>\
    <Row>\(cells("Number 1", "Number 5", "Error #N/A", "DateTime 2024-01-31T00:00:00.000", "String x", "Boolean 1"))</Row>\
    <Row>\(cells("Number 2", "Error #N/A", "Error #DIV/0!", "Error #REF!", "String", "Number 3"))</Row>\
    <Row>\(cells("Number 3", "String", "Error #N/A", "", "String y", "Error #N/A"))</Row>\
    </Table></Worksheet></Workbook>
    """

  static func cells(_ values: String...) -> String {
    values.map { value in
      let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
      guard let type = parts.first else { return "<Cell/>" }
      return "<Cell><Data ss:Type=\"\(type)\">\(parts.count > 1 ? parts[1] : "")</Data></Cell>"
    }.joined()
  }

  static let inputs: [(name: String, text: String)] = [
    ("book.xml", book),
    ("quoted.csv", "a,b\n\"\",x\n,y\n\" \",z\n"),
    ("allQuoted.csv", "a,b\n\"\",\"1\"\n\"\",\"2\"\n"),
    ("code.csv", "id,name,day\n007,5,\n"), ("trail.csv", "a,b,c,\n1,2,3,\n4,5,6,\n"),
    ("ragged.csv", "a,b,c\n1,,\n2,,x\n3\n4,5,6,7\n"),
    ("kinds.csv", "n,d,t,w,b\n1.50,2024-01-01,10:20:30,2024-01-01T10:20:30.5,true\n,,,,\n"),
    ("micro.csv", "k,a\n1,2024-01-01T10:20:30.123456\n2,2024-01-01T11:00:00\n"),
    ("words.csv", "a,b\nNA,1\nnull,NA\n"),
    ("rows.ndjson", "{\"a\":1,\"b\":{\"c\":\"\"}}\n{\"a\":null}\n{\"a\":\"x\",\"d\":[1]}\n"),
  ]

  static let options: [[String: String]] = [
    [:], ["errors": "text"], ["empty": "text"], ["empty": "omit"],
    ["errors": "text", "empty": "text"], ["errors": "text", "empty": "omit"], ["limit": "1"],
    ["types": "text"], ["types": "text", "errors": "text"], ["types": "text", "empty": "text"],
    ["ragged": "keep"], ["ragged": "keep", "empty": "text"], ["provenance": ""],
    ["shape": "values", "ragged": "keep"], ["null": "x"], ["numbers": "double"],
    ["shape": "values", "errors": "text"], ["column": "day=datetime"],
  ]

  @Test(arguments: inputs.map(\.name), options)
  func `Every record is as the schema says that is written beside it`(
    name: String, asked: [String: String]
  ) throws {
    let text = try #require(Self.inputs.first { $0.name == name }?.text)
    let isDelimited = name.hasSuffix(".csv")
    // What does not apply to the input is refused, which other tests hold.
    if asked["ragged"] != nil && !isDelimited { return }
    if asked["errors"] != nil && !name.hasSuffix(".xml") { return }
    if asked["column"] != nil && !text.contains("day") { return }
    let folder = try TemporaryFolder()
    var options = RunOptions()
    for (option, value) in asked {
      let declared = try #require(
        OptionTable.all.first { $0.name == option && $0.commands.contains(.convert) })
      try declared.set(value.isEmpty ? .flag : .arguments([value]), in: &options)
    }
    options.writing.schemaPath = folder("s.json")
    options.writing.format = .json
    _ = try Conversion(
      inputs: [try folder.write(name, text)], output: folder("out.json"), reading: options.reading,
      writing: options.writing
    ).run(Session())
    let schema = try JSONSchema(
      try JSONValue(parsing: try folder.bytes("s.json")), assertsFormats: true)
    let records = try JSONValue(parsing: try folder.bytes("out.json"))
    let problems = try schema.violations(of: records).map { "\($0)" }
    let written = try folder.text("out.json") + folder.text("s.json")
    #expect(problems.isEmpty, "\(problems) \(written)")
  }
}
