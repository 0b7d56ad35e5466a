import RowcastTabular
import Testing

@testable import RowcastDelimitedText

/// Text that arrives in pieces is read as the same text in a file, wherever it is cut.
@Suite struct StreamTests {
  private func rows(_ text: [UInt8], blockBytes: Int, _ options: DelimitedOptions) async throws
    -> [[String?]]
  {
    let pieces = AsyncStream([UInt8].self) { pieces in
      for start in stride(from: 0, to: text.count, by: 7) {
        pieces.yield(Array(text[start..<min(start + 7, text.count)]))
      }
      pieces.finish()
    }
    var rows: [[String?]] = []
    for try await row in DelimitedStream(pieces, options: options, blockBytes: blockBytes) {
      rows.append(row.values.map { $0.isMissing ? nil : $0.description })
    }
    return rows
  }

  private static let texts = [
    "a,b,c\n" + (0..<60).map { "\($0),名前 é\($0),\"x\ny \"\"\($0)\"\"\"\n" }.joined(),
    "a;b\r\n" + (0..<60).map { "\($0),5;ü\r\n" }.joined() + "7,5;last",
    "a\tb\n1\t\"" + String(repeating: "long, ü\n", count: 40) + "\"\n2\tx\n",
  ]

  @Test(arguments: texts.indices, [40, 61, 64, 200, 1 << 18])
  func `A stream has the rows of the file`(_ index: Int, blockBytes: Int) async throws {
    let bytes = Array(Self.texts[index].utf8)
    var options = DelimitedOptions()
    options.types = .text
    options.header = .rows(1)
    options.delimiter = [",", ";", "\t"][index]
    let expected = try DelimitedTextTests.rows(of: source(bytes, options))
    #expect(try await rows(bytes, blockBytes: blockBytes, options) == expected)
  }

  @Test func `A stream in another encoding is read in it`() async throws {
    let text = "a,b\n" + (0..<60).map { "\($0),Stra\u{DF}e \($0)\n" }.joined()
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let found = try await rows(bytes, blockBytes: 100, DelimitedOptions())
    #expect(found.count == 60 && found[59] == ["59", "Straße 59"])
  }
}
