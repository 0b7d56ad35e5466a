import RowcastJSONText
import RowcastTabular
import Testing

@Suite struct `JSON records` {
  let people = schema("name", "age", "joined")
  let rows = batch([
    [.text("Ann \"A\""), .number("31.50"), .at(.date, 19_783 * 86_400_000)],
    [.text("Bo"), .none, .none],
  ])

  @Test func `NDJSON is one object a line with null for what is missing`() {
    #expect(
      encoded(JSONRecordEncoder(schema: people), rows) == """
        {"name":"Ann \\"A\\"","age":31.50,"joined":"2024-03-01"}
        {"name":"Bo","age":null,"joined":null}

        """)
  }

  @Test func `an array of records spans batches`() {
    let second = batch([[.text("Cy")]], firstRow: 2)
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(shape: .records)), rows, second)
        == """
        [
        {"name":"Ann \\"A\\"","age":31.50,"joined":"2024-03-01"},
        {"name":"Bo","age":null,"joined":null},
        {"name":"Cy","age":null,"joined":null}
        ]

        """)
  }

  @Test func `no rows give an empty array`() {
    #expect(encoded(JSONRecordEncoder(schema: people, options: .init(shape: .records))) == "[]\n")
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(shape: .values))) == """
        [
        ["name","age","joined"]
        ]

        """)
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(shape: .split))) == """
        {"columns":["name","age","joined"],
        "data":[]}

        """)
  }

  @Test func `values are arrays below the names`() {
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(shape: .values)), rows) == """
        [
        ["name","age","joined"],
        ["Ann \\"A\\"",31.50,"2024-03-01"],
        ["Bo",null,null]
        ]

        """)
  }

  @Test func `values can keep the width of each row`() {
    let options = JSONRecordOptions(shape: .values, keepsRowWidth: true)
    let ragged = batch([
      [.text("a")], [.none, .text("b")], [], [.text("c"), .none, .none, .text("d")],
    ])
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: options), ragged) == """
        [
        ["name","age","joined"],
        ["a"],
        [null,"b"],
        [],
        ["c",null,null,"d"]
        ]

        """)
  }

  @Test func `split has columns and data`() {
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(shape: .split)), rows) == """
        {"columns":["name","age","joined"],
        "data":[
        ["Ann \\"A\\"",31.50,"2024-03-01"],
        ["Bo",null,null]
        ]}

        """)
  }

  @Test func `pretty records are indented`() {
    let options = JSONRecordOptions(shape: .records, isPretty: true, empty: .omit)
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: options), rows) == """
        [
          {
            "name": "Ann \\"A\\"",
            "age": 31.50,
            "joined": "2024-03-01"
          },
          {
            "name": "Bo"
          }
        ]

        """)
  }

  @Test func `missing values can be left out or be empty texts`() {
    let empty = batch([[.none], [.none, .integer(1)]])
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(empty: .omit)), empty)
        == "{}\n{\"age\":1}\n")
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(empty: .text)), empty) == """
        {"name":"","age":"","joined":""}
        {"name":"","age":1,"joined":""}

        """)
  }

  @Test func `cells beyond the schema are named by their column`() {
    let wide = batch([[.integer(1), .integer(2), .integer(3), .none, .integer(5)]])
    #expect(
      encoded(JSONRecordEncoder(schema: people), wide)
        == "{\"name\":1,\"age\":2,\"joined\":3,\"column_5\":5}\n")
    #expect(
      encoded(
        JSONRecordEncoder(schema: schema("a", "column_3")), batch([[.none, .none, .integer(7)]]))
        == "{\"a\":null,\"column_3\":null,\"column_3_2\":7}\n")
    #expect(
      encoded(JSONRecordEncoder(schema: people, options: .init(keepsUnknownColumns: false)), wide)
        == "{\"name\":1,\"age\":2,\"joined\":3}\n")
  }

  @Test func `columns can be chosen and reordered`() {
    let chosen = Schema([
      ColumnSchema(name: "c", source: 2), ColumnSchema(name: "a", source: 0),
    ])
    let encoder = JSONRecordEncoder(schema: chosen, options: .init(keepsUnknownColumns: false))
    #expect(
      encoded(encoder, batch([[.integer(1), .integer(2), .integer(3)], [.integer(4)]]))
        == "{\"c\":3,\"a\":1}\n{\"c\":null,\"a\":4}\n")
  }

  @Test func `provenance stands in front and never takes a column's name`() {
    let options = JSONRecordOptions(hasProvenance: true)
    #expect(
      encoded(
        JSONRecordEncoder(schema: schema("_row"), options: options, sheet: "S\t1"),
        batch([[.integer(1)]])) == "{\"_sheet\":\"S\\t1\",\"_row_2\":2,\"_row\":1}\n")
    #expect(
      encoded(
        JSONRecordEncoder(schema: schema("a"), options: .init(hasSheet: true), sheet: "x"),
        batch([[]])) == "{\"_sheet\":\"x\",\"a\":null}\n")
  }

  @Test func `errors and kinds have their JSON`() {
    let all = batch([
      [
        .error("#DIV/0!"), .uncalculated, .boolean(true), .double(0.1), .integer(.min),
        .at(.time, 37_230_000), .at(.dateTime, 1000), .at(.duration, 93_780_000),
      ]
    ])
    let eight = schema("a", "b", "c", "d", "e", "f", "g", "h")
    #expect(
      encoded(JSONRecordEncoder(schema: eight, options: .init(shape: .lines, errors: .text)), all)
        == """
        {"a":"#DIV/0!","b":null,"c":true,"d":0.1,"e":-9223372036854775808,"f":"10:20:30",\
        "g":"1970-01-01T00:00:01","h":"PT26H3M"}

        """)
    #expect(encoded(JSONRecordEncoder(schema: eight), all).hasPrefix("{\"a\":null,\"b\":null"))
  }

  @Test func `numbers are exact or doubles`() {
    let numbers = batch([[.number("0.10000000000000000001"), .integer(9_007_199_254_740_993)]])
    let two = schema("a", "b")
    #expect(
      encoded(JSONRecordEncoder(schema: two), numbers)
        == "{\"a\":0.10000000000000000001,\"b\":9007199254740993}\n")
    #expect(
      encoded(JSONRecordEncoder(schema: two, options: .init(numbers: .double)), numbers)
        == "{\"a\":0.1,\"b\":9007199254740992}\n")
  }

  @Test func `shared texts are escaped where they need it`() {
    let dictionary = StringDictionary(["plain", "qu\"ote", "", "tab\t", "多行\n文本"])
    let codes = batch(
      [[.shared(0), .shared(1), .shared(2)], [.shared(3), .shared(4), .shared(9)]],
      dictionary: dictionary)
    #expect(
      encoded(JSONRecordEncoder(schema: schema("a", "b", "c")), codes) == """
        {"a":"plain","b":"qu\\"ote","c":""}
        {"a":"tab\\t","b":"多行\\n文本","c":null}

        """)
  }

  @Test func `texts of a large dictionary are written as those of a small one`() {
    let few = ["plain", "qu\"ote", "", String(repeating: "long ", count: 20), "tab\t"]
    let many = few + (0..<60_000).map { "text number \($0)" }
    func lines(_ texts: [String]) -> String {
      let codes = batch(
        [
          [.shared(0), .text("own"), .shared(1), .shared(2)], [.shared(3), .number("1.50")],
          [.none, .none, .none, .shared(4), .shared(0)], [.shared(99_999), .integer(3)],
        ], dictionary: StringDictionary(texts))
      return encoded(JSONRecordEncoder(schema: schema("a", "b", "c", "d")), codes)
    }
    #expect(lines(many) == lines(few))
  }
}
