import RowcastJSONText
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastJSONSchema

@Suite struct SchemaTests {
  private func schema(_ text: String) throws -> JSONSchema {
    try JSONSchema(try JSONValue(parsing: text))
  }

  private func pointers(_ schema: String, _ value: String) throws -> [String] {
    try self.schema(schema).violations(of: try JSONValue(parsing: value)).map(\.pointer)
  }

  @Test func `each violation has its place`() throws {
    let text = """
      {"type":"object","required":["id","name"],"properties":{
        "id":{"type":"integer","minimum":1},"name":{"type":["string","null"],"maxLength":3},
        "tags":{"items":{"enum":["a","b"]},"uniqueItems":true},"~/":false}}
      """
    #expect(try pointers(text, #"{"id":1,"name":null}"#) == [])
    #expect(
      try pointers(text, #"{"id":0,"name":"long","tags":["a","c","a"],"~/":1}"#)
        == ["/id", "/name", "/tags", "/tags/1", "/~0~1"])
    #expect(try pointers(text, #"{}"#) == ["", ""])
  }

  @Test func `numbers are compared by all their digits`() throws {
    let text = #"{"maximum":12345678901234567890.5,"multipleOf":0.01}"#
    #expect(try schema(text).accepts(.number(#require(ExactNumber("12345678901234567890.5")))))
    #expect(try !schema(text).accepts(.number(#require(ExactNumber("12345678901234567890.51")))))
    #expect(try !schema(text).accepts(.number(#require(ExactNumber("0.001")))))
    #expect(try schema(text).accepts(.number(#require(ExactNumber("4.02")))))
    #expect(try schema(#"{"multipleOf":7}"#).accepts(.number(#require(ExactNumber("7e300")))))
    #expect(try !schema(#"{"multipleOf":7}"#).accepts(.number(#require(ExactNumber("1e300")))))
    #expect(try schema(#"{"const":1.0}"#).accepts(1))
  }

