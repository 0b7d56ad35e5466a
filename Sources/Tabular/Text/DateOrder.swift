/// In which order a local date is written.
public enum DateOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// By year first, by month first and by day first.
  case yearMonthDay, monthDayYear, dayMonthYear

  /// The order in words: `year, month, day`.
  public var words: String {
    switch self {
    case .yearMonthDay: "year, month, day"
    case .monthDayYear: "month, day, year"
    case .dayMonthYear: "day, month, year"
    }
  }
}
