import RowcastFileIO
import RowcastTabular

/// Walks the records of a stream: type and length in two bytes each, then the data.
///
///     09 08 10 00 | 00 06 05 00 ...
///     type  length  payload
struct RecordCursor {
  static let headerBytes = 4
  /// So many bytes are read at once.
  private let windowBytes: Int

  let stream: any ByteSource
  /// The bytes around the record, from ``base`` in the stream.
  private(set) var window: [UInt8] = []
  private(set) var base: Int
  /// The type of the record.
  private(set) var type: UInt16 = 0
  /// Where the record's data lie in ``window``; shorter than stated where the stream ends.
  private(set) var payload = 0..<0
  /// Where the record begins in the stream.
  private(set) var start: Int
  /// Where the next record begins in the stream.
  private(set) var next: Int
  /// Whether the stream ends within the record.
  private(set) var isCut = false

  init(_ stream: any ByteSource, at offset: Int, windowBytes: Int = 1 << 17) {
    self.stream = stream
    self.windowBytes = windowBytes
    base = offset
    start = offset
    next = offset
  }

  /// Moves to the next record; false at the end of the stream.
  /// - Throws: ``SpreadsheetError`` when the file cannot be read.
  mutating func advance() throws(SpreadsheetError) -> Bool {
    guard next >= 0, next <= stream.count - Self.headerBytes else { return false }
    start = next
    try load(Self.headerBytes)
    let length = Int(window.span.littleEndian16(at: start - base + 2) ?? 0)
    type = window.span.littleEndian16(at: start - base) ?? 0
    let end = start + Self.headerBytes + length
    isCut = end > stream.count
    next = min(end, stream.count)
    try load(next - start)
    payload = (start - base + Self.headerBytes)..<(next - base)
    return true
  }

  /// Goes on at another place.
  mutating func move(to offset: Int) { next = offset }

  /// Makes sure that so many bytes from the record's beginning are in the window.
  @inline(__always)
  private mutating func load(_ count: Int) throws(SpreadsheetError) {
    if start >= base, start - base + count <= window.count { return }
    try refill(count)
  }

  private mutating func refill(_ count: Int) throws(SpreadsheetError) {
    window = try stream.read(at: start, count: max(count, windowBytes))
    base = start
    guard window.count >= count else {
      throw SpreadsheetError(.damaged("the stream ends too early"), at: location)
    }
  }

  /// Where the record is, for messages.
  var location: RowcastLocation { RowcastLocation(part: stream.name, byte: start) }
}

extension ByteSource {
  /// Reads bytes; fewer only at the end.
  func read(at offset: Int, count: Int) throws(SpreadsheetError) -> [UInt8] {
    do throws(FileError) { return try bytes(at: offset, count: count) } catch {
      throw SpreadsheetError(.file(error))
    }
  }
}
