import RowcastTabular
import Testing

@testable import RowcastDelimitedText

/// Notes every field and record.
private protocol EventRecorder: RecordSink {
  var events: [String] { get set }
  init()
}

extension EventRecorder {
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    events.append("\(start)-\(end) \(traits.rawValue) \(classes)")
  }

  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    // Where the next record may start is before or behind the LF of a CRLF.
    events.append("record line \(line) \(isTerminated)")
    return true
  }
}

private struct DigitRecorder: EventRecorder {
  static let byteClass = ByteClass.notDigit
  var events: [String] = []
}

private struct EscapeRecorder: EventRecorder {
  static let byteClass = ByteClass.escaped
  var events: [String] = []
}

/// Where records end, and the ends of the lines between them.
private struct Ends: RecordSink {
  static let byteClass = ByteClass.none
  var ends: Set<Int> = [0]
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {}
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    ends.insert(next)
    return true
  }
}

private func randomText(_ seed: UInt64, clean: Bool) -> [UInt8] {
  var random = Seeded(seed)
  var bytes: [UInt8] = []
  let pieces: [String] =
    clean
    ? [
      "1", "-2.5", "ab", "é", "\"x\"", "\"\"", "\"a,b\"", "\"c\nd\"", "\"e\r\nf\"", "\"g\"\"h\"",
      "\"\r\"",
      "\"a line of a text that is longer than one block of\nthe index, quote to quote,\tor so\"",
    ]
    : [
      "a", "1", ",", "\"", "\n", "\r", "\r\n", "\"\"", " ", "é", ",\"", "\",",
      "xxxxxxxxxxxxxxxxxxxx",
    ]
  let count = Int.random(in: 0...90, using: &random)
  for _ in 0..<count {
    bytes.append(contentsOf: pieces.randomElement(using: &random)?.utf8 ?? "".utf8)
    if clean {
      bytes.append(
        contentsOf: [",", ",", ",", "\n", "\r\n", "\r", "\n\n"].randomElement(using: &random)?.utf8
          ?? "".utf8)
    }
  }
  return bytes
}

@Suite("The structure of records")
struct StructureTests {
  @Test("the vector scanner and the walker see the same fields", arguments: [true, false])
  func agreement(clean: Bool) {
    agree(DigitRecorder.self, clean: clean, delimiter: ",")
    agree(EscapeRecorder.self, clean: clean, delimiter: ",")
    agree(EscapeRecorder.self, clean: clean, delimiter: "\t")
  }

  private func agree<Sink: EventRecorder>(_ type: Sink.Type, clean: Bool, delimiter: String) {
    let grammar = Grammar(delimiter: Array(delimiter.utf8))
    var regular = 0
    // One expectation for all: asked for each, they take longer than the scanner.
    var wrong: [UInt64] = []
    for seed in 0..<1200 as Range<UInt64> {
      var bytes = randomText(seed, clean: clean)
      if let separator = delimiter.utf8.first {
        for i in bytes.indices where bytes[i] == UInt8(ascii: ",") { bytes[i] = separator }
      }
      let padded = PaddedBytes(bytes)
      let index = StructureIndex(
        padded, grammar: grammar, class: Sink.byteClass, validates: true)
      if index.malformed != nil { wrong.append(seed) }
      var slow = Sink()
      let (failure, lines) = RecordWalker(grammar: grammar).walk(
        bytes.span, from: 0, count: bytes.count, sink: &slow)
      guard index.isRegular else { continue }
      regular += 1
      var fast = Sink()
      let fastLines = IndexWalker(grammar: grammar).walk(padded, index: index, sink: &fast)
      if failure != nil || fast.events != slow.events || lines != fastLines { wrong.append(seed) }
    }
    #expect(wrong == [])
    #expect(regular > (clean ? 1150 : 40))
  }

  @Test("a cut never falls inside a record")
  func cuts() {
    let grammar = Grammar(delimiter: [UInt8(ascii: ",")])
    var found = 0
    var wrong: [String] = []
    for seed in 0..<800 as Range<UInt64> {
      let bytes = randomText(seed, clean: seed % 2 == 0)
      var sink = Ends()
      _ = RecordWalker(grammar: grammar).walk(
        bytes.span, from: 0, count: bytes.count, sink: &sink)
      for count in stride(from: 0, through: bytes.count, by: 7) {
        guard let end = RecordCut(grammar: grammar).end(bytes.span, count: count) else { continue }
        if end > 0 { found += 1 }
        let isBlankLine =
          end > 0 && isLineEnd(bytes[end - 1]) && sink.ends.contains(blanksBack(bytes, end))
        if !sink.ends.contains(end), !isBlankLine {
          wrong.append("seed \(seed), window \(count), end \(end)")
        }
      }
    }
    #expect(wrong == [])
    #expect(found > 400)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

  /// Before the blank lines that end at `end`.
  private func blanksBack(_ bytes: [UInt8], _ end: Int) -> Int {
    var at = end
    while at > 0, isLineEnd(bytes[at - 1]) {
      at -= 1
      if at == 0 || !isLineEnd(bytes[at - 1]) {
        return at == 0
          ? 0 : bytes[at] == 13 && at + 1 < bytes.count && bytes[at + 1] == 10 ? at + 2 : at + 1
      }
    }
    return at
  }

  @Test("records are the same however the file is cut into chunks")
  func chunks() throws {
    var text = "id,note,n\n"
    for i in 0..<25 { text += "\(i),\"line \(i)\nand, \"\"more\"\" of\r\nit\",\(i * 7)\n" }
    let whole = try rows(of: try source(text))
    #expect(whole.count == 25)
    let schema = try source(text).schema
    for size in 1..<350 {
      var options = DelimitedOptions()
      options.limits.chunkBytes = size
      let cut = try source(text, options)
      #expect(try rows(of: cut) == whole, "chunks of \(size)")
      #expect(cut.schema == schema)
    }
  }

  @Test("row numbers are the physical lines on which records start")
  func lines() throws {
    let text = "a,b\r\n1,\"x\r\ny\"\r\n\r\n2,z\n\"\n\",q\r3,w\n"
    for size in [1 << 19, 64] {
      var options = DelimitedOptions()
      options.limits.chunkBytes = size
      var numbers: [UInt32] = []
      try source(text, options).mapBatches(
        { $0.rows.map(\.number) },
        inOrder: {
          numbers += $0
          return true
        })
      #expect(numbers == [2, 5, 6, 8])
    }
  }
}
