import RowcastTabular

/// What the letters around a byte spell, as far as no dictionary is needed.
extension SingleByteScore {
  /// How much the word around a byte is one of the language, 0 to 1, and where it ends: words have vowels,
  /// and in languages of syllables one group of them.
  func weighed(
    _ text: [UInt8], around at: Int, _ language: LanguageProfile
  ) -> (end: Int, weight: Double) {
    var (start, end) = (at, at + 1)
    while start > 0, isAnyLetter(text[start - 1]) { start -= 1 }
    while end < text.count, isAnyLetter(text[end]) { end += 1 }
    if end - start == 2, text[start] == UInt8(ascii: "z"), scalar(text[start + 1]) == "ł" {
      return (end, 1)
    }
    var groups = 0
    var wasVowel = false
    for place in start..<end {
      let byte = text[place]
      // Some languages have syllables of `r` and `l` between consonants.
      let isInside = place > start && place + 1 < end
      let isLiquid = byte == UInt8(ascii: "r") || byte == UInt8(ascii: "l")
      let isVowel = isVowel[Int(byte)] || (isInside && isLiquid && !wasVowel)
      if isVowel, !wasVowel { groups += 1 }
      wasVowel = isVowel || (wasVowel && isMark[Int(byte)])
    }
    if groups == 0 { return (end, end - start <= Self.longestUnit ? 0.4 : 0.7) }
    return (end, language.isOfSyllables && groups > 1 ? 0.4 : 1)
  }

  /// Whether a sign is of a unit: a power behind metres, seconds and feet, micro before a short symbol.
  func isOfUnit(_ text: [UInt8], _ at: Int) -> Bool {
    switch scalar(text[at]).value {
    case 0xB2, 0xB3:
      let word = letters(text, before: at).map { scalar(text[$0]) }
      guard !word.isEmpty, word.count <= Self.longestUnit else { return false }
      let name = String(String.UnicodeScalarView(word)).lowercased()
      return !word.contains(where: Self.vowels.contains)
        && (name.hasSuffix("m") || ["s", "ft", "yd"].contains(name))
    case 0xB5:
      var end = at + 1
      while end < text.count, end - at <= Self.longestUnit + 1, isASCIILetter(text[end]) {
        end += 1
      }
      let name = String(decoding: text[(at + 1)..<end], as: UTF8.self).lowercased()
      guard letters(text, before: at).isEmpty, !name.isEmpty, name.utf8.count <= Self.longestUnit
      else { return false }
      return !name.unicodeScalars.contains(where: Self.vowels.contains)
        || ["a", "pa", "mol", "ci"].contains(name)
    // Ordinals and numbers.
    case 0xAA, 0xBA:
      guard at > 0, at + 1 >= text.count || !isASCIILetter(text[at + 1]) else { return false }
      return isDigit(text[at - 1]) || text[at - 1] | 0x20 == UInt8(ascii: "n")
    default: return false
    }
  }

  /// Whether guillemets stand before and behind words, as many of one as of the other, or nearly so.
  func hasQuotes(_ text: [UInt8]) -> Bool {
    var openings = 0
    var closings = 0
    for at in text.indices where text[at] >= 0x80 {
      switch scalar(text[at]).value {
      case 0xAB: openings += 1
      case 0xBB: closings += 1
      default: break
      }
    }
    return min(openings, closings) * 2 >= max(openings, closings) && openings > 0
  }

  /// The letters before a byte, one more than a unit has at most.
  private func letters(_ text: [UInt8], before at: Int) -> Range<Int> {
    var start = at
    while start > 0, at - start <= Self.longestUnit, isAnyLetter(text[start - 1]) { start -= 1 }
    return start..<at
  }

  private func isAnyLetter(_ byte: UInt8) -> Bool { isLetter(byte) || isASCIILetter(byte) }

  private func isASCIILetter(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return byte < 0x80 && small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
  }

  /// The letters of the longest unit that has no vowel, and of the longest word that is none.
  private static let longestUnit = 3
  static let vowels = Set(
    "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœąęěėēīįůűųūőăāıơư".unicodeScalars
      .flatMap { [$0] + Array($0.properties.uppercaseMapping.unicodeScalars) })
}
