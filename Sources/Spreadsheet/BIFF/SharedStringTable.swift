internal import RowcastFileIO
import RowcastTabular

/// Reads the shared strings: one record and those that continue it ([MS-XLS] 2.4.265).
///
/// What the record states of their number is not looked at: they end where the records do.
struct SharedStringTable {
  private let stream: any ByteSource
  /// Where the record begins in the stream, and where the last one that continues it ends.
  private let range: Range<Int>
  private let limits: WorkbookLimits
  private static let windowBytes = 1 << 20

  init(_ stream: any ByteSource, in range: Range<Int>, limits: WorkbookLimits) {
    self.stream = stream
    self.range = range
    self.limits = limits
  }

  func read() throws(SpreadsheetError) -> StringDictionary {
    var text: [UInt8] = []
    var offsets = [0]
    var size = Self.windowBytes
    var window = try stream.read(at: range.lowerBound, count: min(size, range.count))
    var base = range.lowerBound
    // Both counts at the record's beginning are passed over.
    let length = Int(window.span.littleEndian16(at: 2) ?? 0)
    var reader = SegmentedText(
      at: RecordCursor.headerBytes + min(8, length), end: RecordCursor.headerBytes + length,
      in: window)
    while true {
      let isWhole = base + window.count >= range.upperBound
      let before = reader
      let start = text.count
      let count = reader.half(window)
      // Between two strings there may be the end of a record, behind the last one nothing.
      if reader.isShort, isWhole { break }
      reader.appendUnicode(count, window, to: &text)
      if !isWhole, reader.isShort {
        // The string goes on behind the window: read it again, in one that begins with it.
        text.removeLast(text.count - start)
        if before.at == 0 { size *= 2 }
        let place = base + before.at
        window = try stream.read(at: place, count: min(size, range.upperBound - place))
        reader = SegmentedText(at: 0, end: before.end - before.at, in: window)
        base = place
        continue
      }
      offsets.append(text.count)
      try limits.checkSharedStrings(offsets.count - 1, bytes: text.count)
      if reader.isShort { break }
    }
    return StringDictionary(bytes: text, offsets: offsets)
  }

}
