import RowcastFileIO
import RowcastTabular

/// A run of whole records: where it lies in the file, and its bytes.
struct RawChunk: Sendable {
  var offset: Int
  var bytes: PaddedBytes
}

/// Cuts a file into chunks that begin and end at records, in one serial pass.
///
/// Windows are cut by their quotes where these are plain, and walked where they are not. A record
/// longer than the window makes the window grow.
struct ChunkCutter {
  let input: any ByteSource
  let walker: RecordWalker
  let recordLimit: Int
  let windowSize: Int
  /// Whether chunks are looked at for irregular quotes by whoever reads them, and cut anew if so.
  let isTrusting: Bool
  private(set) var offset: Int

  init(_ layout: FileLayout, _ options: DelimitedOptions, isTrusting: Bool = false) {
    input = layout.input
    walker = RecordWalker(grammar: layout.grammar)
    offset = layout.dataStart
    recordLimit = options.limits.recordBytes
    windowSize = max(1, options.limits.chunkBytes)
    self.isTrusting = isTrusting
  }

  /// The next chunk, or nil at the end of the file.
  mutating func next() throws(DelimitedTextError) -> RawChunk? {
    guard offset < input.count else { return nil }
    var size = windowSize
    while true {
      let isLast = offset + size >= input.count
      var bytes = try PaddedBytes(input, at: offset, count: size)
      let end = isLast ? bytes.count : lastRecordEnd(bytes)
      if end > 0 || isLast {
        bytes.keepFirst(end)
        defer { offset += end }
        return RawChunk(offset: offset, bytes: bytes)
      }
      guard size < recordLimit else {
        throw DelimitedTextError(
          .limit(what: "a record", limit: recordLimit, remedy: Remedy(.limit, "record-bytes")),
          at: RowcastLocation(file: input.name, byte: offset))
      }
      size = min(size * 2, recordLimit)
    }
  }

  /// Where the last complete record of a window ends; 0 when there is none.
  private func lastRecordEnd(_ bytes: PaddedBytes) -> Int {
    if isTrusting {
      let end = RecordCut(grammar: walker.grammar).trustingEnd(bytes.padded, count: bytes.count)
      if end > 0 { return end }
    }
    return walker.lastRecordEnd(bytes)
  }
}

extension RecordWalker {
  /// Where the last complete record ends of bytes that begin at one; 0 when there is none.
  func lastRecordEnd(_ bytes: PaddedBytes) -> Int {
    let (text, count) = (bytes.padded, bytes.count)
    if grammar.isSimple, let end = RecordCut(grammar: grammar).end(text, count: count) {
      return end
    }
    var sink = LastRecordSink(
      count: count, endsInCR: count > 0 && text[count - 1] == UInt8(ascii: "\r"))
    _ = walk(text, from: 0, count: count, sink: &sink)
    return sink.end
  }
}

/// Remembers where the last complete record ended.
struct LastRecordSink: RecordSink {
  static let byteClass = ByteClass.none
  let count: Int
  /// Whether the last byte is a CR, to which an LF may come.
  let endsInCR: Bool
  private(set) var end = 0

  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {}

  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if isTerminated, next < count || !endsInCR { end = next }
    return true
  }

  init(count: Int, endsInCR: Bool) {
    self.count = count
    self.endsInCR = endsInCR
  }
}
