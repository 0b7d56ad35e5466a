import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// The encoding of a file, decided from its bytes.
///
/// Byte order mark; zeros on one parity (UTF-16 and UTF-32); control characters (not text); strict
/// UTF-8; and only then the legacy encodings, by how plausible the text becomes.
struct EncodingDetector {
  struct Choice {
    var encoding: TextEncoding
    /// The bytes of the byte order mark.
    var start = 0
    var reason: String
  }

  let sample: [UInt8]
  let isWhole: Bool

  /// What the first bytes tell; nil when they are ASCII or well-formed UTF-8, or leave only the
  /// legacy encodings.
  func fromMark() -> Choice? {
    let marks: [([UInt8], String)] = [
      ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE, 0, 0], "utf-32le"),
      ([0, 0, 0xFE, 0xFF], "utf-32be"), ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
      ([0x84, 0x31, 0x95, 0x33], "gb18030"),
    ]
    for (mark, name) in marks where sample.starts(with: mark) {
      guard let encoding = TextEncoding(named: name) else { continue }
      return Choice(encoding: encoding, start: mark.count, reason: "byte order mark")
    }
    return nil
  }

  /// UTF-16 and UTF-32 without a mark: zeros on one place of each unit, and text when decoded.
  ///
  /// Most letters of Asia have no zero: where these are many, lines and fields show that it is text.
  /// - Parameter least: the least share of units that have a zero.
  func fromZeros(fromShare least: Double = 0.1) -> Choice? {
    guard sample.count >= 4 else { return nil }
    var zeros = [0, 0, 0, 0]
    for i in sample.indices where sample[i] == 0 { zeros[i % 4] += 1 }
    let quarter = max(1, sample.count / 4)
    let share = zeros.map { Double($0) / Double(quarter) }
    var names: [String] = []
    if share[1] > 0.5, share[2] > 0.9, share[3] > 0.9 { names.append("utf-32le") }
    if share[0] > 0.9, share[1] > 0.9, share[2] > 0.5 { names.append("utf-32be") }
    let even = (share[0] + share[2]) / 2
    let odd = (share[1] + share[3]) / 2
    if odd > even * 4, odd > least || endsLines("utf-16le") { names.append("utf-16le") }
    if even > odd * 4, even > least || endsLines("utf-16be") { names.append("utf-16be") }
    for name in names where pairsLineEnds(name) {
      guard let encoding = TextEncoding(named: name), let decoder = TextConverter(from: encoding),
        let text = decoder.text(of: sample, allowsCutEnd: true), !ForeignFormat.isBinary(text),
        !text.contains(0), max(even, odd) > 0.5 || Self.hasFields(text) || endsLines(name)
      else { continue }
      return Choice(
        encoding: encoding, reason: "zero bytes in \(Int(max(even, odd) * 100)) % of the units")
    }
    return nil
  }

  /// Whether a text has lines, and what parts fields in them.
  private static func hasFields(_ text: [UInt8]) -> Bool {
    text.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      && text.contains { ",;\t|".utf8.contains($0) }
  }

  /// What a byte order mark says, as far as the text behind it agrees.
  struct Mark {
    /// The encoding of the mark, or that which the zeros of the text show; nil where single bytes are
    /// to be looked at, as behind that of UTF-8.
    var choice: Choice?
    /// Where the text begins.
    var start = 0
    /// The mark's encoding.
    var name: String?
    /// Whether the text is not of the mark's encoding.
    var isContrary = false
  }

  /// The mark, held against the bytes behind it.
  func mark() -> Mark {
    guard let found = fromMark() else { return Mark() }
    var mark = Mark(choice: found, start: found.start, name: found.encoding.name)
    let rest = EncodingDetector(sample: Array(sample.dropFirst(found.start)), isWhole: isWhole)
    if var other = rest.fromZeros(), other.encoding != found.encoding {
      other.start = found.start
      (mark.choice, mark.isContrary) = (other, true)
    } else if found.encoding == .utf8 {
      mark.choice = nil
    } else if found.encoding.unit > 1, !rest.sample.contains(0),
      rest.sample.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    {
      (mark.choice, mark.isContrary) = (nil, true)
    }
    return mark
  }

  /// Whether line ends have their zeros beside them, as they do where units are longer than bytes;
  /// some bytes of other characters look like line ends.
  private func pairsLineEnds(_ name: String) -> Bool {
    let isLittle = name.hasSuffix("le")
    var lineEnds = 0
    var paired = 0
    for i in sample.indices where sample[i] == 0x0A || sample[i] == 0x0D {
      lineEnds += 1
      let zero = isLittle ? i + 1 : i - 1
      if sample.indices.contains(zero), sample[zero] == 0, i % 2 == (isLittle ? 0 : 1) {
        paired += 1
      }
    }
    return paired * 4 >= lineEnds
  }

  /// Whether carriage returns and line feeds of two bytes each end all lines, and there are some.
  private func endsLines(_ name: String) -> Bool {
    guard sample.count % 2 == 0 || !isWhole else { return false }
    let zero = name.hasSuffix("le") ? 1 : 0
    var ends = 0
    for at in stride(from: 0, to: sample.count - 1, by: 2) {
      guard sample[at + zero] == 0, sample[at + 1 - zero] == 0x0A else { continue }
      guard at >= 2, sample[at - 2 + zero] == 0, sample[at - 1 - zero] == 0x0D else {
        return false
      }
      ends += 1
    }
    return ends > 0
  }

  /// ISO-2022-JP: seven bits, with the escapes that switch to kanji.
  func fromEscapes() -> Choice? {
    guard sample.contains(0x1B), !sample.contains(where: { $0 >= 0x80 }) else { return nil }
    for i in sample.indices.dropLast(2) where sample[i] == 0x1B && sample[i + 1] == 0x24 {
      guard let encoding = TextEncoding(named: "iso-2022-jp"),
        let decoder = TextConverter(from: encoding),
        decoder.text(of: sample, allowsCutEnd: true) != nil
      else { return nil }
      return Choice(encoding: encoding, reason: "escape sequences")
    }
    return nil
  }

  /// The most plausible legacy encoding of a text that is not UTF-8.
  ///
  /// Each word with characters beyond ASCII is evidence, once; until there is enough of it, the
  /// commonest encoding is taken, Windows-1252.
  static func legacy(_ bytes: [UInt8]) -> Choice? {
    let words = DistinctWords(of: bytes)
    let text = words.text
    let highs = text.reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) }
    guard highs > 0 else { return nil }
    var best: Plausibility?
    var common: Plausibility?
    var old: Plausibility?
    func offer(_ name: String, _ value: Double, _ what: String) {
      let offered = Plausibility(name: name, value: value, what: what)
      if best.map({ value > $0.value }) ?? true { best = offered }
      if name == commonest, common.map({ value > $0.value }) ?? true { common = offered }
    }
    for family in MultiByteScore.Family.allCases {
      // A few bytes prove little about thousands of characters.
      let doubt = highs < 6 ? 0.15 : 0
      if let value = MultiByteScore.value(text, family) {
        offer(family.name, value - doubt, "well-formed, and of common characters")
      }
    }
    let isMac = bytes.contains(UInt8(ascii: "\r")) && !bytes.contains(UInt8(ascii: "\n"))
    var pages: [String: SingleByteScore] = [:]
    for language in LanguageProfile.all {
      for (place, name) in language.encodings.enumerated() {
        if pages[name] == nil {
          pages[name] = TextEncoding(named: name).flatMap { SingleByteScore($0) }
        }
        guard let value = pages[name]?.value(text, language) else { continue }
        if isOld(name), old.map({ value > $0.value }) ?? true {
          old = Plausibility(name: name, value: value, what: "reads as \(language.name)")
        }
        if name == "macintosh", !isMac { continue }
        // Between equals the commoner encoding wins, and Western Europe before all.
        let prior =
          -0.02 * Double(place) + (name == commonest ? 0.04 : 0)
          - (name.hasPrefix("ibm8") && name != "ibm866" ? 0.4 : 0)
          + (name == "macintosh" ? 0.03 : 0)
        offer(name, value + prior, "reads as \(language.name)")
      }
    }
    guard let best else { return nil }
    // The more letters there are, the less each of them has to be the usual one.
    let told = words.evidence
    if let old, best.value < implausible, old.value > best.value + 0.2,
      old.value >= (told >= 8 ? 0.6 : 0.75), told >= 3
    {
      return old.choice(by: words.count)
    }
    if let common, (best.value - common.value) * Double(told) < enoughEvidence {
      return common.choice(by: words.count)
    }
    return best.choice(by: words.count)
  }

  private static let commonest = "windows-1252"
  private static let enoughEvidence = 0.4
  /// Below this, the pages of old computers are looked at, too; signs alone are worth more.
  private static let implausible = 0.56

  /// Whether an encoding is of computers that few people use any more.
  private static func isOld(_ name: String) -> Bool {
    ["macintosh", "ibm850", "ibm852"].contains(name)
  }

  /// An encoding, and how plausible a text is in it.
  private struct Plausibility {
    var name: String
    var value: Double
    var what: String

    /// - Parameter words: how many words tell it; few of them leave doubt, however well they read.
    func choice(by words: Int) -> Choice? {
      let share = min(max(value, 0), 1) * (1 - 1 / Double(2 * max(words, 1)))
      return TextEncoding(named: name).map {
        Choice(encoding: $0, reason: "\(what), plausibility \(Int(share * 100)) %")
      }
    }
  }
}
