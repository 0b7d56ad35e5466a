import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import Testing

@Suite struct `From CSV to JSON and back` {
  /// All that a source writes with an encoder.
  func bytes(_ source: some RecordSource, _ encoder: some RecordEncoder) throws -> [UInt8] {
    var buffer = OutputBytes()
    encoder.encodeBeginning(into: &buffer)
    var rows = 0
    try source.mapBatches(
      { batch -> (ByteChunk, Int) in
        var part = OutputBytes()
        encoder.encode(batch, into: &part)
        return (part.take(), batch.rowCount)
      },
      inOrder: { part, count in
        buffer.append(part.bytes)
        rows += count
        return true
      })
    encoder.encodeEnd(rowCount: rows, into: &buffer)
    return buffer.array()
  }

  static let csv: String = {
    var text = "id,name,amount,big,day,flag,note\n"
    for i in 0..<2000 {
      let name = ["Ann", "\"with, comma\"", "\"say \"\"hi\"\"\"", "\"two\nlines\"", "漢字 é"][i % 5]
      let amount = i % 7 == 0 ? "" : "\(i).\(i % 10)0"
      text += "\(i),\(name),\(amount),\(i + 1)2345678901234567890,2024-03-0\(i % 9 + 1),"
      text += "\(i % 2 == 0),\(i % 3 == 0 ? "" : "00\(i)")\n"
    }
    return text
  }()

  @Test(arguments: JSONRecordOptions.Shape.allCases)
  func `every shape brings the very bytes of a CSV file back`(
    shape: JSONRecordOptions.Shape
  ) throws {
    try withSource(Array(Self.csv.utf8)) { input in
      let source = try DelimitedSource(input)
      let encoder = JSONRecordEncoder(schema: source.schema, options: .init(shape: shape))
      let json = try bytes(source, encoder)
      try withSource(json) { input in
        let back = try JSONSource(input)
        #expect(back.rowCount == 2000)
        #expect(
          try String(
            decoding: bytes(back, DelimitedEncoder(schema: back.schema)), as: UTF8.self)
            == Self.csv)
      }
    }
  }

  @Test func `columns bring it back too`() throws {
    try withSource(Array(Self.csv.utf8)) { input in
      let source = try DelimitedSource(input)
      let encoder = JSONColumnsEncoder(schema: source.schema)
      let writer = JSONColumnsWriter(encoder)
      try source.mapBatches({ encoder.encode($0) }) {
        try writer.append($0)
        return true
      }
      var json: [UInt8] = []
      try writer.finish { for i in 0..<$0.count { json.append($0[i]) } }
      try withSource(json) { input in
        let back = try JSONSource(input)
        #expect(
          try String(
            decoding: bytes(back, DelimitedEncoder(schema: back.schema)), as: UTF8.self)
            == Self.csv)
      }
    }
  }
}
