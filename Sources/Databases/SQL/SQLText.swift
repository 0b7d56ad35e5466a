internal import RowcastTabular

/// Texts of any content in scripts.
enum SQLText {
  /// A field of `COPY` in text format (PostgreSQL's manual, COPY, "Text Format").
  /// - Returns: false when there were characters U+0000, which are left out.
  static func appendCopied(_ text: Span<UInt8>, to buffer: inout OutputBytes) -> Bool {
    var isWhole = true
    var start = 0
    for i in 0..<text.count {
      let byte = text[i]
      guard byte < 0x20 || byte == UInt8(ascii: "\\") else { continue }
      let letter: UInt8
      switch byte {
      case UInt8(ascii: "\\"): letter = byte
      case UInt8(ascii: "\t"): letter = UInt8(ascii: "t")
      case UInt8(ascii: "\n"): letter = UInt8(ascii: "n")
      case UInt8(ascii: "\r"): letter = UInt8(ascii: "r")
      case 0: letter = 0
      default: continue
      }
      buffer.append(text.extracting(start..<i))
      start = i + 1
      if letter == 0 {
        isWhole = false
      } else {
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(letter)
      }
    }
    buffer.append(text.extracting(start..<text.count))
    return isWhole
  }

  /// A literal of SQLite; as bytes in hexadecimal where there are characters that its shell changes or
  /// ends at.
  static func appendSQLiteLiteral(_ text: Span<UInt8>, to buffer: inout OutputBytes) {
    guard hasControls(text) else { return appendQuoted(text, to: &buffer) }
    buffer.append(literal: "CAST(X'")
    for i in 0..<text.count { appendHexadecimal(text[i], to: &buffer) }
    buffer.append(literal: "' AS TEXT)")
  }

  /// A literal of DuckDB, in runs between `chr(N)` where there are characters that its shell changes or
  /// ends at.
  static func appendDuckDBLiteral(_ text: Span<UInt8>, to buffer: inout OutputBytes) {
    guard hasControls(text) else { return appendQuoted(text, to: &buffer) }
    buffer.append(literal: "concat(")
    var start = 0
    for i in 0..<text.count where isControl(text[i]) {
      appendQuoted(text.extracting(start..<i), to: &buffer)
      buffer.append(literal: ",chr(")
      NumberText.append(Int64(text[i]), to: &buffer)
      buffer.append(literal: "),")
      start = i + 1
    }
    appendQuoted(text.extracting(start..<text.count), to: &buffer)
    buffer.append(literal: ")")
  }

  /// A text between single quotes, those in it doubled.
  private static func appendQuoted(_ text: Span<UInt8>, to buffer: inout OutputBytes) {
    let quote = UInt8(ascii: "'")
    buffer.append(quote)
    var start = 0
    for i in 0..<text.count where text[i] == quote {
      buffer.append(text.extracting(start...i))
      start = i
    }
    buffer.append(text.extracting(start..<text.count))
    buffer.append(quote)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
  }

  private static func hasControls(_ text: Span<UInt8>) -> Bool {
    for i in 0..<text.count where isControl(text[i]) { return true }
    return false
  }

  private static func appendHexadecimal(_ byte: UInt8, to buffer: inout OutputBytes) {
    for digit in [byte >> 4, byte & 15] {
      buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    }
  }
}
