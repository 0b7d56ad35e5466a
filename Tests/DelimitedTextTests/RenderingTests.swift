import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDelimitedText
@testable import RowcastJSONText
import RowcastFileIO

/// The records as JSON: straight from the file's bytes, or cell by cell.
private func json(
  _ source: any RecordSource, _ options: JSONRecordOptions = JSONRecordOptions(), direct: Bool,
  rowCount: Int = 0
) throws -> (text: String, diagnostics: [Diagnostic.Kind: Int]) {
  let encoder = JSONRecordEncoder(schema: source.schema, options: options)
  var buffer = OutputBytes()
  var log = DiagnosticLog()
  let write = { (batch: EncodedBatch) -> Bool in
    buffer.append(batch.bytes.bytes)
    log.merge(batch.diagnostics)
    return true
  }
  encoder.encodeBeginning(into: &buffer)
  if direct {
    #expect(encoder.template != nil)
    try source.encodeBatches(with: encoder, inOrder: write)
  } else {
    try source.mapBatches({ EncodedBatch($0, by: encoder) }, inOrder: write)
  }
  encoder.encodeEnd(rowCount: rowCount, into: &buffer)
  return (String(decoding: buffer.array(), as: UTF8.self), log.counts)
}

@Suite("Records by a template")
struct RenderingTests {
  private static let shapes: [JSONRecordOptions] = [
    JSONRecordOptions(), JSONRecordOptions(shape: .records, isPretty: true),
    JSONRecordOptions(shape: .values), JSONRecordOptions(shape: .split, empty: .text),
  ]

  private func agree(_ source: DelimitedSource, _ what: String) throws {
    guard !source.schema.columns.isEmpty else { return }
    for options in Self.shapes {
      let rowCount = source.rowCount ?? 0
      let fast = try json(source, options, direct: true, rowCount: rowCount)
      let slow = try json(source, options, direct: false, rowCount: rowCount)
      #expect(fast.text == slow.text, "\(what), \(options.shape)")
      #expect(fast.diagnostics == slow.diagnostics, "\(what)")
    }
  }

  @Test(
    "they are those that the cells give, on every fixture",
    arguments: try FixturePair.all(in: "delimited", extensions: ["csv", "tsv"]))
  func fixtures(_ pair: FixturePair) throws {
    try agree(DelimitedSource(InputFile(path: pair.input)), pair.input)
  }

  @Test("they are those that the cells give, on random tables in chunks of any size")
  func random() throws {
    let pieces = [
      "", "1", "-2.5", ".5", "NA", "true", "FALSE", "2024-03-01", "2024-03-01T10:20:30", "10:20:30",
      "é", "\"\"", "\"a \"\"b\"\"\"", "\"c\nd\"", "back\\slash", "x\u{1}y", "\"1\"", "007",
      "\"\(String(repeating: "long, ", count: 20))\"\"\n\"",
    ]
    for seed in 0..<150 as Range<UInt64> {
      var random = Seeded(seed)
      let columns = (0..<4).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }
      }
      var text = "a,b,c,d\n"
      for _ in 0..<30 {
        let width = Int.random(in: 0..<20, using: &random) == 0 ? 3 : 4
        text += columns.prefix(width).map { $0.randomElement(using: &random) ?? "" }
          .joined(separator: ",")
        text += "\n"
      }
      var options = DelimitedOptions()
      options.delimiter = ","
      options.quote = .text("\"")
      options.header = .rows(1)
      options.limits.chunkBytes = [64, 300, 1 << 19][Int(seed % 3)]
      if seed % 5 == 0 { options.nullTokens = ["1", "2024-03-01", "true"] }
      if seed % 7 == 0 { options.limit = 11 }
      guard let source = try? source(text, options) else { continue }
      try agree(source, "seed \(seed)")
    }
  }

  @Test("in one pass they are those of two, also when the guess is found wrong")
  func onePass() throws {
    let pieces = [
      "", "1", "-2.5", "NA", "true", "2024-03-01", "é", "\"a \"\"b\"\"\"", "\"c\nd\"", "x y z",
      "\"1\"", "bare \" quote", "long \(String(repeating: "text ", count: 20))",
    ]
    var agreed = 0
    for seed in 0..<200 as Range<UInt64> {
      var random = Seeded(seed)
      let columns = (0..<3).map { _ in
        (0..<Int.random(in: 1...2, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }
      }
      var text = "a,b,c\n"
      for row in 0..<60 {
        // What comes late may prove the guess wrong.
        let isOdd = row > 40 && Int.random(in: 0..<60, using: &random) == 0
        text += columns.map { ($0 + (isOdd ? pieces : [])).randomElement(using: &random) ?? "" }
          .joined(separator: ",")
        text += isOdd && seed % 3 == 0 ? ",more\n" : "\n"
      }
      var options = DelimitedOptions()
      options.delimiter = ","
      options.quote = .text("\"")
      options.header = .rows(1)
      options.limits.chunkBytes = [64, 300, 1 << 19][Int(seed % 3)]
      let file = input(Array(text.utf8))
      guard let twice = try? DelimitedSource(file, options: options) else { continue }
      let slow = try json(twice, direct: false)
      let once = try DelimitedSource(file, options, guessingFrom: 0)
      var calls = 0
      for direct in [true, false] {
        let fast = try once.reading { found in
          calls += 1
          return try json(found, direct: direct)
        }
        #expect(fast.text == slow.text, "seed \(seed)")
      }
      if once.rowCount == nil, calls == 2 { agreed += 1 }
    }
    #expect(agreed > 50)
  }

  @Test("a line end in a long quoted text is escaped wherever the text begins in the file")
  func longTexts() throws {
    var text = "k,v\n"
    let long = "line one of the text\nand the second one that is long enough to go beyond a block"
    for pad in 0..<70 { text += "\"\(String(repeating: "a", count: pad))\",\"\(long)\"\n" }
    let source = try source(text)
    for direct in [true, false] {
      let lines = try json(source, direct: direct).text.split(separator: "\n")
      #expect(lines.count == 70)
      for (pad, line) in lines.enumerated() {
        let key = pad == 0 ? "" : String(repeating: "a", count: pad)
        let value = long.replacing("\n", with: "\\n")
        #expect(line == "{\"k\":\"\(key)\",\"v\":\"\(value)\"}")
      }
    }
  }

  @Test("a word named as missing is missing among dates and truth values, too")
  func namedMissing() throws {
    var options = DelimitedOptions()
    options.nullTokens = ["1900-01-01", "true"]
    let text = "day,flag\n2024-03-01,false\n1900-01-01,true\n"
    let found = try rows(of: try source(text, options))
    #expect(found == [["2024-03-01", "false"], [nil, nil]])
  }
}
