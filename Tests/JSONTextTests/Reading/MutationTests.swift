import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Damaged JSON` {
  static let texts = [
    #"[{"a":1,"b":{"c":"x\u00e9\\"}},{"a":[1,{"q":null}],"d":true}]"#,
    "{\"a\":1,\"b\":\"x\"}\n{\"a\":-2.5e3,\"c\":false}\n",
    #"{"columns":["a","b"],"data":[[1,"x"],[null,"y"]],"more":{"k":[]}}"#,
    #"{"a":[1,2],"b":["x","漢\ud83d\ude00"]}"#,
    #"[["a","b"],[1,"x"],["\u0000",{}]]"#,
  ]

  /// The same document with some bytes changed, taken away or doubled.
  static func mutated(_ bytes: [UInt8], _ generator: inout FixedGenerator) -> [UInt8] {
    var bytes = bytes
    let signs = Array("{}[]\",:\\u0e-.tn \n".utf8) + [0x00, 0x80, 0xC3, 0xFF, 0xED]
    for _ in 0...Int(generator.next() % 3) where !bytes.isEmpty {
      let place = Int(generator.next() % UInt64(bytes.count))
      switch generator.next() % 4 {
      case 0: bytes[place] = signs[Int(generator.next() % UInt64(signs.count))]
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(signs[Int(generator.next() % UInt64(signs.count))], at: place)
      default: bytes += bytes[place...]
      }
    }
    return bytes
  }

  @Test func `a changed document parses or is refused, and what parses is written again`() throws {
    var generator = FixedGenerator(seed: 2024)
    var wrong: [JSONValue] = []
    for round in 0..<6000 {
      let bytes = Self.mutated(Array(Self.texts[round % Self.texts.count].utf8), &generator)
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      let (short, long) = (value.text(), value.text(isPretty: true))
      if try JSONValue(parsing: short) != value || JSONValue(parsing: long) != value {
        wrong.append(value)
      }
    }
    #expect(wrong == [])
  }

  @Test func `a changed document is read as records or refused, and never traps`() throws {
    var generator = FixedGenerator(seed: 7)
    for round in 0..<500 {
      let bytes = Self.mutated(Array(Self.texts[round % Self.texts.count].utf8), &generator)
      try withSource(bytes) { input in
        guard let source = try? JSONSource(input) else { return }
        let encoder = JSONRecordEncoder(schema: source.schema)
        var output: [UInt8] = []
        var rows = 0
        try source.mapBatches(
          { batch -> [UInt8] in
            var buffer = OutputBytes()
            encoder.encode(batch, into: &buffer)
            return buffer.array()
          },
          inOrder: {
            output += $0
            return true
          })
        for line in output.split(separator: UInt8(ascii: "\n")) {
          _ = try JSONValue(parsing: Array(line))
          rows += 1
        }
        #expect(rows == source.rowCount)
      }
    }
  }
}
