/// Texts of JSON back to UTF-8 (RFC 8259 section 7).
enum StringUnescaping {
  /// Appends the text whose escaped bytes are `bytes[range]`.
  /// - Parameter repairs: whether half surrogate pairs become U+FFFD instead of an error.
  /// - Returns: whether something was repaired.
  @discardableResult
  static func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8], repairs: Bool = false
  ) throws(JSONError) -> Bool {
    var repaired = false
    var i = range.lowerBound
    while i < range.upperBound {
      let byte = bytes[i]
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        i += 1
        continue
      }
      guard i + 1 < range.upperBound else { throw JSONError(.badEscape, byte: i) }
      if let plain = short(bytes[i + 1]) {
        text.append(plain)
        i += 2
        continue
      }
      guard let unit = unit(bytes, i, range.upperBound) else {
        throw JSONError(.badEscape, byte: i)
      }
      let at = i
      i += 6
      var scalar = UInt32(unit)
      if unit & 0xFC00 == 0xD800, let low = Self.unit(bytes, i, range.upperBound),
        low & 0xFC00 == 0xDC00
      {
        scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
        i += 6
      }
      guard let valid = Unicode.Scalar(scalar) else {
        guard repairs else { throw JSONError(.loneSurrogate, byte: at) }
        text.append(contentsOf: "\u{FFFD}".utf8)
        repaired = true
        continue
      }
      text.append(contentsOf: UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter)
    }
    return repaired
  }

  private static func short(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// The code unit of `\uXXXX` at `i`.
  private static func unit(_ bytes: Span<UInt8>, _ i: Int, _ end: Int) -> UInt16? {
    guard i + 6 <= end, bytes[i] == UInt8(ascii: "\\"), bytes[i + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var value: UInt16 = 0
    for k in 2..<6 {
      let byte = bytes[i + k]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = value << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"):
        value = value << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"):
        value = value << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }
}
