internal import RowcastFileIO

/// JSON in UTF-16, told by its byte order mark or by the zero beside its first character (RFC 4627,
/// section 3), as UTF-8.
enum UTF16Text {
  private static let size = 1 << 16

  /// The same text in UTF-8; the input itself when it is not UTF-16.
  /// - Throws: `JSONError` when half of a character is missing, or `FileError`.
  static func decoded(_ input: any ByteSource) throws -> any ByteSource {
    let head = try input.bytes(at: 0, count: 4)
    guard let (isLittle, start) = byteOrder(head) else { return input }
    let spool = Spool(for: input.name)
    var offset = start
    var text: [UInt8] = []
    var high: UInt16?
    while offset < input.count {
      let bytes = try input.bytes(at: offset, count: size)
      guard bytes.count % 2 == 0 else { throw half(offset + bytes.count) }
      text.removeAll(keepingCapacity: true)
      for at in stride(from: 0, to: bytes.count, by: 2) {
        let (low, top) = isLittle ? (bytes[at], bytes[at + 1]) : (bytes[at + 1], bytes[at])
        let unit = UInt16(top) << 8 | UInt16(low)
        let isSecond = UTF16.isTrailSurrogate(unit)
        guard isSecond == (high != nil) else { throw half(offset + at) }
        if UTF16.isLeadSurrogate(unit) {
          high = unit
          continue
        }
        let value =
          high.map { 0x10000 + (UInt32($0) - 0xD800) << 10 + (UInt32(unit) - 0xDC00) }
          ?? UInt32(unit)
        high = nil
        guard let scalar = UnicodeScalar(value) else { throw half(offset + at) }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
      try spool.write(text)
      offset += bytes.count
    }
    guard high == nil else { throw half(input.count) }
    return spool.finished()
  }

  private static func half(_ offset: Int) -> JSONError {
    JSONError(.invalid("half of a character in UTF-16"), byte: offset)
  }

  private static func byteOrder(_ head: [UInt8]) -> (isLittle: Bool, start: Int)? {
    if head.starts(with: [0xFF, 0xFE]) { return (true, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (false, 2) }
    guard head.count >= 2 else { return nil }
    if head[0] == 0, head[1] != 0 { return (false, 0) }
    return head[0] != 0 && head[1] == 0 ? (true, 0) : nil
  }
}
