/// One value of a row, as people hold it: what a cell of any format says, with nothing lost.
public enum Value: Sendable, Hashable {
  /// No value: an empty cell, or a word that stands for none.
  case missing
  /// A text, which may be empty.
  case text(String)
  /// A whole number of 64 bits.
  case integer(Int64)
  /// Any other number, with its digits as the source wrote them.
  case number(ExactNumber)
  /// A truth value.
  case boolean(Bool)
  /// A day without a time.
  case date(CivilDate)
  /// A time of day without a day.
  case time(ClockTime)
  /// A day with a time, without zone.
  case dateTime(CivilDate, ClockTime)
  /// A length of time, which may be negative.
  case duration(Duration)
  /// An error value of a workbook, such as `#DIV/0!`.
  case error(String)
}

extension Value {
  /// Whether there is no value.
  public var isMissing: Bool { self == .missing }

  /// The text of a text or an error; nil for other kinds.
  public var text: String? {
    switch self {
    case .text(let text), .error(let text): text
    default: nil
    }
  }

  /// The number nearest to an integer or a number; nil for other kinds.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value.double
    default: nil
    }
  }

  /// The whole number that an integer, or a number without a fraction, is; nil where there is none.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): value.integer(Int64.self)
    default: nil
    }
  }

  /// The truth value; nil for other kinds.
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The day of a date, or of a date with a time.
  public var date: CivilDate? {
    switch self {
    case .date(let date), .dateTime(let date, _): date
    default: nil
    }
  }
}
