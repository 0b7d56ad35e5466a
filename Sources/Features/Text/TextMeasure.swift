internal import RowcastMachine
internal import RowcastTabular

/// A number that describes how a text is written.
public enum TextMeasure: String, Sendable, Hashable, Codable, CaseIterable {
  /// The number of characters.
  case length
  /// The number of digits.
  case digits
  /// The share of capitals among the letters.
  case capitals

  /// The measure in words, for names of features.
  public var words: String {
    switch self {
    case .length: "length"
    case .digits: "digits"
    case .capitals: "share of capitals"
    }
  }

  /// The measure of a text; a missing one is an empty one.
  func value(of text: Span<UInt8>) -> Double {
    func count(_ isCounted: (UInt8) -> Bool) -> Int {
      var found = 0
      for i in text.indices where isCounted(text[i]) { found += 1 }
      return found
    }
    func isLetter(_ byte: UInt8) -> Bool {
      byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
    switch self {
    case .length: return Double(count { $0 & 0xC0 != 0x80 })
    case .digits: return Double(count(isDigit))
    case .capitals:
      let letters = count(isLetter)
      let capitals = count { isLetter($0) && $0 & 0x20 == 0 }
      return letters > 0 ? Double(capitals) / Double(letters) : 0
    }
  }

  /// The measures of all rows of a column.
  static func all(_ measures: [TextMeasure], of view: LevelView) -> [[Double]] {
    measures.map { measure in
      let dictionary = view.dictionary
      let table = [Double](chunksOf: dictionary.count, size: rowsPerTask) { codes, out in
        for code in codes {
          out.append(
            dictionary.withText(code) { text in
              let text = text.trimmed
              return MissingTokens.contains(text, amongNumbers: false) ? 0 : measure.value(of: text)
            })
        }
      }
      return view.codes.map { $0 == TypedColumn.missingCode ? 0 : table[Int($0)] }
    }
  }
}
