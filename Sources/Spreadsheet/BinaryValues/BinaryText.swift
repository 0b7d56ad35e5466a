internal import RowcastFileIO

/// Texts of binary workbooks as UTF-8: UTF-16, or its low bytes alone.
enum BinaryText {
  /// Appends characters of one byte each, which are those of Latin-1.
  static func appendNarrow(_ bytes: [UInt8], _ range: Range<Int>, to text: inout [UInt8]) {
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      while at < range.upperBound, bytes[at] < 0x80 { at += 1 }
      text.append(contentsOf: bytes[start..<at])
      while at < range.upperBound, bytes[at] >= 0x80 {
        text.append(0xC0 | bytes[at] >> 6)
        text.append(0x80 | bytes[at] & 0x3F)
        at += 1
      }
    }
  }

  /// Appends UTF-16 with the low byte first; half of a character that stands alone becomes U+FFFD.
  /// - Parameter lead: the first half of a character whose second one is yet to come.
  static func appendWide(
    _ bytes: [UInt8], _ range: Range<Int>, lead: inout UInt16?, to text: inout [UInt8]
  ) {
    var at = range.lowerBound
    while at + 1 < range.upperBound {
      let unit = UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
      at += 2
      if unit < 0x80, lead == nil {
        text.append(UInt8(truncatingIfNeeded: unit))
        continue
      }
      if let first = lead {
        lead = nil
        if UTF16.isTrailSurrogate(unit) {
          let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
          append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &text)
          continue
        }
        append("\u{FFFD}", to: &text)
      }
      if UTF16.isLeadSurrogate(unit) {
        lead = unit
      } else {
        append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &text)
      }
    }
  }

  /// Ends a text; half of a character at its end becomes U+FFFD.
  static func finish(_ lead: inout UInt16?, _ text: inout [UInt8]) {
    if lead != nil { append("\u{FFFD}", to: &text) }
    lead = nil
  }

  static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
