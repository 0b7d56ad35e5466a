import RowcastFeatures

/// The parts of a date as SQL, by arithmetic on its ISO 8601 text: every database has another
/// name for them, and all have SUBSTR.
struct SQLDate {
  let text: String
  let index: Int
  let dialect: SQLDialect

  private func digits(_ start: Int, _ count: Int) -> String {
    dialect.cast("SUBSTR(\(text), \(start), \(count))")
  }

  private func own(_ part: String) -> String { dialect.name("rowcast_\(part)\(index)") }

  /// Year, month, day and the hours of the day.
  var fields: [(name: String, expression: String)] {
    let hours =
      "CASE WHEN \(text) IS NULL THEN NULL WHEN LENGTH(\(text)) < 16 THEN 0E0"
      + " ELSE \(digits(12, 2)) + \(digits(15, 2)) / 60E0"
      + " + CASE WHEN LENGTH(\(text)) >= 19 THEN \(digits(18, 2)) / 3600E0 ELSE 0E0 END"
      + " + CASE WHEN SUBSTR(\(text), 20, 1) = '.' THEN "
      + dialect.cast("'0.' || SUBSTR(\(text), 21, 3)") + " / 3600E0 ELSE 0E0 END END"
    return [
      (own("year"), digits(1, 4)), (own("month"), digits(6, 2)), (own("day"), digits(9, 2)),
      (own("hour"), hours),
    ]
  }

  /// Days since 1970-01-01 of the proleptic Gregorian calendar; years begin in March.
  var days: (name: String, expression: String) {
    let (year, month) = (own("year"), own("month"))
    let y = "(\(year) - CASE WHEN \(month) <= 2 THEN 1E0 ELSE 0E0 END)"
    let m = "(CASE WHEN \(month) > 2 THEN \(month) - 3E0 ELSE \(month) + 9E0 END)"
    return (
      own("days"),
      "365E0 * \(y) + FLOOR(\(y) / 4E0) - FLOOR(\(y) / 100E0) + FLOOR(\(y) / 400E0)"
        + " + FLOOR((153E0 * \(m) + 2E0) / 5E0) + \(own("day")) - 719469E0"
    )
  }

  /// The value of one part, NULL when the date is missing.
  func value(_ part: DatePart) -> String {
    let weekday = "(\(own("days")) + 3E0 - 7E0 * FLOOR((\(own("days")) + 3E0) / 7E0))"
    func cycle(_ function: String, _ place: String, of length: Int) -> String {
      "\(function)(\(dialect.number(2 * .pi)) * (\(place)) / \(length)E0)"
    }
    switch part {
    case .days: return "(\(own("days")) + \(own("hour")) / 24E0)"
    case .year, .month, .day, .hour: return own(part.rawValue)
    case .weekday: return weekday
    case .monthSine: return cycle("SIN", "\(own("month")) - 1E0", of: 12)
    case .monthCosine: return cycle("COS", "\(own("month")) - 1E0", of: 12)
    case .weekdaySine: return cycle("SIN", weekday, of: 7)
    case .weekdayCosine: return cycle("COS", weekday, of: 7)
    case .hourSine: return cycle("SIN", own("hour"), of: 24)
    case .hourCosine: return cycle("COS", own("hour"), of: 24)
    }
  }
}
