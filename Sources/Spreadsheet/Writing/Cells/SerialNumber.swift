internal import RowcastTabular

/// Dates as the numbers of the 1900 date system (ECMA-376 Part 1, 18.17.4.1).
package enum SerialNumber {
  /// 1900-01-01, the first day that has a number.
  private static let firstDay: Int64 = -25_567
  /// 1900-03-01: from here on, numbers count the day 1900-02-29 that never was.
  private static let afterPhantom: Int64 = -25_508
  /// 9999-12-31, the last day.
  private static let lastDay: Int64 = 2_932_896

  /// The number of a day or of a day with a time; nil when the system has none.
  package static func serial(milliseconds: Int64) -> Double? {
    let perDay = CivilDate.millisecondsPerDay
    let day = milliseconds >= 0 ? milliseconds / perDay : -((perDay - 1 - milliseconds) / perDay)
    guard day >= firstDay, day <= lastDay else { return nil }
    let whole = Double(day + (day >= afterPhantom ? 25_569 : 25_568))
    let rest = milliseconds - day * perDay
    return rest == 0 ? whole : whole + Double(rest) / Double(perDay)
  }

  /// A length of time, or a clock time, in days.
  static func days(milliseconds: Int64) -> Double {
    Double(milliseconds) / Double(CivilDate.millisecondsPerDay)
  }
}
