public import RowcastTabular

/// How the values of a column are read: found once from the training rows, then kept.
public struct ColumnReading: Sendable, Hashable, Codable, CustomStringConvertible {
  /// What a value becomes.
  public enum Form: String, Sendable, Hashable, Codable {
    /// A number; texts are read as amounts.
    case numbers
    /// A number 0 or 1; texts `true`, `yes`, `y`, `t` and their opposites.
    case booleans
    /// Milliseconds since 1970-01-01.
    case dates
    /// A text, blanks at both ends removed; numbers become their shortest text.
    case texts
  }

  public var form: Form
  /// What kind the column had when it was read first.
  public var kind: ColumnKind
  /// Whether a comma is the decimal separator of texts read as numbers.
  public var decimalComma: Bool
  /// The order of texts read as dates.
  public var dateOrder: DateOrder
  /// The tokens of missing values that were seen, in byte order.
  public var missingTokens: [String]

  public init(
    form: Form, kind: ColumnKind, decimalComma: Bool = false,
    dateOrder: DateOrder = .yearMonthDay, missingTokens: [String] = []
  ) {
    self.form = form
    self.kind = kind
    self.decimalComma = decimalComma
    self.dateOrder = dateOrder
    self.missingTokens = missingTokens
  }

  public var description: String {
    let tokens =
      missingTokens.isEmpty
      ? "" : "; missing: " + missingTokens.map { "\"\($0)\"" }.joined(separator: ", ")
    switch form {
    case .numbers: return "numbers" + (decimalComma ? " with decimal comma" : "") + tokens
    case .booleans: return "yes or no" + tokens
    case .dates: return "dates (\(dateOrder.words))" + tokens
    case .texts: return "texts" + tokens
    }
  }

  /// The number of a trimmed text, NaN when it is missing or unreadable.
  func number(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    if MissingTokens.contains(text, amongNumbers: true) { return .nan }
    switch form {
    case .numbers, .texts: return AmountText(decimalComma: decimalComma).number(text) ?? .nan
    case .dates: return DateText(order: dateOrder).milliseconds(text) ?? .nan
    case .booleans:
      return TruthText.value(text) ?? AmountText(decimalComma: false).number(text) ?? .nan
    }
  }
}

/// Words for true and false.
enum TruthText {
  private static let words: [String: Double] = [
    "true": 1, "yes": 1, "y": 1, "t": 1, "false": 0, "no": 0, "n": 0, "f": 0,
  ]

  /// 1 or 0 for a word of truth, in any case of letters.
  static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count <= 5 else { return nil }
    return words[String(decoding: text, as: UTF8.self).lowercased()]
  }
}
