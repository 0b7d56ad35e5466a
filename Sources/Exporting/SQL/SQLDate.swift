import RowcastFeatures

/// The parts of a date as SQL, by arithmetic on its digits: every database has another name for them.
struct SQLDate {
  /// What the text was read as.
  let calendar: SQLCalendar
  let index: Int
  let dialect: SQLDialect

  private func own(_ part: String) -> String { dialect.name("rowcast_in_\(part)\(index)") }

  private var isLeap: String {
    let year = own("y")
    func remainder(_ n: Int) -> String { "\(year) - \(n)E0 * FLOOR(\(year) / \(n)E0)" }
    return "(\(remainder(4)) = 0 AND (\(remainder(100)) <> 0 OR \(remainder(400)) = 0))"
  }

  private func length(ofMonth month: String) -> String {
    "CASE WHEN \(month) IN (4, 6, 9, 11) THEN 30E0 WHEN \(month) <> 2 THEN 31E0"
      + " WHEN \(isLeap) THEN 29E0 ELSE 28E0 END"
  }

  /// The columns of each step: the day of the text, then the day of the instant in UTC, which may be
  /// the one before it or after it.
  var steps: [[(name: String, expression: String)]] {
    let (year, month, day, shift) = (own("y"), own("m"), own("k"), own("e"))
    func digits(_ start: Int, _ count: Int) -> String {
      dialect.cast("SUBSTR(\(calendar.digits), \(start), \(count))")
    }
    let isDay =
      "\(month) BETWEEN 1 AND 12 AND \(day) BETWEEN 1 AND \(length(ofMonth: month))"
    let moved = "(\(day) + \(shift))"
    let last = "\(moved) > \(length(ofMonth: month))"
    return [
      [
        (year, digits(1, 4)), (month, digits(5, 2)), (day, digits(7, 2)),
        (shift, "FLOOR(\(calendar.time) / 86400000E0)"),
      ],
      [
        (
          own("year"),
          "CASE WHEN NOT (\(isDay)) THEN NULL WHEN \(moved) < 1 AND \(month) = 1"
            + " THEN \(year) - 1E0 WHEN \(moved) > 31 AND \(month) = 12 THEN \(year) + 1E0"
            + " ELSE \(year) END"
        ),
        (
          own("month"),
          "CASE WHEN NOT (\(isDay)) THEN NULL"
            + " WHEN \(moved) < 1 THEN CASE WHEN \(month) = 1 THEN 12E0 ELSE \(month) - 1E0 END"
            + " WHEN \(last) THEN CASE WHEN \(month) = 12 THEN 1E0 ELSE \(month) + 1E0 END"
            + " ELSE \(month) END"
        ),
        (
          own("day"),
          "CASE WHEN NOT (\(isDay)) THEN NULL"
            + " WHEN \(moved) < 1 THEN CASE WHEN \(month) = 1 THEN 31E0"
            + " ELSE \(length(ofMonth: "(\(month) - 1E0)")) END"
            + " WHEN \(last) THEN 1E0 ELSE \(moved) END"
        ),
        (
          own("hour"),
          "CASE WHEN \(isDay)"
            + " THEN (\(calendar.time) - 86400000E0 * \(shift)) / 3600000E0 END"
        ),
      ],
      [days],
    ]
  }

  /// Days since 1970-01-01 of the proleptic Gregorian calendar; years begin in March.
  private var days: (name: String, expression: String) {
    let (year, month) = (own("year"), own("month"))
    let y = "(\(year) - CASE WHEN \(month) <= 2 THEN 1E0 ELSE 0E0 END)"
    let m = "(CASE WHEN \(month) > 2 THEN \(month) - 3E0 ELSE \(month) + 9E0 END)"
    return (
      own("days"),
      "365E0 * \(y) + FLOOR(\(y) / 4E0) - FLOOR(\(y) / 100E0) + FLOOR(\(y) / 400E0)"
        + " + FLOOR((153E0 * \(m) + 2E0) / 5E0) + \(own("day")) - 719469E0"
    )
  }

  /// Milliseconds since 1970-01-01; NULL when the date is missing.
  var milliseconds: String {
    "(\(own("days")) - \(own("e"))) * 86400000E0 + \(calendar.time)"
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
