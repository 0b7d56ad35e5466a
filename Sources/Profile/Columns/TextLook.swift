internal import RowcastMachine
internal import RowcastTabular

/// What is seen of a text on its own.
struct TextLook: Sendable {
  /// What it reads as.
  var form: ValueForm
  /// Characters (Unicode scalars).
  var length: Int
  /// What should not stand there.
  var blots: Set<Blot>

  /// What a text has that is not seen.
  enum Blot: Sendable, Hashable, CaseIterable {
    /// Blanks at an end.
    case outer
    /// Several blanks together within.
    case doubled
    /// Characters that have no width or turn the direction, or are controls.
    case invisible
  }

  /// Longer texts are neither numbers nor days.
  private static let longestValue = 40
  /// Of longer whole numbers a double loses digits: they are codes.
  private static let mostDigits = 15

  init(_ text: Span<UInt8>) {
    let trimmed = text.trimmed
    form = Self.form(trimmed)
    var length = 0
    var blots: Set<Blot> = []
    if trimmed.count != text.count { blots.insert(.outer) }
    for index in 0..<text.count where text[index] & 0xC0 != 0x80 { length += 1 }
    self.length = length
    for index in 0..<trimmed.count {
      let byte = trimmed[index]
      if byte == UInt8(ascii: " "), index + 1 < trimmed.count, trimmed[index + 1] == byte {
        blots.insert(.doubled)
      } else if byte < 0x20 ? !Self.isLayout(byte) : byte == 0x7F {
        blots.insert(.invisible)
      } else if byte == 0xE2 || byte == 0xEF || byte == 0xC2 {
        if Self.isInvisible(trimmed, index) { blots.insert(.invisible) }
      }
    }
    self.blots = blots
  }

  /// Tabs and line ends of a text of several lines.
  private static func isLayout(_ byte: UInt8) -> Bool { byte == 9 || byte == 10 || byte == 13 }

  /// Whether one begins there of U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069, U+FEFF, the
  /// soft hyphen, and the controls from U+0080 on. Joiners (U+200C, U+200D) are letters' business.
  private static func isInvisible(_ text: Span<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < text.count else { return false }
    let second = text[index + 1]
    if text[index] == 0xC2 { return second == 0xAD || second < 0xA0 }
    guard index + 2 < text.count else { return false }
    let third = text[index + 2]
    if text[index] == 0xEF { return second == 0xBB && third == 0xBF }
    switch second {
    case 0x80:
      return third == 0x8B || third == 0x8E || third == 0x8F || (0xAA...0xAE).contains(third)
    case 0x81: return (0xA0...0xA9).contains(third)
    default: return false
    }
  }

  private static func form(_ text: Span<UInt8>) -> ValueForm {
    if MissingTokens.contains(text, amongNumbers: true) { return .missingWord }
    guard text.count <= longestValue, isNumberLike(text) else { return .text }
    var digits = 0
    for index in 0..<text.count where text[index] &- UInt8(ascii: "0") < 10 { digits += 1 }
    guard digits > 0 else { return .text }
    // A needless zero in front makes a code.
    let isCode =
      digits > mostDigits
      || (text.count > 1 && text[0] == UInt8(ascii: "0") && text[1] &- UInt8(ascii: "0") < 10)
    if !isCode, isAmount(text) { return .numberText }
    return LocalDateSyntax(text, accepting: .learned) != nil ? .dayText : .text
  }

  private static func isAmount(_ text: Span<UInt8>) -> Bool {
    AmountSyntax.double(text, .learned(decimalComma: false)) != nil
      || AmountSyntax.double(text, .learned(decimalComma: true)) != nil
  }

  /// Whether any digit stands there: cheap, and most words have none.
  private static func isNumberLike(_ text: Span<UInt8>) -> Bool {
    for index in 0..<text.count where text[index] &- UInt8(ascii: "0") < 10 { return true }
    return false
  }
}
