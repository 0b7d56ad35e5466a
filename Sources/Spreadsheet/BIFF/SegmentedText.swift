internal import RowcastFileIO

/// Reads a text that may go on in CONTINUE records ([MS-XLS] 2.5.293, 2.4.58).
///
///     length 8, flags | text ...  ][ CONTINUE | flags | ... text | runs ][ CONTINUE | runs
///
/// Where a record ends within the text, the next one begins with flags, which say anew whether its
/// characters have one byte or two; where it ends within what follows the text, it does not.
struct SegmentedText {
  /// The next byte.
  private(set) var at: Int
  /// The end of the record's data, behind which a CONTINUE record may stand.
  private(set) var end: Int
  /// The same, or no more than the bytes at hand.
  private var limit: Int
  /// Whether more was asked for than there is.
  private(set) var isShort = false

  init(at: Int, end: Int, in bytes: [UInt8]) {
    self.at = at
    self.end = end
    limit = min(end, bytes.count)
  }

  /// Moves to the data of the CONTINUE record that follows; false when none does.
  mutating func goOn(_ bytes: [UInt8]) -> Bool {
    guard bytes.span.littleEndian16(at: end) == RecordType.continuation,
      let length = bytes.span.littleEndian16(at: end + 2)
    else { return false }
    self = SegmentedText(
      at: end + RecordCursor.headerBytes, end: end + RecordCursor.headerBytes + Int(length),
      in: bytes)
    return true
  }

  /// A byte of a header or of flags.
  mutating func byte(_ bytes: [UInt8]) -> UInt8 {
    while at >= limit {
      if !goOn(bytes) {
        isShort = true
        return 0
      }
    }
    defer { at += 1 }
    return bytes[at]
  }

  mutating func half(_ bytes: [UInt8]) -> Int { Int(byte(bytes)) | Int(byte(bytes)) << 8 }

  private mutating func word(_ bytes: [UInt8]) -> Int { half(bytes) | half(bytes) << 16 }

  /// Appends a text of BIFF8 (XLUnicodeString and XLUnicodeRichExtendedString) whose length in
  /// UTF-16 units has been read; leaves what follows the text.
  mutating func appendUnicode(_ count: Int, _ bytes: [UInt8], to text: inout [UInt8]) {
    let flags = byte(bytes)
    let runs = flags & 8 != 0 ? half(bytes) : 0
    let phonetic = flags & 4 != 0 ? word(bytes) : 0
    appendCharacters(count, isWide: flags & 1 != 0, bytes, to: &text)
    skip(4 * runs + phonetic, bytes)
  }

  private mutating func appendCharacters(
    _ count: Int, isWide: Bool, _ bytes: [UInt8], to text: inout [UInt8]
  ) {
    var left = count
    var isWide = isWide
    var lead: UInt16?
    while left > 0 {
      let units = min(left, max(0, limit - at) / (isWide ? 2 : 1))
      let range = at..<(at + units * (isWide ? 2 : 1))
      if isWide {
        BinaryText.appendWide(bytes, range, lead: &lead, to: &text)
      } else {
        BinaryText.finish(&lead, &text)
        BinaryText.appendNarrow(bytes, range, to: &text)
      }
      at = range.upperBound
      left -= units
      if left == 0 { break }
      guard goOn(bytes) else {
        isShort = true
        break
      }
      isWide = byte(bytes) & 1 != 0
    }
    BinaryText.finish(&lead, &text)
  }

  /// Appends bytes as they are: the text of versions before BIFF8.
  mutating func appendBytes(_ count: Int, _ bytes: [UInt8], to text: inout [UInt8]) {
    var left = count
    while left > 0 {
      let n = min(left, max(0, limit - at))
      text.append(contentsOf: bytes[at..<(at + n)])
      at += n
      left -= n
      if left > 0, !goOn(bytes) {
        isShort = true
        return
      }
    }
  }

  private mutating func skip(_ count: Int, _ bytes: [UInt8]) {
    var left = count
    while left > 0 {
      let n = min(left, max(0, limit - at))
      at += n
      left -= n
      if left > 0, !goOn(bytes) {
        isShort = true
        return
      }
    }
  }
}