  @Test(arguments: [
    (#"{"$ref":"https://example.com/other.json"}"#, "another document"),
    (##"{"$ref":"#/$defs/none"}"##, "nothing is where"),
    (##"{"$ref":"#none"}"##, "nothing is where"),
    (#"{"$schema":"http://json-schema.org/draft-07/schema#"}"#, "only draft 2020-12"),
    (#"{"type":"text"}"#, "\"type\" takes"), (#"{"minimum":"1"}"#, "\"minimum\" takes a number"),
    (#"{"multipleOf":0}"#, "above 0"), (#"{"minLength":-1}"#, "from 0 on"), ("5", "a schema is"),
    (#"{"properties":{"a":5}}"#, "#/properties/a: a schema is"),
    (#"{"pattern":"(?=a)b"}"#, "look-ahead is not read"),
    (#"{"pattern":"(a)\\1"}"#, "a back reference is not read"),
    (#"{"pattern":"a{9999}{9999}"}"#, "cannot stand there"),
    (#"{"pattern":"(?:a{9999}){9999}"}"#, "more than 10000 states"),
    (#"{"allOf":[]}"#, "a list of schemas"), (#"{"required":"a"}"#, "a list of texts"),
    (#"{"$defs":{"a":{"$id":"x"},"b":{"$id":"x"}}}"#, "two schemas have the name"),
  ])
  func `what is no schema that is read is refused by name`(text: String, message: String) throws {
    let error = #expect(throws: JSONSchemaError.self) { try schema(text) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    "ann@example.com", "ann.lee+x@mail.example.com", "\"ann lee\"@example.com",
    "\"ann@home\"@example.com", #""a\"b"@example.com"#, "ann@[127.0.0.1]", "ann@[IPv6:::1]",
    "ann@[IPv6:2001:db8:0:0:0:0:0:1]", "ann@[ipv6:::ffff:127.0.0.1]", "jürgen@müller.de",
  ])
  func `an address of mail is taken in each of its forms`(text: String) {
    #expect(TextFormat.email.accepts(text))
  }

  @Test(arguments: [
    "", "@", "ann", "ann@", "@example.com", "a b@example.com", "ann..lee@example.com",
    ".ann@example.com", "ann.@example.com", "\"ann@example.com", "\"a\"b@example.com", "\"a\"",
    "ann@127.0.0.1]", "ann@[127.0.0.300]", "ann@[]", "ann@[IPv6:1:2:3]", "ann@[IPv6:1::2::3]",
    "ann@[IPv6:12345::]", "ann@[IPv6:::1:127.0.0.1:2]", "ann@[IPv6:1:2:3:4:5:6:7::8]",
    "ann@ex ample.com", "ann@b@example.com", "ann@[IPv6:1|2]",
  ])
  func `what is no address of mail is none`(text: String) {
    #expect(!TextFormat.email.accepts(text))
  }

  @Test func `a schema without end ends in an error`() throws {
    for text in [
      ##"{"$ref":"#"}"##, ##"{"allOf":[{"$ref":"#"}]}"##, ##"{"not":{"$ref":"#"}}"##,
      ##"{"$dynamicAnchor":"a","$dynamicRef":"#a"}"##,
    ] {
      #expect(throws: JSONSchemaError.self) { try schema(text).accepts(1) }
    }
  }

  @Test func `alternatives that multiply end in an error`() throws {
    var levels: [String] = []
    for i in 0..<40 {
      levels.append(
        ##""a\##(i)":{"allOf":[{"$ref":"#/$defs/a\##(i + 1)"},{"$ref":"#/$defs/a\##(i + 1)"}]}"##)
    }
    let text = ##"{"$ref":"#/$defs/a0","$defs":{\##(levels.joined(separator: ",")),"a40":{}}}"##
    let error = #expect(throws: JSONSchemaError.self) { try schema(text).accepts(1) }
    #expect(error?.description.contains("limit met") == true)
  }

  @Test func `a long chain of references is no stack overflow`() throws {
    let links = (0..<20_000).map { ##""a\##($0)":{"$ref":"#/$defs/a\##($0 + 1)"}"## }
    let text = ##"{"$ref":"#/$defs/a0","$defs":{\##(links.joined(separator: ",")),"a20000":{}}}"##
    #expect(throws: JSONSchemaError.self) { try schema(text).accepts(1) }
  }

  @Test func `keywords that nobody knows and formats that are not checked are listed`() throws {
    let schema = try JSONSchema(
      try JSONValue(parsing: #"{"minumum":1,"x-note":2,"format":"hostname","title":"t"}"#),
      assertsFormats: true)
    #expect(schema.uncheckedKeywords == ["minumum"])
    #expect(schema.uncheckedFormats == ["hostname"])
  }

  /// What is written beside records is a schema that the records are as.
  @Test(arguments: JSONRecordOptions.Shape.allCases, JSONRecordOptions.Empty.allCases)
  func `the schema of records accepts them`(
    shape: JSONRecordOptions.Shape, empty: JSONRecordOptions.Empty
  ) throws {
    var schema = Schema()
    var batch = RecordBatch()
    for kind in ColumnKind.allCases {
      schema.columns.append(
        ColumnSchema(
          name: "c\(schema.columns.count)", header: "C", source: schema.columns.count, kind: kind))
    }
    for row in 0..<3 {
      for (i, column) in schema.columns.enumerated() where row > 0 {
        let source = UInt32(i)
        let day = UInt64(CivilDate.millisecondsPerDay)
        switch column.kind {
        case .boolean: batch.cells.append(Cell(column: source, kind: .boolean, payload: 1))
        case .integer: batch.cells.append(Cell(column: source, kind: .integer, payload: 7))
        case .decimal: batch.append("1.50".utf8, kind: .decimal, column: source)
        case .date: batch.cells.append(Cell(column: source, kind: .date, payload: day * 20_000))
        case .time: batch.cells.append(Cell(column: source, kind: .time, payload: 3_600_500))
        case .dateTime:
          batch.cells.append(Cell(column: source, kind: .dateTime, payload: day * 20_000 + 1))
        case .duration:
          batch.cells.append(Cell(column: source, kind: .duration, payload: 90_061_001))
        case .text, .mixed: batch.append("x\(row)".utf8, column: source)
        case .empty, nil: break
        }
      }
      batch.endRow(number: row + 2)
    }
    let options = JSONRecordOptions(shape: shape, empty: empty, hasProvenance: true)
    let encoder = JSONRecordEncoder(schema: schema, options: options, sheet: "S")
    var text = OutputBytes()
    encoder.encodeBeginning(into: &text)
    encoder.encode(batch, into: &text)
    encoder.encodeEnd(rowCount: batch.rowCount, into: &text)
    let document = JSONSchemaText.document(
      for: schema, layout: .shape(shape), options: options, hasSheet: true, title: "t")
    let own = try JSONSchema(document, assertsFormats: true)
    #expect(own.uncheckedKeywords == [] && own.uncheckedFormats == [])
    let parts =
      shape == .lines ? text.string.split(separator: "\n").map(String.init) : [text.string]
    for part in parts {
      #expect(try own.violations(of: try JSONValue(parsing: part)) == [], "\(part)")
    }
  }
}
