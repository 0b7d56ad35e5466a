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
    var date: CivilDate { CivilDate(daysSinceEpoch: Int(days)) }
    // Day 0 was a Thursday.
    var weekday: Int { ((Int(days) + 3) % 7 + 7) % 7 }
    var hours: Double { (milliseconds - days * perDay) / 3_600_000 }
    switch self {
    case .days: return milliseconds / perDay
    case .year: return Double(date.year)
    case .month: return Double(date.month)
    case .day: return Double(date.day)
    case .weekday: return Double(weekday)
    case .hour: return hours
    case .monthSine: return Self.months[date.month - 1].sine
    case .monthCosine: return Self.months[date.month - 1].cosine
    case .weekdaySine: return Self.weekdays[weekday].sine
    case .weekdayCosine: return Self.weekdays[weekday].cosine
    case .hourSine: return Elementary.sine(turns: hours / 24)
    case .hourCosine: return Elementary.cosine(turns: hours / 24)
    }
  }

  private static let months = circle(12)
  private static let weekdays = circle(7)

  /// Points on a circle, as far from each other as can be.
  private static func circle(_ count: Int) -> [(sine: Double, cosine: Double)] {
    (0..<count).map {
      let turns = Double($0) / Double(count)
      return (Elementary.sine(turns: turns), Elementary.cosine(turns: turns))
    }
  }
}
