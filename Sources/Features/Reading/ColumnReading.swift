public import RowcastTabular

/// How the values of a column are read: found once from the training rows, then kept.
public struct ColumnReading: Sendable, Hashable, Codable, CustomStringConvertible {
  /// What a value becomes.
  public enum Form: String, Sendable, Hashable, Codable {
    /// A number; texts are read as amounts.
    case numbers
    /// A number 0 or 1; texts `true`, `yes`, `y`, `t` and their opposites. Anything else is missing.
    case booleans
    /// Milliseconds since 1970-01-01.
    case dates
    /// Milliseconds since midnight.
    case times
    /// Milliseconds of durations, of any length.
    case durations
    /// A text, blanks at both ends removed; numbers become their shortest text.
    case texts
  }

  /// What a value becomes.
  public var form: Form
  /// What kind the column had when it was read first.
  public var kind: ColumnKind
  /// Whether a comma is the decimal separator of texts read as numbers.
  public var decimalComma: Bool
  /// The order of texts read as dates.
  public var dateOrder: DateOrder
  /// The tokens of missing values that were seen, in byte order.
  public var missingTokens: [String]
  /// What stands around texts read as numbers: a unit, marks of bounds; nil when nothing does.
  public var frame: NumberFrame?

  /// By default a decimal point, ISO dates and no tokens of missing values.
  public init(
    form: Form, kind: ColumnKind, decimalComma: Bool = false,
    dateOrder: DateOrder = .yearMonthDay, missingTokens: [String] = [],
    frame: NumberFrame? = nil
  ) {
    self.form = form
    self.kind = kind
    self.decimalComma = decimalComma
    self.dateOrder = dateOrder
    self.missingTokens = missingTokens
    self.frame = frame
  }

  public var description: String {
    let tokens =
      missingTokens.isEmpty
      ? "" : "; missing: " + missingTokens.map { "\"\($0)\"" }.joined(separator: ", ")
    switch form {
    case .numbers:
      let unit = frame?.units.first.map { " of \($0)" } ?? ""
      let bounds = frame?.readsBounds == true ? ", bounds as their number" : ""
      return "numbers\(unit)" + (decimalComma ? " with decimal comma" : "") + bounds + tokens
    case .booleans: return "yes or no" + tokens
    case .times: return "times of day" + tokens
    case .durations: return "durations" + tokens
    case .dates: return "dates (\(dateOrder.words))" + tokens
    case .texts: return "texts" + tokens
    }
  }

  /// The number of a trimmed text, NaN when it is missing or unreadable.
  func number(_ text: Span<UInt8>) -> Double {
    if MissingTokens.contains(text, amongNumbers: true) { return .nan }
    switch form {
    // A column of times that a file told as such may come as texts elsewhere.
    case .numbers where kind == .time:
      return TimeOfDay.milliseconds(text).map(Double.init) ?? .nan
    case .numbers, .texts:
      let own = text.extracting(frame?.number(in: text) ?? text.indices)
      return AmountSyntax.double(own, .learned(decimalComma: decimalComma)) ?? .nan
    case .dates:
      return Self.milliseconds(ofDate: text, in: dateOrder) ?? .nan
    case .times: return TimeOfDay.milliseconds(text).map(Double.init) ?? .nan
    case .durations: return DurationText.read(text)?.milliseconds ?? .nan
    case .booleans: return TruthReading.number(text)
    }
  }

  /// The milliseconds of a date in some order; one of ISO 8601 is never another order's.
  static func milliseconds(ofDate text: Span<UInt8>, in order: DateOrder) -> Double? {
    let own = TemporalSyntax.day(text) == nil ? order : .yearMonthDay
    return LocalDateSyntax(text, accepting: .learned)?.value(in: own).map {
      Double($0.milliseconds)
    }
  }
}
