import RowcastMachine
import RowcastTabular

/// How plausible the bytes above ASCII are as letters of a language in a single-byte encoding.
///
/// Letters stand next to letters of their script, capitals do not follow small letters, and each
/// language uses its own letters by a steep frequency. The score is the mean over all bytes above
/// ASCII, 0 to 1.
struct SingleByteScore {
  /// The scalar of each byte above ASCII; 0 for none.
  let page: [UInt32]
  private let classes: [Class]
  /// Of all 256 bytes, whether they are vowels, and whether they are marks on letters.
  let isVowel: [Bool]
  let isMark: [Bool]

  private enum Class {
    case undefined, control, lower, upper, letter, punctuation, currency, other
  }

  /// Nil when the C library cannot decode the encoding.
  init?(_ encoding: TextEncoding) {
    guard let decoder = TextConverter(from: encoding) else { return nil }
    var page: [UInt32] = []
    for byte in UInt8(0x80)...0xFF {
      let text = decoder.text(of: [byte]).flatMap {
        String(decoding: $0, as: UTF8.self).unicodeScalars.first?.value
      }
      page.append(text ?? 0)
    }
    self.page = page
    classes = page.map(Self.classify)
    let scalars = (0..<128).map { UnicodeScalar($0) } + page.map { UnicodeScalar($0) }
    isVowel = scalars.map { $0.map(Self.vowels.contains) ?? false }
    isMark = scalars.map { $0?.properties.generalCategory == .nonspacingMark }
  }

  private static func classify(_ value: UInt32) -> Class {
    guard value != 0, let scalar = UnicodeScalar(value) else { return .undefined }
    if value < 0xA0 { return .control }
    let properties = scalar.properties
    switch properties.generalCategory {
    // Ordinals and the micro sign stand beside digits.
    case .lowercaseLetter: return [0xAA, 0xBA, 0xB5].contains(value) ? .punctuation : .lower
    case .uppercaseLetter: return .upper
    case .otherLetter, .nonspacingMark, .spacingMark, .modifierLetter: return .letter
    case .currencySymbol: return value == 0xA4 ? .other : .currency
    default:
      return
        "“”‘’…–—•«»°§®©™¹²³¼½¾·¿¡×÷†‡‰‹›¬¶ªº\u{A0}„‚№±µ\u{200E}\u{200F}\u{200C}\u{200D}،؟؛"
        .unicodeScalars.contains(scalar) ? .punctuation : .other
    }
  }

  /// The score of a text in a language; nil when some byte is no character at all.
  func value(_ text: [UInt8], _ language: LanguageProfile) -> Double? {
    // Another script has letters, not signs alone.
    guard language.isLatin || text.contains(where: { isLetter($0) }) else { return nil }
    let ranks = rankWeights(language)
    let isQuoted = hasQuotes(text)
    var sum = 0.0
    var count = 0
    // Each word is looked at once, however long it is.
    var word = (end: 0, weight: 0.0)
    for at in text.indices where text[at] >= 0x80 {
      let index = Int(text[at] - 0x80)
      count += 1
      switch classes[index] {
      case .undefined: return nil
      case .control: sum -= 1
      case .other: sum += 0.05
      case .currency:
        let isBesideNumber =
          isDigit(text, at - 1) || isDigit(text, at + 1)
          || isSpace(text, at - 1) || isSpace(text, at + 1)
        // Before letters it is most often one of them.
        sum += isBesideNumber ? 0.75 : kind(text, at + 1).isLetter ? 0.1 : 0.4
      case .punctuation: sum += sign(text, at, isQuoted: isQuoted)
      case .lower, .upper, .letter:
        let weight = letter(text, at, index, ranks, language.isLatin)
        guard language.isLatin else {
          sum += weight
          continue
        }
        if at >= word.end { word = weighed(text, around: at, language) }
        sum += weight * word.weight
      }
    }
    return count == 0 ? 0 : sum / Double(count)
  }

  /// The character of a byte.
  func scalar(_ byte: UInt8) -> UnicodeScalar {
    byte < 0x80 ? UnicodeScalar(byte) : UnicodeScalar(page[Int(byte - 0x80)]) ?? "?"
  }

