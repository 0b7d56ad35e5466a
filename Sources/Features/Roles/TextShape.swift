internal import RowcastMachine
internal import RowcastTabular

/// What the distinct texts of a column look like, from up to 2,000 of them spread evenly.
struct TextShape {
  /// Words of a text, on average; of scripts without blanks two characters count as one.
  private(set) var words = 0.0
  /// The share of texts with a digit.
  private(set) var withDigits = 0.0
  /// The share of texts that are addresses of e-mail or of the internet.
  private(set) var addresses = 0.0
  /// The share of texts that are links.
  private(set) var links = 0.0
  /// The share of texts that are telephone numbers.
  private(set) var phones = 0.0
  /// The share of texts that are durations, of numbers with one of ``units``, and of those with a mark
  /// of a bound: `30:41:24`, `43 kg`, `<5`.
  private(set) var durations = 0.0
  private(set) var measured = 0.0
  /// The units behind numbers, the most frequent first.
  private(set) var units: [String] = []
  private(set) var bounds = 0.0
  private(set) var plain = 0.0
  /// The share of texts of scripts without blanks alone.
  private(set) var unparted = 0.0
  /// The share of texts of one piece, without a blank and of a script that has blanks.
  private(set) var undivided = 0.0
  /// The share of texts of at most three words, as names of people mostly are.
  private(set) var short = 0.0
  /// The share of words, and of pairs of characters of scripts without blanks, that occur in more
  /// than one text.
  private(set) var repeatedWords = 0.0

  private static let sampleLimit = 2000

  init(_ texts: StringDictionary) {
    let step = max(1, texts.count / Self.sampleLimit)
    var sampled = 0.0
    var tally: [String: Int] = [:]
    var units: [String: Int] = [:]
    for code in stride(from: 0, to: texts.count, by: step) {
      guard let text = texts[code] else { continue }
      sampled += 1
      let scripted = text.unicodeScalars.reduce(0) { $0 + (Script.hasNoBlanks($1.value) ? 1 : 0) }
      let (parts, pairs) = Self.words(text)
      for word in Set(parts + pairs) { tally[word, default: 0] += 1 }
      let count = Double(parts.count) + Double(scripted) / 2
      words += count
      if scripted > 0, parts.isEmpty { unparted += 1 }
      if scripted == 0, !text.contains(where: \.isWhitespace) { undivided += 1 }
      if count <= 3 { short += 1 }
      if text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { withDigits += 1 }
      if Self.isAddress(text) || Self.isInternetAddress(text) { addresses += 1 }
      let bytes = Array(text.utf8)
      if Self.isDuration(bytes.span) { durations += 1 }
      let bounded = NumberFrame.bound(bytes.span)
      let own = bounded.map { String(decoding: bytes[$0], as: UTF8.self) } ?? text
      if let rest = Self.behindNumber(own) {
        if bounded != nil { bounds += 1 } else if rest.isEmpty { plain += 1 }
        if !rest.isEmpty { units[rest, default: 0] += 1 }
      }
      if Self.isLink(text) { links += 1 }
      if Self.isPhone(text) { phones += 1 }
    }
    guard sampled > 0 else { return }
    words /= sampled
    withDigits /= sampled
    addresses /= sampled
    links /= sampled
    phones /= sampled
    durations /= sampled
    bounds /= sampled
    plain /= sampled
    self.units = units.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    measured = Double(units.values.reduce(0, +)) / sampled
    undivided /= sampled
    unparted /= sampled
    short /= sampled
    let repeated = tally.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
    let all = tally.values.reduce(0, +)
    repeatedWords = all > 0 ? Double(repeated) / Double(all) : 0
  }

  /// The fewest words that make sentences: names of people and places have two, or three characters
  /// of scripts without blanks.
  var fewestWords: Double { unparted >= 0.5 ? 2.5 : 1.5 }

  /// Whether the texts are addresses or links.
  var isAddressLike: Bool { addresses >= 0.9 || links >= 0.9 }

  /// Whether the texts are codes: single pieces, most of them with digits.
  var isCodeLike: Bool { undivided >= 0.95 && withDigits >= 0.5 }

  /// Whether the texts may be names of people: a few words, hardly a digit.
  var isNameLike: Bool { short >= 0.95 && withDigits <= 0.05 }

