/// A day of the proleptic Gregorian calendar, and its number since 1970-01-01.
///
/// Source of both conversions: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public struct CivilDate: BitwiseCopyable, Sendable, Hashable {
  /// The year, 0 and below before the year 1.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int

  /// 24 hours; there are no leap seconds.
  public static let millisecondsPerDay: Int64 = 86_400_000

  /// The day of a moment, counted from 1970-01-01, and the milliseconds since its midnight.
  static func split(milliseconds: Int64) -> (day: Int64, time: Int64) {
    let (day, time) = milliseconds.quotientAndRemainder(dividingBy: millisecondsPerDay)
    return time < 0 ? (day - 1, time + millisecondsPerDay) : (day, time)
  }

  /// A day by its parts, which are not checked; see ``isValid``.
  @inlinable
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is `days` after 1970-01-01.
  @inlinable
  public init(daysSinceEpoch days: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  @inlinable public var daysSinceEpoch: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Monday is 0, Sunday 6.
  @inlinable public var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 }

  /// Whether month and day exist in that year.
  public var isValid: Bool {
    guard month >= 1, month <= 12, day >= 1 else { return false }
    if day <= 28 { return true }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1]
  }
}
