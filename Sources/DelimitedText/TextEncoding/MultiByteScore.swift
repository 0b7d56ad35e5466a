import RowcastMachine

/// How plausible bytes are as text of an East Asian multi-byte encoding.
///
/// Well-formedness alone lets much through (a French `é` with the letter behind it is well-formed
/// GBK), so characters count by how common they are: by the level of the national standard that
/// they belong to, and by membership in the few hundred that make up most text.
struct MultiByteScore {
  enum Family: CaseIterable {
    case gb18030, big5, shiftJIS, eucJP, eucKR

    var name: String {
      switch self {
      case .gb18030: "gb18030"
      case .big5: "big5"
      case .shiftJIS: "shift_jis"
      case .eucJP: "euc-jp"
      case .eucKR: "euc-kr"
      }
    }

    var common: Set<UInt32> {
      switch self {
      case .gb18030: CommonCharacters.simplifiedChinese
      case .big5: CommonCharacters.traditionalChinese
      case .shiftJIS, .eucJP: CommonCharacters.japanese
      case .eucKR: CommonCharacters.korean
      }
    }
  }

  /// 0 to 1; nil when the bytes are not well-formed.
  static func value(_ text: [UInt8], _ family: Family) -> Double? {
    guard let encoding = TextEncoding(named: family.name),
      let decoder = TextConverter(from: encoding),
      let decoded = decoder.text(of: text)
    else { return nil }
    let hasKana = family == .shiftJIS && isHalfWidthKana(text)
    let kana = hasKana ? 0.65 : 0.25
    var isWide = false
    var levels = 0.0
    var characters = 0
    var at = 0
    while at < text.count {
      guard text[at] >= 0x80 else {
        at += 1
        continue
      }
      let (weight, length) = level(text, at, family)
      let isKana = family == .shiftJIS && length == 1
      levels += isKana ? kana : weight
      // A character between letters of ASCII is a letter of another encoding.
      if isLetter(text, at - 1) || (length > 1 && isLetter(text, at + length)) { levels -= 0.5 }
      if length > 1 { isWide = true }
      characters += 1
      at += length
    }
    guard characters > 0 else { return 0 }
    // Single bytes that spell no words are signs of another encoding.
    guard isWide || hasKana else { return nil }
    let common = family.common
    var ideographs = 0
    var hits = 0
    for scalar in String(decoding: decoded, as: UTF8.self).unicodeScalars {
      // Control characters of the second half are in no text.
      if (0x80...0x9F).contains(scalar.value) { return nil }
      guard scalar.value >= 0x3400, scalar.value < 0xF000 else { continue }
      ideographs += 1
      if common.contains(scalar.value) { hits += 1 }
    }
    let share = ideographs == 0 ? 0.5 : Double(hits) / Double(ideographs)
    return levels / Double(characters) + 0.4 * share
  }

  private static func isLetter(_ text: [UInt8], _ at: Int) -> Bool {
    guard text.indices.contains(at) else { return false }
    let letter = text[at] | 0x20
    return text[at] < 0x80 && letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
  }

  /// Whether single bytes from A1 to DF spell words: two and more stand together, voiced marks
  /// only behind what can be voiced, and the first rows of the syllabary, which capitals of other
  /// scripts do not use, are there.
  private static func isHalfWidthKana(_ text: [UInt8]) -> Bool {
    var letters = 0
    var early = 0
    var wrong = 0
    for at in text.indices where (0xA1...0xDF).contains(text[at]) {
      let before = at > 0 ? text[at - 1] : 0
      letters += 1
      if (0xB1...0xBF).contains(text[at]) { early += 1 }
      let canBeVoiced = (0xB3...0xC4).contains(before) || (0xCA...0xCE).contains(before)
      if text[at] == 0xDE ? !canBeVoiced : text[at] == 0xDF && !(0xCA...0xCE).contains(before) {
        wrong += 1
      }
      let isLone =
        !(0xA1...0xDF).contains(before)
        && !(at + 1 < text.count && (0xA1...0xDF).contains(text[at + 1]))
      if isLone { wrong += 1 }
    }
    return letters >= 4 && wrong * 10 <= letters && early * 7 >= letters
  }

  /// The weight of the character at `at` by its place in the code, and its length.
  private static func level(_ text: [UInt8], _ at: Int, _ family: Family) -> (Double, Int) {
    let lead = text[at]
    let trail = at + 1 < text.count ? text[at + 1] : 0
    switch family {
    case .gb18030:
      if trail >= 0x30, trail <= 0x39 { return (0.05, 4) }
      if trail < 0xA1 || lead < 0xA1 { return (0.05, 2) }
      return (lead >= 0xB0 ? lead <= 0xD7 ? 0.6 : 0.2 : lead <= 0xA3 ? 0.5 : 0.3, 2)
    case .big5:
      return (
        lead >= 0xA4 ? lead <= 0xC6 ? 0.6 : lead >= 0xC9 ? 0.2 : 0.1 : lead >= 0xA1 ? 0.5 : 0.05, 2
      )
    case .shiftJIS:
      if lead >= 0xA1, lead <= 0xDF { return (0.25, 1) }
      if lead == 0x82 { return (trail >= 0x9F ? 0.9 : 0.5, 2) }
      if lead == 0x83 { return (trail <= 0x96 ? 0.9 : 0.3, 2) }
      if lead == 0x81 { return (0.5, 2) }
      return (lead >= 0x88 && lead <= 0x98 ? 0.6 : lead >= 0x99 && lead <= 0xEA ? 0.15 : 0.05, 2)
    case .eucJP:
      if lead == 0x8E { return (0.25, 2) }
      if lead == 0x8F { return (0.1, 3) }
      if lead == 0xA4 || lead == 0xA5 { return (0.9, 2) }
      return (lead >= 0xB0 ? lead <= 0xCF ? 0.6 : 0.15 : lead <= 0xA3 ? 0.5 : 0.2, 2)
    case .eucKR:
      if trail < 0xA1 || lead < 0xA1 { return (0.15, 2) }
      return (lead >= 0xB0 ? lead <= 0xC8 ? 0.6 : 0.1 : lead <= 0xA3 ? 0.5 : 0.2, 2)
    }
  }
}
