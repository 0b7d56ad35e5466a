import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite("Delimited text out and in again")
struct RoundTripTests {
  private func written(_ read: DelimitedSource, _ delimiter: Character) throws -> [UInt8] {
    let encoder = DelimitedEncoder(schema: read.schema, delimiter: delimiter)
    var buffer = OutputBytes()
    encoder.encodeBeginning(into: &buffer)
    var bytes: [UInt8] = []
    try read.mapBatches(
      { batch in
        var part = OutputBytes()
        encoder.encode(batch, into: &part)
        return part.array()
      },
      inOrder: {
        bytes += $0; return true
      })
    var end = OutputBytes()
    encoder.encodeEnd(rowCount: read.rowCount ?? 0, into: &end)
    return buffer.array() + bytes + end.array()
  }

  @Test("any table comes back as it was", arguments: [Character(","), ";", "\t"])
  func randomTables(_ delimiter: Character) throws {
    let pieces = [
      "a", "1", "-2.5", "007", "true", "NA", "", " ", "\"", "\n", "\r\n", ",", ";", "\t", "é", "日本",
      "2024-01-05", "1e5", "x y", "'", "#", "\\", "0.1", "null", "1,5",
    ]
    for seed in 0..<150 as Range<UInt64> {
      var random = Seeded(seed)
      let width = Int.random(in: 2...5, using: &random)
      var text = (0..<width).map { "c\($0)" }.joined(separator: ",") + "\n"
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        text +=
          (0..<width).map { _ in
            let value = (0..<Int.random(in: 0...2, using: &random))
              .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            return "\"" + value.replacing("\"", with: "\"\"") + "\""
          }.joined(separator: ",") + "\n"
      }
      var options = DelimitedOptions()
      options.delimiter = ","
      options.header = .rows(1)
      options.skipRows = 0
      options.comment = .none
      options.quote = .text("\"")
      options.escape = .none
      let first = try source(text, options)
      options.delimiter = String(delimiter)
      let second = try source(try written(first, delimiter), options)
      #expect(try rows(of: second) == rows(of: first), "seed \(seed)")
      #expect(second.schema.columns.map(\.name) == first.schema.columns.map(\.name))
      // A decimal comma is a number only where the delimiter is another.
      if delimiter == "," {
        #expect(
          second.schema.columns.map(\.kind) == first.schema.columns.map(\.kind), "seed \(seed)")
      }
    }
  }

  @Test("fields are quoted only when they must be")
  func quoting() throws {
    let text = "a,b\n1,plain\n2,\"with, comma\"\n3,\"say \"\"so\"\"\"\n4,\"two\nlines\"\n5,\"\"\n"
    #expect(String(decoding: try written(try source(text), ","), as: UTF8.self) == text)
  }

  @Test func `error values are written as their text`() {
    let schema = Schema(["a", "b"].enumerated().map { ColumnSchema(name: $1, source: $0) })
    var batch = RecordBatch()
    batch.append("#N/A".utf8, kind: .error, column: 0)
    batch.append("#a,b!".utf8, kind: .error, column: 1)
    batch.endRow(number: 1)
    var buffer = OutputBytes()
    DelimitedEncoder(schema: schema).encode(batch, into: &buffer)
    #expect(buffer.string == "#N/A,\"#a,b!\"\n")
  }
}
