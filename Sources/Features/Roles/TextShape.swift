internal import RowcastTabular

/// What the distinct texts of a column look like, from up to 2,000 of them spread evenly.
struct TextShape {
  /// Words of a text, on average; runs of scripts without blanks count one word for two characters.
  private(set) var words = 0.0
  /// The share of texts with a digit.
  private(set) var withDigits = 0.0
  /// The share of texts that are e-mail addresses.
  private(set) var addresses = 0.0
  /// The share of texts that are links.
  private(set) var links = 0.0
  /// The share of texts of one piece, without a blank and of a script that has blanks.
  private(set) var undivided = 0.0
  /// The share of texts of at most three words, as names of people mostly are.
  private(set) var short = 0.0
  /// The share of words that occur in more than one text.
  private(set) var repeatedWords = 0.0

  private static let sampleLimit = 2000

  init(_ texts: StringDictionary) {
    let step = max(1, texts.count / Self.sampleLimit)
    var sampled = 0.0
    var tally: [String: Int] = [:]
    var total = 0
    for code in stride(from: 0, to: texts.count, by: step) {
      guard let text = texts[code] else { continue }
      sampled += 1
      let parts = Self.words(text)
      for word in Set(parts) { tally[word, default: 0] += 1 }
      total += parts.count
      let scripted = text.unicodeScalars.reduce(0) { $0 + (Script.hasNoBlanks($1.value) ? 1 : 0) }
      words += Double(parts.count) + Double(scripted / 2)
      if scripted == 0, !text.contains(where: \.isWhitespace) { undivided += 1 }
      if parts.count + scripted / 2 <= 3 { short += 1 }
      if text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { withDigits += 1 }
      if Self.isAddress(text) { addresses += 1 }
      if Self.isLink(text) { links += 1 }
    }
    guard sampled > 0 else { return }
    words /= sampled
    withDigits /= sampled
    addresses /= sampled
    links /= sampled
    undivided /= sampled
    short /= sampled
    let repeated = tally.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
    let all = tally.values.reduce(0, +)
    repeatedWords = all > 0 ? Double(repeated) / Double(all) : 0
  }

  /// Whether the texts are addresses or links.
  var isAddressLike: Bool { addresses >= 0.9 || links >= 0.9 }

  /// Whether the texts are codes: single pieces, most of them with digits.
  var isCodeLike: Bool { undivided >= 0.95 && withDigits >= 0.5 }

  /// Whether the texts may be names of people: a few words, hardly a digit.
  var isNameLike: Bool { short >= 0.95 && withDigits <= 0.05 }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "_") }
      .map(String.init)
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(" ")
  }

  private static func isLink(_ text: String) -> Bool {
    let head = text.prefix(8).lowercased()
    return head.hasPrefix("http://") || head.hasPrefix("https://") || head.hasPrefix("www.")
  }
}

/// Scripts that part words by no blank.
enum Script {
  /// Whether a character belongs to such a script: Han, Kana, Thai, Lao, Myanmar, Khmer.
  static func hasNoBlanks(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x0E00: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true  // Thai, Lao, Myanmar, Khmer
    case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF: true  // Hiragana, Katakana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true  // Han
    case 0xFF66...0xFF9D, 0x20000...0x3FFFF: true  // half-width Katakana, Han extensions
    default: false
    }
  }
}
