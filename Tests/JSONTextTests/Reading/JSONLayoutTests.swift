import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastJSONText

/// Where the records of a document are that has no list of them at the top.
@Suite struct `Records inside a document` {
  /// What is told of a text.
  private func told(_ text: String, _ options: JSONSourceOptions = .init()) throws -> [String] {
    var told: [String] = []
    try JSONSource(MemoryBytes(text), options: options).mapBatches({ $0.diagnostics.kept }) {
      told += $0.map { "\($0.kind.rawValue): \($0.message)" }
      return true
    }
    return told
  }

  @Test(arguments: [
    (#"{"data":{"users":[{"a":1},{"a":2}]}}"#, []),
    (
      #"{"took":1,"hits":{"total":2,"max":{"n":1},"hits":[{"a":1},{"a":2}]}}"#,
      [#"not read, as they hold no records: "took", "hits.total", "hits.max""#]
    ),
    (
      #"{"meta":{"n":1},"result":{"items":[{"a":1},{"a":2}],"tags":["x"]}}"#,
      [#"not read, as they hold no records: "meta", "result.tags""#]
    ),
  ])
  func `the one list of objects inside objects is found`(text: String, beside: [String]) throws {
    #expect(try lines(text) == "{\"a\":1}\n{\"a\":2}\n")
    #expect(try told(text) == beside.map { "other-members: \($0)" })
  }

  @Test func `of several lists inside objects one can be asked for by its path`() throws {
    let text = #"{"a":{"x":[{"n":1}],"k":1},"b.c":{"y":[{"n":2}]}}"#
    #expect(
      try lines(text) == #"{"a.x":[{"n":1}],"a.k":1,"b.c.y":[{"n":2}]}"# + "\n")
    #expect(
      try told(text) == [
        #"inner-records: one record, in which arrays of records are values: "a.x", "b.c.y""#
      ])
    #expect(try lines(text, .init(member: "a.x")) == "{\"n\":1}\n")
    #expect(try lines(text, .init(member: "b.c.y")) == "{\"n\":2}\n")
    #expect(failure(text, .init(member: "a.y")) == "the key \"a.y\" is missing")
  }

  @Test(arguments: [
    #"{"id":{"0":1,"1":2},"name":{"0":"a","1":null}}"#,
    #"{"0":{"id":1,"name":"a"},"1":{"id":2,"name":null}}"#,
    "{ \"0\" : { \"id\" : 1 , \"name\" : \"a\" } ,\n \"1\" : { \"id\" : 2 } }\n",
  ])
  func `columns by the numbers of rows, and records by theirs, are records`(text: String) throws {
    #expect(try lines(text) == "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":null}\n")
    #expect(try told(text) == [])
  }

  @Test(arguments: [
    #"{"id":{"7":1,"9":2},"name":{"7":"a","9":"b"}}"#,
    #"{"7":{"id":1,"name":"a"},"9":{"id":2,"name":"b"}}"#,
  ])
  func `keys that say more than a row's number are a column`(text: String) throws {
    #expect(
      try lines(text)
        == #"{"_key":"7","id":1,"name":"a"}"# + "\n" + #"{"_key":"9","id":2,"name":"b"}"# + "\n")
  }

  @Test func `three objects of the same fields are records under keys`() throws {
    let text = #"{"u1":{"n":"a","v":1},"u\u0032":{"n":"b","v":2},"u3":{"n":"c","v":null}}"#
    #expect(
      try lines(text) == """
        {"_key":"u1","n":"a","v":1}
        {"_key":"u2","n":"b","v":2}
        {"_key":"u3","n":"c","v":null}

        """)
    let two = #"{"home":{"lat":1,"lon":2},"work":{"lat":3,"lon":4}}"#
    #expect(try lines(two) == #"{"home.lat":1,"home.lon":2,"work.lat":3,"work.lon":4}"# + "\n")
    #expect(
      try told(two) == [
        "inner-records: one record, whose 2 members have the same keys and may be records: "
          + #""home", "work""#
      ])
  }

