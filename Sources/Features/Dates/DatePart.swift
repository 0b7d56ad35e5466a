internal import RowcastTabular
import RowcastMachine

/// A number that a date is expanded into.
public enum DatePart: String, Sendable, Hashable, Codable, CaseIterable {
  /// Days since 1970-01-01, with the time as a fraction.
  case days
  /// The year of the proleptic Gregorian calendar.
  case year
  /// 1 to 12.
  case month
  /// 1 to 31.
  case day
  /// Monday 0 to Sunday 6.
  case weekday
  /// Hours of the day with fractions.
  case hour
  /// The place on a circle: of the month in 12, the weekday in 7, the hour with fractions in 24.
  case monthSine, monthCosine, weekdaySine, weekdayCosine, hourSine, hourCosine

  /// The part in words, for names of features.
  public var words: String {
    switch self {
    case .monthSine: "month (sine)"
    case .monthCosine: "month (cosine)"
    case .weekdaySine: "weekday (sine)"
    case .weekdayCosine: "weekday (cosine)"
    case .hourSine: "hour (sine)"
    case .hourCosine: "hour (cosine)"
    default: rawValue
    }
  }

  /// The part of a moment given as milliseconds since 1970-01-01.
  public func value(ofMilliseconds milliseconds: Double) -> Double {
    let perDay = Double(CivilDate.millisecondsPerDay)
    let days = (milliseconds / perDay).rounded(.down)
    guard days.magnitude < 1e9 else { return 0 }
    let date = CivilDate(daysSinceEpoch: Int(days))
    let hours = (milliseconds - days * perDay) / 3_600_000
    switch self {
    case .days: return milliseconds / perDay
    case .year: return Double(date.year)
    case .month: return Double(date.month)
    case .day: return Double(date.day)
    case .weekday: return Double(date.weekday)
    case .hour: return hours
    case .monthSine: return Elementary.sine(turns: Double(date.month - 1) / 12)
    case .monthCosine: return Elementary.cosine(turns: Double(date.month - 1) / 12)
    case .weekdaySine: return Elementary.sine(turns: Double(date.weekday) / 7)
    case .weekdayCosine: return Elementary.cosine(turns: Double(date.weekday) / 7)
    case .hourSine: return Elementary.sine(turns: hours / 24)
    case .hourCosine: return Elementary.cosine(turns: hours / 24)
    }
  }
}
