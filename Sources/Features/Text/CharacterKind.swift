/// What a character is to the tokenizer: the same rules, told character by character, for those who
/// write them in other languages.
package enum CharacterKind: Sendable, Hashable {
  /// Part of a word, in lower case.
  case word
  /// `$`, `!` and `?`: a run of up to three is a word; those behind the third are dropped.
  case run
  /// Another sign of currency: a word alone.
  case sign
  /// Of a script without blanks: a word alone, and one with its neighbor before.
  case single
  /// Parts words.
  case separator

  package init(_ scalar: Unicode.Scalar, symbols: Bool) {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": self = .word
      case "$", "!", "?": self = symbols ? .run : .separator
      default: self = .separator
      }
      return
    }
    let properties = scalar.properties
    if Script.hasNoBlanks(scalar.value) {
      self = .single
    } else if properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
    {
      self = .word
    } else {
      self = symbols && properties.generalCategory == .currencySymbol ? .sign : .separator
    }
  }

  /// Whether a character parts the pieces that runs of characters are cut from: blanks, controls, and
  /// what stands for bytes that are no text.
  package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFFFD
      || (scalar.value > 0xFF && scalar.properties.isWhitespace)
  }

  /// How a part of a word is written in terms.
  package static func normalized(_ scalar: Unicode.Scalar, maskDigits: Bool) -> String {
    if scalar.isASCII, scalar.value >= 0x30, scalar.value <= 0x39 {
      return maskDigits ? "0" : String(scalar)
    }
    return scalar.properties.lowercaseMapping
  }
}
