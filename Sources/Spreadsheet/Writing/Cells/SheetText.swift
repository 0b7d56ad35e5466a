internal import RowcastMachine
internal import RowcastTabular

/// Text inside a worksheet's XML.
///
/// Besides XML's own characters, what XML cannot hold is written `_x000B_` (ECMA-376 Part 1,
/// 22.9.2.19), and hence a text that already looks so has its underscore written `_x005F_`.
enum SheetText {
  /// A spreadsheet's limit for one cell, in UTF-16 code units.
  static let limit = 32_767

  /// Bytes that may need something else than themselves.
  private static let special: [Bool] = {
    var special = Array(repeating: false, count: 256)
    for control in 0..<0x20 where control != 0x09 && control != 0x0A { special[control] = true }
    special[0xEF] = true
    for byte in "&<>_".utf8 { special[Int(byte)] = true }
    return special
  }()

  /// Appends a text.
  static func append(_ text: Span<UInt8>, to buffer: inout OutputBytes) {
    let special = special.span
    var start = 0
    var i = 0
    while i < text.count {
      guard special[Int(text[i])], let (length, replacement) = replacement(text, at: i) else {
        i += 1
        continue
      }
      buffer.append(text.extracting(start..<i))
      buffer.append(replacement)
      i += length
      start = i
    }
    buffer.append(text.extracting(start...))
  }

  /// Appends a text.
  static func append(_ text: String, to buffer: inout OutputBytes) {
    text.withBytes { append($0, to: &buffer) }
  }

  private static func replacement(
    _ text: Span<UInt8>, at i: Int
  ) -> (length: Int, text: String)? {
    switch text[i] {
    case UInt8(ascii: "&"): return (1, "&amp;")
    case UInt8(ascii: "<"): return (1, "&lt;")
    case UInt8(ascii: ">"): return (1, "&gt;")
    case UInt8(ascii: "_"): return looksEscaped(text, at: i) ? (1, "_x005F_") : nil
    case 0xEF:
      // U+FFFE and U+FFFF are no characters of XML.
      guard i + 2 < text.count, text[i + 1] == 0xBF, text[i + 2] >= 0xBE else { return nil }
      return (3, text[i + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_")
    case let byte:
      let hex = String(byte, radix: 16, uppercase: true)
      return (1, "_x" + String(repeating: "0", count: 4 - hex.count) + hex + "_")
    }
  }

  /// Whether `_xHHHH_` stands at `i`.
  private static func looksEscaped(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i + 6 < text.count, text[i + 1] | 0x20 == UInt8(ascii: "x"),
      text[i + 6] == UInt8(ascii: "_")
    else { return false }
    return (i + 2..<i + 6).allSatisfy { place in
      switch text[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        true
      default: false
      }
    }
  }

  /// Whether blanks at the ends or line ends would get lost without `xml:space="preserve"`.
  static func needsPreserving(_ text: Span<UInt8>) -> Bool {
    !text.isEmpty && (text[0] <= 0x20 || text[text.count - 1] <= 0x20)
  }

  /// Where the longest beginning of a text ends that a cell can hold; nil when it holds all of it.
  static func cut(_ text: Span<UInt8>) -> Int? {
    guard text.count > limit else { return nil }
    var units = 0
    for i in 0..<text.count where text[i] & 0xC0 != 0x80 {
      units += text[i] >= 0xF0 ? 2 : 1
      if units > limit { return i }
    }
    return nil
  }

  static func displayWidth(of text: String) -> Int {
    text.withBytes { displayWidth($0) }
  }

  /// About how many columns of a fixed-width font the text takes; wide scripts take two each.
  static func displayWidth(_ text: Span<UInt8>) -> Int {
    var width = 0
    for i in 0..<min(text.count, 400) where text[i] & 0xC0 != 0x80 {
      width += text[i] >= 0xE3 ? 2 : 1
    }
    return width
  }
}
