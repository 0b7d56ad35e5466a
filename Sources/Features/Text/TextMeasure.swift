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
  func value(of text: UnsafeBufferPointer<UInt8>) -> Double {
    switch self {
    case .length: return Double(text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) })
    case .digits:
      return Double(
        text.reduce(0) { $0 + ($1 >= UInt8(ascii: "0") && $1 <= UInt8(ascii: "9") ? 1 : 0) })
    case .capitals:
      var letters = 0
      var capitals = 0
      for byte in text {
        let lower = byte | 0x20
        if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") {
          letters += 1
          capitals += byte == lower ? 0 : 1
        }
      }
      return letters > 0 ? Double(capitals) / Double(letters) : 0
    }
  }

  /// The measures of all rows of a column.
  static func all(_ measures: [TextMeasure], of view: LevelView) -> [[Double]] {
    measures.map { measure in
      let dictionary = view.dictionary
      let table = dictionary.bytes.withUnsafeBufferPointer { bytes in
        [Double](parallelCount: dictionary.count) { range, out in
          for code in range {
            let place = dictionary.offsets[code]..<dictionary.offsets[code + 1]
            let text = UnsafeBufferPointer(rebasing: bytes[place]).trimmed
            out[code] =
              MissingTokens.contains(text, amongNumbers: false) ? 0 : measure.value(of: text)
          }
        }
      }
      return view.codes.map { $0 == TypedColumn.missingCode ? 0 : table[Int($0)] }
    }
  }
}
