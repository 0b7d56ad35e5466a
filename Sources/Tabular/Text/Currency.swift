internal import RowcastMachine

/// The signs and codes of currencies that stand before or behind an amount: the one table.
package enum Currency {
  /// The length of a currency's sign or code at `at`; nil when there is none before `end`.
  static func length(_ text: Span<UInt8>, _ at: Int, _ end: Int) -> Int? {
    if let length = sign(text, at), at + length <= end { return length }
    for word in words
    where text.holds(word, at: at) && at + word.utf8CodeUnitCount <= end {
      return word.utf8CodeUnitCount
    }
    guard at + 3 <= end, let code = code(text, at), codes.contains(code) else { return nil }
    return 3
  }

  /// The length of one of Unicode's currency signs, also of full width.
  private static func sign(_ text: Span<UInt8>, _ at: Int) -> Int? {
    switch text[at] {
    case UInt8(ascii: "$"): 1
    case 0xC2 where at + 1 < text.count && (0xA2...0xA5).contains(text[at + 1]): 2
    // U+20A0 to U+20BF and, behind them, U+20C0.
    case 0xE2
    where at + 2 < text.count
      && (text[at + 1] == 0x82 && text[at + 2] >= 0xA0
        || text[at + 1] == 0x83 && text[at + 2] == 0x80):
      3
    case 0xEF
    where text.holds("\u{FF04}", at: at) || text.holds("\u{FFE0}", at: at)
      || text.holds("\u{FFE1}", at: at) || text.holds("\u{FFE5}", at: at)
      || text.holds("\u{FFE6}", at: at):
      3
    case 0xE0 where text.holds("\u{E3F}", at: at): 3
    default: nil
    }
  }

  /// Signs of several characters, and words; longer ones first where one begins another.
  private static let words: [StaticString] = [
    "US$", "CA$", "AU$", "NZ$", "HK$", "NT$", "MX$", "A$", "C$", "R$", "S$", "zł", "Kč", "kr.",
    "kr", "Fr.", "Ft", "lei", "Rs.", "Rs", "руб.", "р.", "元", "圆", "円", "圓", "원",
  ]

  /// Every text that ``length(_:_:_:)`` knows: signs, words and codes, for who must list them.
  package static var texts: [String] {
    let signs =
      ["$"]
      + [0xA2...0xA5, 0x20A0...0x20C0].flatMap { $0.compactMap(Unicode.Scalar.init) }
      .map(String.init)
      + ["\u{FF04}", "\u{FFE0}", "\u{FFE1}", "\u{FFE5}", "\u{FFE6}", "\u{E3F}"]
    let letters = codes.sorted().map { code in
      String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }, as: UTF8.self)
    }
    return signs + words.map { "\($0)" } + letters
  }

  private static func code(_ text: Span<UInt8>, _ at: Int) -> UInt32? {
    guard at + 3 <= text.count else { return nil }
    return UInt32(text[at]) << 16 | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2])
  }

  /// Codes of ISO 4217, three bytes in a word.
  private static let codes: Set<UInt32> = Set(
    """
    AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR ISK
    JOD JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RMB RON RSD RUB SAR
    SEK SGD THB TND TRY TWD UAH USD VND ZAR
    """.split(whereSeparator: \.isWhitespace).map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })
}
