/// The `_xHHHH_` escapes of strings (ECMA-376 Part 1, 22.9.2.19): one UTF-16 code unit each.
enum EscapedText {
  /// The text with its escapes resolved; `_x005F_x000D_` is the literal `_x000D_`.
  static func decoded(_ text: String) -> String {
    var bytes = Array(text.utf8)
    decode(&bytes, from: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Resolves the escapes behind `start` in place; half of a surrogate pair becomes U+FFFD.
  /// - Returns: whether there was any such half.
  @discardableResult
  static func decode(_ text: inout [UInt8], from start: Int) -> Bool {
    guard hasEscape(text, from: start) else { return false }
    var hasHalf = false
    var write = start
    var read = start
    var high: UInt16?
    func put(_ scalar: Unicode.Scalar?, _ text: inout [UInt8], _ write: inout Int) {
      if scalar == nil { hasHalf = true }
      for byte in UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
        text[write] = byte
        write += 1
      }
    }
    while read < text.count {
      guard let unit = escape(text, at: read) else {
        if high != nil { put(nil, &text, &write) }
        high = nil
        text[write] = text[read]
        write += 1
        read += 1
        continue
      }
      read += 7
      if let lead = high {
        high = nil
        if UTF16.isTrailSurrogate(unit) {
          let value = 0x10000 + (UInt32(lead) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
          put(Unicode.Scalar(value), &text, &write)
          continue
        }
        put(nil, &text, &write)
      }
      if UTF16.isLeadSurrogate(unit) {
        high = unit
      } else {
        put(Unicode.Scalar(unit), &text, &write)
      }
    }
    if high != nil { put(nil, &text, &write) }
    text.removeLast(text.count - write)
    return hasHalf
  }

  private static func hasEscape(_ text: [UInt8], from start: Int) -> Bool {
    var at = start
    while at + 7 <= text.count {
      if text[at] == UInt8(ascii: "_"), text[at + 1] | 0x20 == UInt8(ascii: "x") { return true }
      at += 1
    }
    return false
  }

  private static func escape(_ text: [UInt8], at start: Int) -> UInt16? {
    guard start + 7 <= text.count, text[start] == UInt8(ascii: "_"),
      text[start + 1] == UInt8(ascii: "x"), text[start + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for i in 2..<6 {
      guard let digit = hexadecimal(text[start + i]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