  @Test func `long columns by numbers are read piece by piece`() throws {
    let ids = (0..<9000).map { #""\#($0)":\#($0)"# }.joined(separator: ",")
    let texts = (0..<9000).map { #""\#($0)":"t\#($0)""# }.joined(separator: " , ")
    #expect(
      try lines("{\"id\":{\(ids)},\"t\":{\(texts)}}")
        == (0..<9000).map { "{\"id\":\($0),\"t\":\"t\($0)\"}\n" }.joined())
    let records = (0..<9000).map { #""\#($0)":{"id":\#($0)}"# }.joined(separator: ",\n")
    #expect(try lines("{\(records)}") == (0..<9000).map { "{\"id\":\($0)}\n" }.joined())
  }

  @Test(arguments: [
    "{\"a\":1},\n{\"a\":2},\n", "{\"a\":1}, {\"a\":2},", "{\n\"a\":1\n},\n{\n\"a\":2\n}\n",
    "\u{1E}{\"a\":1}\n\u{1E}{\"a\":2}\n", "[{\"a\":1}]\n{\"a\":2}\n",
  ])
  func `lists without brackets and sequences are read`(text: String) throws {
    #expect(try lines(text) == "{\"a\":1}\n{\"a\":2}\n")
  }

  @Test func `what is no number is no value, and counted with its line`() throws {
    let text = "[{\"a\":NaN,\"b\":[1,-Infinity]},\n{\"a\":Infinity,\"b\":\"NaN\"}]"
    #expect(
      try lines(text) == "{\"a\":null,\"b\":[1,null]}\n{\"a\":null,\"b\":\"NaN\"}\n")
    var log = DiagnosticLog()
    try JSONSource(MemoryBytes(text)).mapBatches({ $0.diagnostics }) {
      log.merge($0)
      return true
    }
    #expect(log.counts == [.badNumber: 3])
    #expect(log.kept.map(\.location.row) == [1, 1, 2])
    #expect(failure("[{\"a\":Nan}]") == "line 1:7: not JSON: expected a value, found 'N'")
  }

  @Test func `a header that was asked for where keys are names is told`() throws {
    #expect(
      try told("{\"a\":1}\n", .init(hasHeader: false)).map { $0.prefix(14) } == ["unused-setting"])
    #expect(try told("[[1,2]]", .init(hasHeader: false)) == [])
  }

  @Test(arguments: [
    "{\"a\":\"x, y\"}\n{\"a\":1}\n", "[{\"a\":1}]", "[\n{\"a\": NaN}]\n", "1\n2\n", "[1,2]\n[3,4]",
  ])
  func `JSON is told by its beginning`(text: String) {
    #expect(JSONBeginning.isJSON(Array(text.utf8), isWhole: true))
    #expect(!JSONBeginning.isLinesOfFields(Array(text.utf8), isWhole: true))
    for length in 1..<text.utf8.count {
      #expect(JSONBeginning.isJSON(Array(text.utf8.prefix(length)), isWhole: false))
    }
  }

  @Test(arguments: ["[id],name\n1,2\n", "{\"a\":1},5\n", "{\"a\":1}\t{\"a\":2}\n", "{a}\n1\n", ""])
  func `fields that begin with a bracket are no JSON`(text: String) {
    #expect(!JSONBeginning.isJSON(Array(text.utf8), isWhole: true))
  }

  @Test func `lines of fields are told from broken JSON`() {
    for text in ["id,name\n1,Ann\n", "1;2\n3;4\n", "\"a\"\t\"b\"\n"] {
      #expect(JSONBeginning.isLinesOfFields(Array(text.utf8), isWhole: true))
    }
    for text in [
      "// a, b\n{\"a\":1}\n", "call({\"a\":1,\"b\":2})\n", "a\nb\n", "var a = [\n1,2]\n",
    ] {
      #expect(!JSONBeginning.isLinesOfFields(Array(text.utf8), isWhole: true))
    }
  }
}
