import RowcastJSONText
import RowcastTabular
import Testing

@Suite struct `JSON by columns` {
  func written(
    _ encoder: JSONColumnsEncoder, _ batches: [RecordBatch]
  ) throws -> String {
    let writer = JSONColumnsWriter(encoder)
    for batch in batches { try writer.append(encoder.encode(batch)) }
    var bytes: [UInt8] = []
    try writer.finish { for i in 0..<$0.count { bytes.append($0[i]) } }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `each column is one list over all batches`() throws {
    let encoder = JSONColumnsEncoder(schema: schema("a", "b \"q\""))
    #expect(
      try written(
        encoder,
        [
          batch([[.integer(1), .text("x")], [.none, .text("y\n")]]),
          batch([[.number("2.50")]], firstRow: 2),
        ]) == "{\n\"a\":[1,null,2.50],\n\"b \\\"q\\\"\":[\"x\",\"y\\n\",null]\n}\n")
  }

  @Test func `no rows and no columns are still a document`() throws {
    #expect(try written(JSONColumnsEncoder(schema: schema("a")), []) == "{\n\"a\":[]\n}\n")
    #expect(try written(JSONColumnsEncoder(schema: Schema()), []) == "{}\n")
  }

  @Test func `columns can be reordered, with provenance before them`() throws {
    let chosen = Schema([
      ColumnSchema(name: "c", source: 2), ColumnSchema(name: "a", source: 0),
    ])
    let encoder = JSONColumnsEncoder(
      schema: chosen, options: .init(isPretty: true, hasProvenance: true), sheet: "S")
    #expect(
      try written(encoder, [batch([[.integer(1), .integer(2), .integer(3)], [.integer(4)]])])
        == """
        {
          "_sheet": ["S","S"],
          "_row": [2,3],
          "c": [3,null],
          "a": [1,4]
        }

        """)
  }

  @Test func `more than fits into memory waits in a file`() throws {
    let encoder = JSONColumnsEncoder(schema: schema("a", "b"))
    let text = String(repeating: "0123456789", count: 1000)
    let rows = 200
    let batches = (0..<10).map { part in
      batch(
        (0..<rows).map { [.integer(Int64(part * rows + $0)), .text(text)] },
        firstRow: part * rows)
    }
    let numbers = (0..<(10 * rows)).map(String.init).joined(separator: ",")
    let texts = Array(repeating: "\"\(text)\"", count: 10 * rows).joined(separator: ",")
    let result = try written(encoder, batches)
    #expect(result == "{\n\"a\":[\(numbers)],\n\"b\":[\(texts)]\n}\n")
  }
}
