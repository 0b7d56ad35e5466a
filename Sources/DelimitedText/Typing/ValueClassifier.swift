import RowcastMachine
import RowcastTabular

/// Tells what one field's text is, by the grammar of values that need no option, and by the
/// user's own words.
///
/// integer `-?(0|[1-9][0-9]*)` · decimal with a point, an exponent only with a point or a signed
/// exponent (`1e5` is a code) · `true`, `false` in any case · ISO 8601 dates and times.
struct ValueClassifier: Sendable {
  private let nullTokens: Set<[UInt8]>
  private let trueWords: Set<[UInt8]>
  private let falseWords: Set<[UInt8]>
  /// The decimal point and thousands separator that were named.
  let named: AmountStyle?
  /// Whether no option changes what a text is.
  let isPlain: Bool

  init(_ options: DelimitedOptions) throws(DelimitedTextError) {
    if options.decimal == nil, options.thousands == nil {
      named = nil
    } else {
      do {
        named = try AmountStyle(decimal: options.decimal, thousands: options.thousands)
      } catch {
        throw DelimitedTextError(.badOption(error.description))
      }
    }
    nullTokens = Set(options.nullTokens.map { Array($0.utf8) })
    trueWords = Set(options.trueWords.map { Array($0.utf8) })
    falseWords = Set(options.falseWords.map { Array($0.utf8) })
    isPlain =
      nullTokens.isEmpty && trueWords.isEmpty && falseWords.isEmpty && named == nil
  }

  /// What a field is.
  func kinds(of text: Span<UInt8>) -> ValueKinds {
    if !isPlain {
      let bytes = [UInt8](text)
      if nullTokens.contains(bytes) { return .nullToken }
      if trueWords.contains(bytes) || falseWords.contains(bytes) {
        return .boolean.union(.namedWord)
      }
    }
    if let named {
      if let kinds = named.kinds(of: text) { return kinds }
      let plain = Self.plainKinds(of: text)
      return plain.isDisjoint(with: Self.plainNumbers) ? plain : .text
    }
    return Self.plainKinds(of: text)
  }

  private static let plainNumbers: ValueKinds = [
    .integer, .decimal, .leadingZero, .commaDecimal, .commaAmbiguous,
  ]

  /// What a field is when no option says otherwise.
  static func plainKinds(of text: Span<UInt8>) -> ValueKinds {
    if text.isEmpty { return .empty }
    let first = text[0]
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      if let number = NumberSyntax.kinds(of: text) { return number }
      if first != UInt8(ascii: "-"), let time = TemporalSyntax.kinds(of: text) { return time }
      return .text
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return TruthWords.literal(text) == nil ? .text : .boolean
    case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "#"), UInt8(ascii: "\\"):
      return MissingTokens.isNullWord(text) ? .nullWord : .text
    default: return .text
    }
  }

  /// The truth value of a word.
  func truth(_ text: Span<UInt8>) -> Bool? {
    if !isPlain {
      let bytes = [UInt8](text)
      if trueWords.contains(bytes) { return true }
      if falseWords.contains(bytes) { return false }
    }
    return TruthWords.literal(text)
  }

  /// Whether a text was named as missing.
  func isNullToken(_ text: Span<UInt8>) -> Bool {
    !nullTokens.isEmpty && nullTokens.contains([UInt8](text))
  }

  /// Whether a text is missing in a column of numbers.
  func isMissing(_ text: Span<UInt8>) -> Bool {
    text.isEmpty || MissingTokens.isNullWord(text) || isNullToken(text)
  }

  /// How a column's amounts are written: as was named, else with that decimal mark.
  func style(decimal: UInt8) -> AmountStyle { named ?? .amounts(decimal: decimal) }
}
