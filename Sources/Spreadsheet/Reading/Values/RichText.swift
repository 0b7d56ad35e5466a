import RowcastTabular
import RowcastXMLEvents

/// The text of an `si` or `is` element: its `t` and those of its runs, without phonetic text
/// (ECMA-376 Part 1, 18.4.8).
enum RichText {
  /// Appends the text of the element whose start was read last, and leaves the element.
  /// - Returns: whether some of its bytes were no text.
  @discardableResult
  static func append(
    _ reader: PartReader, to text: inout [UInt8]
  ) throws(SpreadsheetError) -> Bool {
    var isRepaired = false
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return isRepaired }
      guard event == .start else { continue }
      if reader.isNamed("t") {
        if try appendRun(reader, to: &text) { isRepaired = true }
      } else if reader.isNamed("rPh") || reader.isNamed("phoneticPr") {
        try reader.skipElement()
      }
    }
  }

  private static func appendRun(
    _ reader: PartReader, to text: inout [UInt8]
  ) throws(SpreadsheetError) -> Bool {
    let isPreserved = reader.preservesSpace
    let start = text.count
    loop: while true {
      let event = try reader.next()
      switch event {
      case .text, .cdata: try reader.appendText(event, to: &text)
      case .start: try reader.skipElement()
      default: break loop
      }
    }
    return finish(&text, from: start, isPreserved: isPreserved)
  }

  /// What Excel does with a finished `t`: trims it unless told to preserve, resolves escapes.
  /// - Returns: whether something of it was no text.
  static func finish(_ text: inout [UInt8], from start: Int, isPreserved: Bool) -> Bool {
    if !isPreserved { trim(&text, from: start) }
    let hasHalf = EscapedText.decode(&text, from: start)
    return repairUTF8(&text, from: start) || hasHalf
  }

  private static func trim(_ text: inout [UInt8], from start: Int) {
    while text.count > start, XMLText.isBlank(text[text.count - 1]) { text.removeLast() }
    var first = start
    while first < text.count, XMLText.isBlank(text[first]) { first += 1 }
    if first > start { text.removeSubrange(start..<first) }
  }

  /// Makes the bytes from `start` on valid UTF-8, with U+FFFD for what is not.
  /// - Returns: whether there was any such byte.
  @discardableResult
  static func repairUTF8(_ text: inout [UInt8], from start: Int) -> Bool {
    if UTF8Validation.firstError(text.span, from: start) == nil { return false }
    let repaired = String(decoding: text[start...], as: UTF8.self)
    text.removeSubrange(start...)
    text.append(contentsOf: repaired.utf8)
    return true
  }
}
