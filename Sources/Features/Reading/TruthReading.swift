internal import RowcastTabular

/// What is a value of a column of yes and no: the one rule, which exported models follow too.
package enum TruthReading {
  /// The most places behind the point that a language without such a test knows by heart.
  package static let mostZeros = 20

  /// 1 or 0 of a trimmed text: a word for yes or no, or one of these numbers as programs write them (`1`,
  /// `0.00`); NaN for anything else.
  static func number(_ text: Span<UInt8>) -> Double {
    if let truth = TruthWords.value(text) { return truth ? 1 : 0 }
    guard !text.isEmpty, text[0] == UInt8(ascii: "0") || text[0] == UInt8(ascii: "1") else {
      return .nan
    }
    for place in text.indices.dropFirst() {
      guard text[place] == UInt8(ascii: place == 1 ? "." : "0") else { return .nan }
    }
    return text[0] == UInt8(ascii: "1") ? 1 : 0
  }

  /// A number that is 0 or 1 as it is; NaN for any other.
  static func number(_ value: Double) -> Double { value == 0 || value == 1 ? value : .nan }

  /// Every text that is 1 or 0, in small letters, but for those of more zeros.
  package static let spellings =
    spellings(TruthWords.affirmative, "1", 1) + spellings(TruthWords.negative, "0", 0)

  private static func spellings(
    _ words: [String], _ digit: String, _ value: Double
  ) -> [(text: String, value: Double)] {
    let numbers = (0...mostZeros).map { digit + "." + String(repeating: "0", count: $0) }
    return (words + [digit] + numbers).map { (text: $0, value: value) }
  }
}