  /// Whether a byte above ASCII is a letter.
  func isLetter(_ byte: UInt8) -> Bool {
    guard byte >= 0x80 else { return false }
    return switch classes[Int(byte - 0x80)] {
    case .lower, .upper, .letter: true
    default: false
    }
  }

  /// A sign stands beside blanks, digits and other signs; inside a word only an apostrophe does.
  private func sign(_ text: [UInt8], _ at: Int, isQuoted: Bool) -> Double {
    let sign = scalar(text[at]).value
    let isInWord = kind(text, at - 1).isLetter && kind(text, at + 1).isLetter
    let isApostrophe = [0x2018, 0x2019, 0xB7, 0xA0].contains(sign)
    let isPower = [0xB2, 0xB3].contains(sign)
    if isPower || [0xA9, 0xAE, 0x2122, 0xB9].contains(sign), kind(text, at + 1).isLetter {
      return 0.1
    }
    if isOfUnit(text, at) || (isQuoted && !isInWord && [0xAB, 0xBB].contains(sign)) { return 0.95 }
    if isPower, kind(text, at - 1).isLetter { return 0.35 }
    return isInWord && !isApostrophe ? 0.1 : 0.6
  }

  /// The weight of each byte above ASCII as a letter of the language; 0 for a foreign one.
  private func rankWeights(_ language: LanguageProfile) -> [Double] {
    var ranks: [UInt32: Double] = [:]
    let letters = Array(language.letters.unicodeScalars)
    let slope = language.isLatin ? 0.35 : 0.6
    for (i, letter) in letters.enumerated() {
      let weight = 1 - slope * Double(i) / Double(letters.count)
      ranks[letter.value] = weight
      for upper in letter.properties.uppercaseMapping.unicodeScalars.prefix(1)
      where ranks[upper.value] == nil {
        ranks[upper.value] = weight * 0.95
      }
    }
    return page.map { ranks[$0] ?? 0 }
  }

  private func letter(
    _ text: [UInt8], _ at: Int, _ index: Int, _ ranks: [Double], _ isLatin: Bool
  ) -> Double {
    var weight = ranks[index] > 0 ? ranks[index] : 0.12
    let before = kind(text, at - 1)
    let after = kind(text, at + 1)
    let hasNeighbor: Bool
    if isLatin {
      hasNeighbor = before.isLetter || after.isLetter
      // Latin letters beyond ASCII seldom stand among themselves.
      let isAmongForeign =
        hasNeighbor && !(before.isLetter && before.isASCII) && !(after.isLetter && after.isASCII)
      if isAmongForeign { weight *= 0.5 }
    } else {
      hasNeighbor = (before.isLetter && !before.isASCII) || (after.isLetter && !after.isASCII)
      if (before.isLetter && before.isASCII) || (after.isLetter && after.isASCII) { weight *= 0.4 }
    }
    if !hasNeighbor { weight *= 0.45 }
    if classes[index] == .upper, before.isLower { weight *= 0.3 }
    if classes[index] == .lower, before.isUpper, isUpper(text, at - 2) { weight *= 0.5 }
    return weight
  }

  private func kind(
    _ text: [UInt8], _ at: Int
  ) -> (isLetter: Bool, isLower: Bool, isUpper: Bool, isASCII: Bool) {
    guard text.indices.contains(at) else { return (false, false, false, true) }
    let byte = text[at]
    if byte < 0x80 {
      let isLower = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      return (isLower || isUpper, isLower, isUpper, true)
    }
    let kind = classes[Int(byte - 0x80)]
    return (
      kind == .lower || kind == .upper || kind == .letter, kind == .lower, kind == .upper, false
    )
  }

  private func isUpper(_ text: [UInt8], _ at: Int) -> Bool { kind(text, at).isUpper }

  private func isDigit(_ text: [UInt8], _ at: Int) -> Bool {
    text.indices.contains(at) && RowcastTabular.isDigit(text[at])
  }

  private func isSpace(_ text: [UInt8], _ at: Int) -> Bool {
    text.indices.contains(at) && text[at] == UInt8(ascii: " ")
  }
}
