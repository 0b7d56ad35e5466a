import RowcastFileIO
import FuzzSupport
import RowcastJSONText
@testable import RowcastTabular

@testable import RowcastDelimitedText

/// The first byte chooses options, the rest is a file. It is read or refused; read in small chunks
/// it gives the same records, and the vector scanner sees what the walker sees.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 1, let start else { return 0 }
  let content = UnsafeBufferPointer(start: start + 1, count: count - 1)
  var options = DelimitedOptions()
  if start[0] & 1 != 0 { options.types = .text }
  if start[0] & 2 != 0 { options.ragged = .keep }
  if start[0] & 4 != 0 { options.dateFormats["*"] = "%d/%m/%Y" }
  // Finding an encoding loads converters, which is slow: one input in 16 has it to do.
  if (UInt8(truncatingIfNeeded: count) ^ start[1]) & 15 != 0 { options.encoding = "utf-8" }
  if start[0] & 8 != 0 { options.quote = .none }
  if start[0] & 16 != 0 { options.strictRFC4180 = true }
  if start[0] & 32 != 0 { options.decimal = "," }
  if start[0] & 64 != 0 { options.escape = .text("\\") }
  if start[0] & 128 != 0 { options.comment = .text("#") }
  let whole = read(content, options)
  options.limits.chunkBytes = 64
  let pieces = read(content, options)
  precondition(whole == pieces, "chunks change the records")
  compareRendering(content, options)
  compareWalkers(content)
  return 0
}

/// All cells as text, or nothing when the file is refused.
private func read(
  _ bytes: UnsafeBufferPointer<UInt8>, _ options: DelimitedOptions
) -> [String] {
  let input = MemoryBytes(bytes)
  guard let source = try? DelimitedSource(input, options: options)
  else { return [] }
  var result: [String] = []
  try? source.mapBatches(
    { batch in
      (0..<batch.rowCount).map { row in
        batch.cellRange(ofRow: row).map { index in
          let cell = batch.cells[index]
          return "\(cell.column):\(cell.kind):\(batch.string(of: cell) ?? String(cell.payload))"
        }.joined(separator: "|") + "@\(batch.rows[row].number)"
      }
    },
    inOrder: {
      result += $0
      return true
    })
  precondition(result.count == source.rowCount, "rows were lost")
  if let table = try? source.table() { precondition(table.rowCount == source.rowCount) }
  let encoder = DelimitedEncoder(schema: source.schema)
  try? source.mapBatches(
    { batch in
      var buffer = OutputBytes()
      encoder.encode(batch, into: &buffer)
      return buffer.count
    }, inOrder: { _ in true })
  return result
}

/// The same JSON straight from the bytes and cell by cell, in two passes and in one.
private func compareRendering(
  _ bytes: UnsafeBufferPointer<UInt8>, _ options: DelimitedOptions
) {
  let input = MemoryBytes(bytes)
  guard let source = try? DelimitedSource(input, options: options) else { return }
  let encoder = JSONRecordEncoder(schema: source.schema)
  var cells = OutputBytes()
  let isRead: Void? = try? source.mapBatches({ $0 }) {
    encoder.encode($0, into: &cells)
    return true
  }
  guard isRead != nil else { return }
  let slow = cells.array()
  precondition(direct(source) == slow, "the direct way writes other records")
  guard let once = try? DelimitedSource(input, options, guessingFrom: 0) else { return }
  precondition(direct(once) == slow, "one pass writes other records")
}

private func direct(_ source: DelimitedSource) -> [UInt8]? {
  try? source.reading { found in
    var buffer = OutputBytes()
    try found.encodeBatches(with: JSONRecordEncoder(schema: found.schema)) { batch in
      buffer.append(batch.bytes.bytes)
      return true
    }
    return buffer.array()
  }
}

private struct Recorder: RecordSink {
  static let byteClass = ByteClass.escaped
  var events: [Int] = []
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    events += [start, end, Int(traits.rawValue)]
  }
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    events += [-1, line]
    return true
  }
}

private func compareWalkers(_ bytes: UnsafeBufferPointer<UInt8>) {
  let grammar = Grammar(delimiter: [UInt8(ascii: ",")])
  let padded = PaddedBytes(Array(bytes))
  let index = StructureIndex(padded, grammar: grammar, class: .escaped, validates: true)
  precondition(index.malformed == UTF8Validation.firstError(padded.text), "UTF-8 differs")
  guard index.isRegular else { return }
  var slow = Recorder()
  var fast = Recorder()
  let result = RecordWalker(grammar: grammar).walk(
    padded.text, from: 0, count: bytes.count, sink: &slow)
  let lines = IndexWalker(grammar: grammar).walk(padded, index: index, sink: &fast)
  precondition(result.failure == nil && result.lines == lines, "lines differ")
  precondition(slow.events == fast.events, "fields differ")
}

@_cdecl("fuzz_delimited_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
