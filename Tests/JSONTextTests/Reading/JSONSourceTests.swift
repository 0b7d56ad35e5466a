import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import Testing

@Suite struct `JSON as a source of records` {
  static let expected = """
    {"a":1,"b":"x","c":null}
    {"a":2.50,"b":null,"c":true}

    """

  @Test(arguments: [
    #"[{"a":1,"b":"x"},{"a":2.50,"b":null,"c":true}]"#,
    "{\"a\":1,\"b\":\"x\"}\n{\"c\":true,\"a\":2.50}\n",
    "\n{\"a\":1,\"b\":\"x\"}\r\n\n  {\"a\":2.50,\"c\":true}",
    "{\n\"a\": 1,\n\"b\": \"x\"\n}\n{\"a\":2.50,\"c\":true}",
    #"{"a":1,"b":"x"} {"a":2.50,"c":true}"#,
    #"{"rows":[{"a":1,"b":"x"},{"a":2.50,"c":true}],"total":2}"#,
    #"[["a","b","c"],[1,"x"],[2.50,null,true]]"#,
    "[\"a\",\"b\",\"c\"]\n[1,\"x\",null]\n[2.50,null,true]\n",
    #"{"columns":["a","b","c"],"data":[[1,"x",null],[2.50,null,true]]}"#,
    #"{"data":[[1,"x"],[2.50,null,true]],"columns":["a","b","c"]}"#,
    #"{"a":[1,2.50],"b":["x",null],"c":[null,true]}"#,
    "\u{FEFF} [ { \"a\" : 1 , \"b\" : \"x\" } , { \"a\" : 2.50 , \"c\" : true } ] \n",
  ])
  func `every shape gives the same records`(text: String) throws {
    #expect(try lines(text) == Self.expected)
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":2\n{\"a\":3}\n", "line 2:7: not JSON: expected ',' or '}'"),
    ("{\"a\":1}\n{\"a\":[1,2 \r\n\n{\"a\":3}\n", "line 2:12: not JSON: expected ',' or ']'"),
    ("{\"a\":1}\n{\"a\"\n  {\"a\":3}\n", "line 2:5: not JSON: expected ':'"),
    ("{\"a\":1}\n{\n{\"a\":3}\n", "line 2:2: not JSON: expected a key in quotes"),
    ("[1]\n[2\n[3]\n", "line 2:3: not JSON: expected ',' or ']'"),
  ])
  func `a record that is not closed is told with its own line`(text: String, message: String) {
    #expect(failure(text) == message + ", found the end of the line")
  }

  @Test func `keys of any record are columns, in the order of their first appearance`() throws {
    #expect(
      try lines("{\"b\":1}\n{\"a\":2}\n{\"c\":3,\"b\":4,\"a\":5}\n") == """
        {"b":1,"a":null,"c":null}
        {"b":null,"a":2,"c":null}
        {"b":4,"a":5,"c":3}

        """)
  }

  @Test func `nested objects get dotted names and arrays stay arrays`() throws {
    let text = #"[{"id":1,"at":{"x":1,"to":{"y":[1, {"k":"a \" b"}]}},"e":{},"t":[],"s":"[]"}]"#
    #expect(
      try lines(text)
        == #"{"id":1,"at.x":1,"at.to.y":[1,{"k":"a \" b"}],"e":{},"t":[],"s":"[]"}"# + "\n")
    #expect(
      try lines(#"[{"t":[1, 2]}]"#, .init(keepsText: true)) == #"{"t":"[1,2]"}"# + "\n")
    #expect(
      failure(text, .init(nested: .error)) == "line 1:15: the value of \"at\" is an object")
  }

  @Test func `numbers keep their digits`() throws {
    let text = #"[{"n":12345678901234567890,"d":0.10000000000000000001,"e":1E5,"z":-0,"i":-7}]"#
    #expect(
      try lines(text)
        == #"{"n":12345678901234567890,"d":0.10000000000000000001,"e":1E5,"z":-0,"i":-7}"# + "\n")
  }

  @Test func `texts are unescaped and escaped again`() throws {
    #expect(
      try lines(#"[{"k\u00e9y":"a\/b\u0001\n漢\ud83d\ude00"},{"kéy":"plain"}]"#)
        == "{\"kéy\":\"a/b\\u0001\\n漢😀\"}\n{\"kéy\":\"plain\"}\n")
  }

  @Test func `the schema knows kinds and gaps`() throws {
    let text = #"""
      [{"i":1,"d":1,"t":"x","b":true,"m":1,"n":null},{"i":2,"d":2.5,"t":"y","m":"z","n":null}]
      """#
    let schema = try withSource(Array(text.utf8)) { try JSONSource($0).schema }
    #expect(schema.names == ["i", "d", "t", "b", "m", "n"])
    #expect(schema.columns.map(\.kind) == [.integer, .decimal, .text, .boolean, .mixed, .empty])
    #expect(schema.columns.map(\.hasMissing) == [false, false, false, true, false, true])
  }

  @Test func `dates stay text unless they are asked for`() throws {
    let text = #"[{"a":"2024-03-01","b":"2024-03-01"},{"a":"2024-03-01T10:20:30","b":"x"},{}]"#
    let kept = try withSource(Array(text.utf8)) { try JSONSource($0).schema }
    #expect(kept.columns.map(\.kind) == [.text, .text])
    let read = try withSource(Array(text.utf8)) {
      try JSONSource($0, options: .init(recognizesDates: true)).schema
    }
    #expect(read.columns.map(\.kind) == [.dateTime, .text])
    #expect(
      try lines(text, .init(recognizesDates: true)) == """
        {"a":"2024-03-01","b":"2024-03-01"}
        {"a":"2024-03-01T10:20:30","b":"x"}
        {"a":null,"b":null}

        """)
  }

  @Test func `everything can be kept as text`() throws {
    #expect(
      try lines(#"[{"a":1.50,"b":true,"c":null,"d":"x"}]"#, .init(keepsText: true))
        == #"{"a":"1.50","b":"true","c":null,"d":"x"}"# + "\n")
  }

  @Test func `names are repaired where a table needs it`() throws {
    #expect(
      try lines(#"[["a","a",""," b "],[1,2,3,4,5]]"#)
        == #"{"a":1,"a_2":2,"column_3":3,"b":4,"column_5":5}"# + "\n")
    #expect(
      try lines("[[1,2],[3,4]]")
        == "{\"column_1\":1,\"column_2\":2}\n{\"column_1\":3,\"column_2\":4}\n")
    #expect(try lines("[1,\"x\",null]") == "{\"value\":1}\n{\"value\":\"x\"}\n{\"value\":null}\n")
  }

  @Test func `a repeated key counts once, and is reported`() throws {
    #expect(try lines(#"[{"a":1,"b":2,"a":3}]"#) == "{\"a\":3,\"b\":2}\n")
    let found = try withSource(Array("{\"a\":1}\n{\"a\":1,\"a\":3}\n".utf8)) { input in
      var log = DiagnosticLog()
      try JSONSource(input).mapBatches({ $0.diagnostics }) {
        log.merge($0)
        return true
      }
      return log
    }
    #expect(found.total == 1)
    #expect(found.kept.first?.location.row == 2)
  }

  @Test func `one object is one record`() throws {
    #expect(try lines(#"{"a":1,"b":{"c":"x"}}"#) == "{\"a\":1,\"b.c\":\"x\"}\n")
    #expect(try lines("[]") == "")
    #expect(try lines("[{}]") == "{}\n")
    #expect(try lines(#"{"a":[],"b":[]}"#) == "")
  }

  @Test func `records in an array behind an object are read, and the object is told`() throws {
    let text = #"[{"page":1,"of":9},[{"a":1},{"a":[{"b":2}]}]]"#
    #expect(try lines(text) == "{\"a\":1}\n{\"a\":[{\"b\":2}]}\n")
    let told = try withSource(Array(text.utf8)) { input in
      var log = DiagnosticLog()
      try JSONSource(input).mapBatches({ $0.diagnostics }) {
        log.merge($0)
        return true
      }
      return log
    }
    #expect(told.counts == [.otherMembers: 1])
    #expect(failure(#"[{"a":1},[{"a":2}],3]"#).contains("found an array"))
  }

  @Test func `one of several tables is chosen by its key`() throws {
    let text = #"{"S1":[{"a":1}],"S2":[{"b":2}]}"#
    #expect(
      failure(text)
        == "several members hold records: \"S1\", \"S2\"")
    #expect(try lines(text, .init(member: "S2")) == "{\"b\":2}\n")
    #expect(failure(text, .init(member: "S3")) == "the key \"S3\" is missing")
  }

  @Test(arguments: [
    ("[{\"a\":1},\n{\"a\":x}]", "line 2:6: not JSON: expected a value, found 'x'"),
    ("{\"a\":1},,\n{\"a\":2}\n", "line 1:9: not JSON: expected an object, found ','"),
    (
      "{\"a\":1}\n[1]\n",
      "line 2:1: expected an object as the records before it are, found an array"
    ),
    ("{\"a\":1}\n{\"a\":2} 3\n", "line 2:9: not JSON: expected the end of the line, found '3'"),
    (
      "[{\"a\":1},]",
      "line 1:10: not JSON: a comma with no value behind it, before the closing bracket"
    ),
    ("[{\"a\":1} {\"a\":2}]", "line 1:10: not JSON: expected ',' or ']', found '{'"),
    ("[{\"a\":1},{\"a\":2}", "line 1:17: not JSON: the text ends inside a value"),
    ("[{\"a\":1}] x", "line 1:11: not JSON: something follows the end of the document"),
    ("[{\"é\":1},{\"a\":01}]", "line 1:15: not JSON: a malformed number"),
    (
      "{\"a\":[1,2],\"b\":[1]}",
      "line 1:17: the columns differ in length: \"b\" has 1 values, another one 2"
    ),
    ("   ", "the file holds no records, only blanks"),
  ])
  func `what cannot be read is named with its line and column`(text: String, message: String) {
    #expect(failure(text) == message)
  }

  @Test func `bytes that are not UTF-8 are refused with their place`() {
    do {
      try withSource(Array("[{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}]".utf8)) {
        _ = try JSONSource($0)
      }
      Issue.record("read")
    } catch {
      #expect((error as? JSONError)?.location.column == 7)
    }
  }

  @Test func `every prefix of every shape reads or throws`() {
    let texts = [
      #"[{"a":1,"b":{"c":"x\u00e9\\"}},{"a":[1,{"q":null}],"d":true}]"#,
      "{\"a\":1,\"b\":\"x\"}\n{\"a\":-2.5e3,\"c\":false}\n",
      #"{"columns":["a","b"],"data":[[1,"x"],[null,"y"]]}"#,
      #"{"a":[1,2],"b":["x","漢"]}"#,
      #"[["a","b"],[1,"x"]]"#,
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      for length in 0...bytes.count {
        _ = try? withSource(Array(bytes[..<length])) { input in
          try JSONSource(input).mapBatches({ $0.rowCount }) { _ in true }
        }
      }
    }
  }

  @Test func `long inputs are cut into pieces without losing or changing a record`() throws {
    var records: [String] = []
    for i in 0..<20_000 {
      records.append(
        #"{"id":\#(i),"name":"row \#(i) \"q\" [}],","v":\#(Double(i) / 8),"tags":"[\#(i % 7)]"}"#)
    }
    let expected = records.joined(separator: "\n") + "\n"
    #expect(try lines(expected) == expected)
    #expect(try lines("[" + records.joined(separator: ", \n ") + "]") == expected)
    let wide = expected.split(separator: "\n").map { $0 }
    #expect(wide.count == 20_000)
    let ids = (0..<20_000).map(String.init).joined(separator: ",")
    let texts = (0..<20_000).map { "\"t\($0)\"" }.joined(separator: " , ")
    let columns = try lines("{\"id\":[\(ids)],\"t\":[\(texts)]}")
    #expect(columns == (0..<20_000).map { "{\"id\":\($0),\"t\":\"t\($0)\"}\n" }.joined())
  }

  @Test func `rows know their lines`() throws {
    let text = "[\n{\"a\":1},\n\n{\n\"a\":2},{\"a\":3}]"
    let numbers = try withSource(Array(text.utf8)) { input in
      var numbers: [UInt32] = []
      try JSONSource(input).mapBatches({ $0.rows.map(\.number) }) {
        numbers += $0
        return true
      }
      return numbers
    }
    #expect(numbers == [2, 4, 5])
  }

  @Test(arguments: [
    #"[{"a":1}][{"a":2},{"a":3}]"#, "[{\"a\":1},{\"a\":2}]\n[]\n[{\"a\":3}]\n",
  ])
  func `arrays in a row are one list of records`(text: String) throws {
    #expect(try lines(text) == "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
  }

  @Test(arguments: [#"[{"a":1}][{"a":2}"#, #"[{"a":1}]]"#, #"[{"a":1}][[{"a":2}]]"#])
  func `arrays in a row open and close in turn`(text: String) {
    #expect(throws: JSONError.self) { _ = try lines(text) }
  }

  @Test func `a first record may be longer than what is looked at`() throws {
    let long = String(repeating: "x", count: 1 << 20)
    #expect(
      try lines("{\"a\":\"\(long)\"}\n{\"a\":\"y\"}\n")
        == "{\"a\":\"\(long)\"}\n{\"a\":\"y\"}\n")
  }

  @Test func `keys are exact, and nested ones are other columns than dotted ones`() throws {
    #expect(try lines(#"{" a ":1,"a":2}"#) == "{\" a \":1,\"a\":2}\n")
    #expect(try lines(#"{"a.b":1,"a":{"b":2}}"#) == "{\"a.b\":1,\"a.b_2\":2}\n")
    let composed = "{\"caf\u{E9}\":1,\"cafe\u{301}\":2}\n"
    #expect(Array(try lines(composed).utf8) == Array(composed.utf8))
  }

  @Test(arguments: [true, false])
  func `UTF-16 is read`(isLittle: Bool) throws {
    let units = Array("\u{FEFF}[{\"a\":\"é😀\"}]".utf16)
    let bytes = units.flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return isLittle ? pair : pair.reversed()
    }
    let source = try JSONSource(MemoryBytes(bytes))
    #expect(source.schema.names == ["a"])
    #expect(source.rowCount == 1)
    #expect(throws: JSONError.self) { _ = try JSONSource(MemoryBytes(bytes.dropLast())) }
  }

  @Test func `members beside the records are told by name`() throws {
    let source = try JSONSource(MemoryBytes(#"{"rows":[{"a":1}],"next":"p2","total":9}"#))
    var told: [String] = []
    try source.mapBatches(
      { $0.diagnostics.kept.map(\.message) },
      inOrder: {
        told += $0
        return true
      })
    #expect(told == ["not read, as they hold no records: \"next\", \"total\""])
  }
}
