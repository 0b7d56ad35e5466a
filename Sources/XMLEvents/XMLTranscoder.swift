/// Turns a document's bytes into UTF-8: UTF-16 by its mark or its first character (XML 1.0,
/// appendix F), UTF-8 as it is.
public struct XMLTranscoder: Sendable {
  /// UTF-8, and UTF-16 with the lower or the higher byte first.
  public enum Encoding: Sendable {
    /// Bytes as they are; units of two bytes, the lower first; the same, the higher first.
    case utf8, utf16LittleEndian, utf16BigEndian
  }

  /// The encoding that the first bytes tell.
  public let encoding: Encoding
  private var pendingByte: UInt8?
  private var pendingHigh: UInt16?

  /// Looks at the first bytes (four at least, unless there are fewer).
  public init(start: UnsafeBufferPointer<UInt8>) {
    let b = (start.count > 0 ? start[0] : 0, start.count > 1 ? start[1] : 0)
    encoding =
      switch b {
      case (0xFF, 0xFE), (0x3C, 0x00): .utf16LittleEndian
      case (0xFE, 0xFF), (0x00, 0x3C): .utf16BigEndian
      default: .utf8
      }
  }

  /// Appends the next bytes to `text` as UTF-8; lone surrogates become U+FFFD.
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    if encoding == .utf8 {
      text.append(contentsOf: bytes)
      return
    }
    for byte in bytes {
      guard let first = pendingByte else {
        pendingByte = byte
        continue
      }
      pendingByte = nil
      append(
        encoding == .utf16LittleEndian
          ? UInt16(first) | UInt16(byte) << 8 : UInt16(byte) | UInt16(first) << 8, to: &text)
    }
  }

  /// Says that no more bytes come.
  public mutating func finish(_ text: inout [UInt8]) {
    if pendingHigh != nil || pendingByte != nil { append("\u{FFFD}", to: &text) }
    (pendingHigh, pendingByte) = (nil, nil)
  }

  private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
    if let high = pendingHigh {
      pendingHigh = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &text)
        return
      }
      append("\u{FFFD}", to: &text)
    }
    if UTF16.isLeadSurrogate(unit) {
      pendingHigh = unit
    } else {
      append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &text)
    }
  }

  private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    if let encoded = UTF8.encode(scalar) { text.append(contentsOf: encoded) }
  }
}