  /// The words between blanks; and of scripts that have none, each two neighboring characters,
  /// which recur in other texts as words do.
  private static func words(_ text: String) -> (parted: [String], pairs: [String]) {
    var parted: [String] = []
    var pairs: [String] = []
    for piece in text.lowercased().split(whereSeparator: {
      !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "_")
    }) {
      let scalars = Array(piece.unicodeScalars)
      guard scalars.contains(where: { Script.hasNoBlanks($0.value) }) else {
        parted.append(String(piece))
        continue
      }
      for (one, next) in zip(scalars, scalars.dropFirst()) {
        var pair = String.UnicodeScalarView()
        pair.append(one)
        pair.append(next)
        pairs.append(String(pair))
      }
    }
    return (parted, pairs)
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(" ")
  }

  /// Seven to fifteen digits in pieces, perhaps behind a plus: `+1 555 1234567`, `(030) 123-4567`.
  private static func isPhone(_ text: String) -> Bool {
    let digits = text.utf8.count { $0 >= 0x30 && $0 <= 0x39 }
    // `791-76-8559` is the number of a person, `10.0.110.216` one of a computer.
    let pieces = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    guard pieces != [3, 2, 4], !isInternetAddress(text) else { return false }
    // Of two pieces without a code of the place in front a short number is `555-1234`; others are codes.
    let isShort = digits < 10 && pieces.count == 2 && text.utf8.count == digits + 1
    if isShort, pieces != [3, 4], !text.hasPrefix("0") { return false }
    return (7...15).contains(digits)
      && text.utf8.allSatisfy { byte in
        byte >= 0x30 && byte <= 0x39 || "+-() ./".utf8.contains(byte)
      }
  }

  /// Four numbers up to 255 with points between: `10.0.110.216`.
  private static func isInternetAddress(_ text: String) -> Bool {
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
    return pieces.count == 4
      && pieces.allSatisfy { piece in
        (1...3).contains(piece.utf8.count) && piece.utf8.allSatisfy { (0x30...0x39).contains($0) }
          && (Int(piece) ?? 256) <= 255
      }
  }

  /// What stands around the numbers of which all have one unit, or some are bounds; nil where nothing does.
  var frame: NumberFrame? {
    var frame = NumberFrame(readsBounds: bounds > 0)
    if units.allSatisfy(Self.isUnit) {
      switch units.count {
      case 1: frame.units = units
      case 2:
        // `1 year` beside `5 years`.
        let both = units.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        if both[1] == both[0] + "s" || both[1] == both[0] + "es" { frame.units = both }
      default: break
      }
    }
    return frame.units.isEmpty && !frame.readsBounds ? nil : frame
  }

  /// Whether what stands behind a number can be a unit: it begins with a letter or such a sign, and has
  /// nothing that breaks a line.
  private static func isUnit(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !text.contains(where: \.isNewline) else {
      return false
    }
    return first.properties.isAlphabetic || "°\"'′″‰".unicodeScalars.contains(first)
  }

  /// Whether what stands behind numbers is no code: seats have one capital (`12A`), and marks are words of
  /// them (`2012FAIL`).
  static func isUsualUnit(_ unit: String) -> Bool {
    unit != unit.uppercased() || unit == unit.lowercased() || (2...3).contains(unit.count)
  }

  /// The unit behind the number that a trimmed text begins with, perhaps behind a bound's mark; nil where
  /// there is none.
  static func unit(of text: Span<UInt8>) -> String? {
    let own = String(decoding: text.extracting(NumberFrame.bound(text) ?? text.indices))
    return behindNumber(own).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a text is a duration of one of the usual spellings: of several parts where they have units.
  private static func isDuration(_ text: Span<UInt8>) -> Bool {
    switch DurationText.read(text)?.style {
    case nil: false
    case .units(let count): count > 1
    case .minutes, .seconds, .standard: true
    }
  }

  /// What stands behind the number that a text begins with; nil where it begins with none.
  private static func behindNumber(_ text: String) -> String? {
    var rest = text[...]
    if let first = rest.first, "+-−".contains(first) { rest = rest.dropFirst() }
    let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
    guard number.first?.isNumber == true else { return nil }
    let unit = rest.dropFirst(number.count).drop { $0 == " " }
    guard unit.unicodeScalars.count <= 8,
      !unit.unicodeScalars.contains(where: { (0x30...0x39).contains($0.value) })
    else { return nil }
    return String(unit)
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
