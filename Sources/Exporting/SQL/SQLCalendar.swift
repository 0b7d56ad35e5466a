import RowcastTabular

/// Dates as people write them, read in SQL as `LocalDateSyntax` reads them: `31/12/24`,
/// `Dec 31, 2024 5:30 PM`, `2024年12月31日`, `2024-12-31T17:30:00+01:00`.
///
/// The text is cut into a date and a time; of the date, names become one letter each and all that parts
/// numbers one character, so that few shapes are left. An ISO date is read in a column of any order:
/// databases write their own dates so.
struct SQLCalendar {
  /// The trimmed text of the column.
  let trimmed: String
  let order: DateOrder
  let index: Int
  let dialect: SQLDialect

  private var characters: SQLCharacters { SQLCharacters(dialect: dialect) }
  private func own(_ part: String) -> String { dialect.name("rowcast_in_\(part)\(index)") }
  private var text: String { own("t") }
  private var minutes: String { own("v") }
  /// The date with the one character between it and the time.
  private var before: String { own("u") }
  private var hour: String { own("i") }
  private var zone: String { own("o") }
  private var named: String { own("n") }
  private var parted: String { own("q") }
  private var day: String { own("d") }
  /// Milliseconds since midnight of the date's text; they may be less than 0 or of the next day.
  var time: String { own("ms") }
  /// The date's text as `20241231`; NULL when it is none.
  var digits: String { day }

  /// The columns of each step.
  var steps: [[(name: String, expression: String)]] {
    let clock = SQLClock(
      hour: hour, minutes: minutes, zone: zone, hasOffset: true, dialect: dialect)
    let hasTime = "\(minutes) <> ''"
    let front = characters.front(of: text, before: minutes)
    let cuts: [(name: String, expression: String)] = [
      (
        before,
        "CASE WHEN \(hasTime) THEN \(dialect.stripped(front, end: characters.digits))"
          + " ELSE \(text) || ' ' END"
      ), (zone, SQLClock.zone(of: minutes, dialect)),
    ]
    let hours = "CASE WHEN \(hasTime) THEN SUBSTR(\(front), LENGTH(\(before)) + 1) ELSE '' END"
    return [[(text, trimmed)], [(minutes, SQLClock.behindColon(text, dialect))], cuts]
      + namings.map { [$0] }
      + [
        [(parted, partedExpression), (hour, hours)],
        [(time, "CASE WHEN \(hasTime) THEN \(clock.milliseconds) ELSE 0E0 END")],
        [(day, dayExpression)],
      ]
  }

  private static let letters = "ABCDEFGHIJKL".map(String.init)
  private static let weekday = "W"

  /// The names of the date as a capital each, its blanks as one, characters of the East as one kind:
  /// what is replaced by what, one after the other.
  private static let replacements: [(text: String, by: String)] = {
    let (months, weekdays) = MonthNames.names
    let whole = zip(months, letters).map { (text: $0, by: $1) }
    let short = zip(months, letters).map { (text: String($0.prefix(3)), by: $1) }
    let days = weekdays + weekdays.map { String($0.prefix(3)) }
    let eastern = [("년", "年"), ("월", "月"), ("일", "日"), ("号", "日"), ("號", "日")]
    return whole + days.prefix(7).map { ($0, weekday) } + short
      + days.suffix(7).map { ($0, weekday) }
      + SQLCharacters.blanks.filter { $0 != " " }.map { ($0, " ") } + eastern
      + [("年 ", "年"), ("月 ", "月")]
      + [8, 4, 2, 2].map { (String(repeating: " ", count: $0), " ") }
  }()

  /// Of the date in small letters, some replacements at a time: parsers have limits of depth.
  private var namings: [(name: String, expression: String)] {
    let all = Self.replacements
    var last = "LOWER(\(characters.withoutLast(before)))"
    return stride(from: 0, to: all.count, by: 9).map { start in
      let end = min(start + 9, all.count)
      let expression = all[start..<end].reduce(last) {
        "REPLACE(\($0), \(dialect.literal($1.text)), \(dialect.literal($1.by)))"
      }
      last = end == all.count ? named : own("n\(start)")
      return (last, expression)
    }
  }

