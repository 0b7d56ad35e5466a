import RowcastTabular

/// Times of day in SQL, as `TimeOfDay` reads them: `9:05`, `13:08:30.5`, `1:08 PM`, and behind dates
/// also an offset from UTC.
///
/// The text is cut at its first colon; the hour stands before it.
struct SQLClock {
  /// The column with the hour's digits.
  let hour: String
  /// The column with what follows the hour, from the colon on.
  let minutes: String
  /// The column with what follows the digits of the time: AM, PM, an offset.
  let zone: String
  /// Whether an offset from UTC may follow.
  let hasOffset: Bool
  let dialect: SQLDialect

  private var characters: SQLCharacters { SQLCharacters(dialect: dialect) }

  /// What stands before and from the first colon of a text.
  static func behindColon(_ text: String, _ dialect: SQLDialect) -> String {
    dialect.stripped(text, front: "REPLACE(\(text), ':', '')")
  }

  /// What follows the digits of a time.
  static func zone(of minutes: String, _ dialect: SQLDialect) -> String {
    dialect.stripped(minutes, front: dialect.literal("0123456789:."))
  }

  private var digits: String { characters.front(of: minutes, before: zone) }
  /// AM or PM in small letters, without the one blank that may stand before it.
  private var half: String {
    "CASE WHEN LENGTH(\(zone)) = 3 AND \(characters.first(zone))"
      + " IN (\(characters.list(SQLCharacters.blanks))) THEN LOWER(SUBSTR(\(zone), 2))"
      + " ELSE LOWER(\(zone)) END"
  }

  private func number(_ text: String, _ start: Int, _ count: Int) -> String {
    dialect.cast("SUBSTR(\(text), \(start), \(count))")
  }

  /// Whether hour, minutes and what follows are spelled as a time.
  private var isTime: String {
    let shape = characters.shape(digits)
    let fraction = dialect.stripped(shape, end: "'0'")
    var zones = ["\(zone) = ''"]
    zones.append(
      "(\(half) IN ('am', 'pm') AND (\(hour) BETWEEN '01' AND '12' AND LENGTH(\(hour)) = 2"
        + " OR \(hour) BETWEEN '1' AND '9' AND LENGTH(\(hour)) = 1))")
    if hasOffset {
      let offset = characters.shape(zone)
      zones.append("\(zone) = 'Z'")
      let spellings = ["00:00", "0000", "00"].flatMap { ["+\($0)", "-\($0)"] }
      zones.append(
        "(\(offset) IN (\(characters.list(spellings)))"
          + " AND SUBSTR(\(zone), 2, 2) <= '15'"
          + " AND (LENGTH(\(zone)) = 3 OR SUBSTR(\(zone), LENGTH(\(zone)) - 1, 2) <= '59'))")
    }
    var tests = [
      "\(characters.shape(hour)) IN ('0', '00')", "(LENGTH(\(hour)) = 1 OR \(hour) <= '23')",
      "(\(shape) IN (':00', ':00:00') OR (\(fraction) = ':00:00.'"
        + " AND LENGTH(\(shape)) BETWEEN 8 AND 25))",
      "SUBSTR(\(digits), 2, 2) <= '59'", "SUBSTR(\(digits), 5, 2) <= '59'",
      "(\(zones.joined(separator: " OR ")))",
    ]
    if !hasOffset { tests.append("LENGTH(\(hour)) + LENGTH(\(minutes)) <= 20") }
    return tests.joined(separator: " AND ")
  }

  /// Milliseconds since midnight, less the offset from UTC; NULL when it is no time.
  var milliseconds: String {
    let afternoon = "CASE \(half) WHEN 'am' THEN 0E0 WHEN 'pm' THEN 12E0 END"
    let hours =
      "CASE WHEN \(half) IN ('am', 'pm') THEN CASE WHEN \(hour) = '12' THEN 0E0"
      + " ELSE \(dialect.cast(hour)) END + \(afternoon) ELSE \(dialect.cast(hour)) END"
    let seconds = "CASE WHEN LENGTH(\(digits)) >= 6 THEN \(number(digits, 5, 2)) ELSE 0E0 END"
    let fraction =
      "CASE WHEN LENGTH(\(digits)) >= 8 THEN "
      + dialect.cast("SUBSTR(SUBSTR(\(digits), 8, 3) || '00', 1, 3)") + " ELSE 0E0 END"
    var total =
      "3600000E0 * (\(hours)) + 60000E0 * \(number(digits, 2, 2)) + 1000E0 * (\(seconds))"
      + " + \(fraction)"
    if hasOffset {
      let minutes =
        "CASE WHEN LENGTH(\(zone)) = 3 THEN 0E0 ELSE "
        + dialect.cast("SUBSTR(\(zone), LENGTH(\(zone)) - 1, 2)") + " END"
      total +=
        " - CASE WHEN \(characters.first(zone)) IN ('+', '-') THEN"
        + " CASE WHEN \(characters.first(zone)) = '-' THEN -60000E0 ELSE 60000E0 END"
        + " * (60E0 * \(number(zone, 2, 2)) + \(minutes)) ELSE 0E0 END"
    }
    return "CASE WHEN \(isTime) THEN \(total) END"
  }
}