  /// The date without a weekday, and `|` for all that parts its numbers.
  private var partedExpression: String {
    func cut(_ end: String, _ place: Int) -> String {
      "WHEN SUBSTR(\(named), 1, \(place - 1)) = '\(Self.weekday)\(end)'"
        + " THEN SUBSTR(\(named), \(place))"
    }
    let bare = "CASE \(cut(", ", 4)) \(cut(",", 3)) \(cut(" ", 3)) ELSE \(named) END"
    let marks = characters.replacing(["/", "-", ".", ","], in: bare, with: "|")
    return "REPLACE(REPLACE(\(marks), '| ', '|'), ' ', '|')"
  }

  // MARK: Shapes

  private enum Piece {
    case year(Int), month(Int), day(Int)

    var length: Int {
      switch self {
      case .year(let length), .month(let length), .day(let length): max(length, 1)
      }
    }
    /// What stands for it in a shape: a month of no digits is a name.
    var shape: String {
      if case .month(0) = self { return "M" }
      return String(repeating: "0", count: length)
    }
  }

  /// The pieces of each shape that the order admits.
  private var shapes: [(shape: String, pieces: [Piece])] {
    let months = [0, 1, 2].map(Piece.month)
    let days = [1, 2].map(Piece.day)
    let years = [2, 4].map(Piece.year)
    let parts: [[Piece]] =
      switch order {
      case .yearMonthDay: [[.year(4)], months, days]
      case .monthDayYear: [months, days, years]
      case .dayMonthYear: [days, months, years]
      }
    let all = parts.reduce([[]]) { begun, next in begun.flatMap { one in next.map { one + [$0] } } }
    return all.map { ($0.map(\.shape).joined(separator: "|"), $0) }
  }

  /// `20241231` from the pieces of a shape.
  private func joined(_ pieces: [Piece]) -> String {
    var place = 1
    var year = "", month = "", day = ""
    for piece in pieces {
      let text = "SUBSTR(\(parted), \(place), \(piece.length))"
      switch piece {
      case .year(2): year = "CASE WHEN \(text) >= '69' THEN '19' ELSE '20' END || \(text)"
      case .year: year = text
      case .month(0):
        let cases = Self.letters.enumerated().map {
          "WHEN '\($0.element)' THEN '\($0.offset < 9 ? "0" : "")\($0.offset + 1)'"
        }
        month = "CASE \(text) \(cases.joined(separator: " ")) END"
      case .month(let length): month = (length == 1 ? "'0' || " : "") + text
      case .day(let length): day = (length == 1 ? "'0' || " : "") + text
      }
      place += piece.length + 1
    }
    return "\(year) || \(month) || \(day)"
  }

  private var dayExpression: String {
    let shape = characters.replacing(
      Self.letters, in: characters.shape(parted), with: "M")
    let iso: [Piece] = [.year(4), .month(2), .day(2)]
    var cases = shapes.map { "WHEN '\($0.shape)' THEN \(joined($0.pieces))" }
    if order == .yearMonthDay {
      for (month, day) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
        let zeros = (String(repeating: "0", count: month), String(repeating: "0", count: day))
        cases.append(
          "WHEN '0000年\(zeros.0)月\(zeros.1)日' THEN "
            + joined([.year(4), .month(month), .day(day)]))
      }
    }
    let separator = characters.last(before)
    let isParted =
      "(\(minutes) = '' OR \(separator) IN (\(characters.list(SQLCharacters.blanks + ["T"]))))"
    let own =
      order == .yearMonthDay
      ? ""
      : "WHEN \(characters.shape("SUBSTR(\(text), 1, 10)")) = '0000-00-00'"
        + " AND \(shape) = '0000|00|00' THEN \(joined(iso)) "
    return "CASE WHEN NOT \(isParted) THEN NULL WHEN \(time) IS NULL THEN NULL \(own)"
      + "ELSE CASE \(shape) \(cases.joined(separator: "\n      ")) END END"
  }
}
