import RowcastFeatures
import RowcastTabular

/// Numbers, truths and dates of a column whatever type it has: databases that import a file make
/// texts of everything (SQLite), or truths of yes and no (DuckDB).
///
/// Only a text that is a number is cast to one, since some databases make 0 of any text, and others
/// an error. What the text is, is told without regular expressions, which every database has in a way
/// of its own: by what is left of it without its digits.
struct SQLReading {
  let input: PlanInput
  let index: Int
  let dialect: SQLDialect

  /// The column as it is.
  var column: String { "t." + dialect.name(input.name) }
  /// The trimmed text of any type.
  var trimmed: String { dialect.trimmed("CAST(\(column) AS \(dialect.text))") }
  /// The text that is looked at, and what is left of it without digits.
  private var text: String { dialect.name("rowcast_t\(index)") }
  private var rest: String { dialect.name("rowcast_r\(index)") }

  /// Whether the column was texts when it was learned from, such as `$1,234.50`.
  private var hasAmounts: Bool {
    wasText && input.reading.form == .numbers
  }

  /// Whether the column held texts when it was learned from.
  private var wasText: Bool { [.text, .mixed, .empty].contains(input.reading.kind) }

  private var isDate: Bool { if case .date = input.kind { true } else { false } }

  /// Whether the column becomes numbers.
  private var isNumber: Bool {
    input.form == .number && input.reading.form != .times
  }

  // MARK: Steps

  /// The text that the value is read from; none where one look is enough.
  var texts: [(name: String, expression: String)] {
    if isDate { return [(text, dateText)] }
    if input.reading.form == .times, input.form == .number { return [(text, trimmed)] }
    guard isNumber else { return [] }
    return [(text, hasAmounts ? amountText : numberText("LOWER(\(trimmed))"))]
  }

  /// What is left of the text without its digits.
  var rests: [(name: String, expression: String)] {
    guard isNumber else { return [] }
    return [(rest, (0...9).reduce(text) { "REPLACE(\($0), '\($1)', '')" })]
  }

  /// The number; NULL when it is missing, not a number or infinite.
  var number: String {
    switch input.form {
    case .truth, .truthText: return truth
    default: break
    }
    if input.reading.form == .times { return time }
    return "CASE WHEN NOT (\(isPlainNumber)) THEN NULL"
      + " WHEN LOWER(CAST(\(column) AS \(dialect.text))) = \(text) THEN \(dialect.cast(column))"
      + " ELSE \(dialect.cast(text)) END"
  }

  /// The text of a date as ISO 8601 has it, NULL when it is none.
  var date: String { "CASE WHEN \(text) LIKE '____-__-__%' THEN \(text) END" }

  // MARK: Numbers

  /// A plus sign means nothing, unless so many digits follow that it begins a telephone number.
  private func numberText(_ text: String) -> String {
    "CASE WHEN \(text) LIKE '+%' AND LENGTH(\(text)) < 8 THEN SUBSTR(\(text), 2) ELSE \(text) END"
  }

  /// `(1,234.50 €)` as `-1234.50`.
  private var amountText: String {
    let groups = input.reading.decimalComma ? "." : ","
    let signs = [
      " ", "\u{A0}", "\u{2009}", "\u{202F}", "'", "\u{2019}", "$", "€", "£", "¥", "￥", "%", "％",
      groups,
    ]
    var bare = "REPLACE(LOWER(\(trimmed)), \(dialect.literal("\u{2212}")), '-')"
    for sign in signs { bare = "REPLACE(\(bare), \(dialect.literal(sign)), '')" }
    if input.reading.decimalComma { bare = "REPLACE(\(bare), ',', '.')" }
    return "CASE WHEN \(bare) LIKE '(%)' THEN '-' || SUBSTR(\(bare), 2, LENGTH(\(bare)) - 2)"
      + " WHEN \(bare) LIKE '%-' THEN '-' || SUBSTR(\(bare), 1, LENGTH(\(bare)) - 1)"
      + " WHEN \(bare) LIKE '+%' THEN SUBSTR(\(bare), 2) ELSE \(bare) END"
  }

  /// Whether the text is digits with a minus in front, a point and an exponent as programs write
  /// them, without needless zeros in front.
  private var isPlainNumber: String {
    func begins(_ prefix: String) -> String { "\(text) LIKE '\(prefix)%'" }
    func ends(_ pattern: String) -> String { "\(text) LIKE '%\(pattern)'" }
    func list(_ texts: [String]) -> String {
      texts.map { "'\($0)'" }.joined(separator: ", ")
    }
    let starts = ["", ".", "-", "-."]
    let zeros = list((0...9).flatMap { ["0\($0)", "-0\($0)"] })
    let exponents = list(["e", "e-", "e+"].flatMap { e in starts.map { $0 + e } })
    // Digits on both sides of the e, its sign right behind it, and no more than a double holds.
    let sizes: [String] = [
      "e_", "e__", "e-__", "e+__", "e1__", "e2__", "e-1__", "e-2__", "e+1__", "e+2__",
    ]
    let scaled = [
      "\(rest) IN (\(exponents))",
      "SUBSTR(\(text), LENGTH(\(text)), 1) BETWEEN '0' AND '9'",
      "NOT (\(["e", "-e", ".e", "-.e"].map(begins).joined(separator: " OR ")))",
      "(\(rest) NOT LIKE '%e-' OR \(ends("e-%")))",
      "(\(rest) NOT LIKE '%e+' OR \(ends("e+%")))",
      "(\(sizes.map(ends).joined(separator: " OR ")))",
    ].joined(separator: " AND ")
    return [
      "LENGTH(\(text)) BETWEEN 1 AND 64", "LENGTH(\(rest)) < LENGTH(\(text))",
      "SUBSTR(\(text), 1, CASE WHEN \(begins("-")) THEN 3 ELSE 2 END) NOT IN (\(zeros))",
      "(\(rest) NOT LIKE '-%' OR \(begins("-")))",
      "(\(rest) IN (\(list(starts))) OR (\(scaled)))",
    ].joined(separator: " AND ")
  }

  // MARK: Truths and times

  private var truth: String {
    let words = [
      ("1", ["true", "yes", "y", "t", "1", "1.0"]), ("0", ["false", "no", "n", "f", "0", "0.0"]),
    ].flatMap { value, words in words.map { "WHEN '\($0)' THEN \(value)E0" } }
    return "CASE LOWER(\(trimmed)) \(words.joined(separator: " ")) END"
  }

  /// The milliseconds since midnight of `9:05`, `13:08:30` or `13:08:30.5`.
  private var time: String {
    func parts(_ first: Int) -> String {
      func part(_ start: Int, _ count: Int) -> String {
        dialect.cast("SUBSTR(\(text), \(start), \(count))")
      }
      let behind = dialect.cast("SUBSTR(\(text), \(first + 5))")
      let seconds = "CASE WHEN LENGTH(\(text)) >= \(first + 6) THEN \(behind) ELSE 0E0 END"
      let minutes = "\(part(1, first)) * 60E0 + \(part(first + 2, 2))"
      return "(\(minutes)) * 60000E0 + 1000E0 * (\(seconds))"
    }
    let isFree = "\(text) NOT LIKE '%m' AND \(text) NOT LIKE '%M'"
    let long = "WHEN \(isFree) AND \(text) LIKE '__:__%' THEN \(parts(2))"
    let short = "WHEN \(isFree) AND \(text) LIKE '_:__%' THEN \(parts(1))"
    return "CASE \(long) \(short) END"
  }

  // MARK: Dates

  /// The text with the parts of its date as ISO 8601 orders them.
  private var dateText: String {
    guard wasText else { return trimmed }
    let bare = "REPLACE(REPLACE(\(trimmed), '/', '-'), '.', '-')"
    func part(_ start: Int, _ count: Int) -> String {
      let digits = "SUBSTR(\(bare), \(start), \(count))"
      return count == 1 ? "'0' || " + digits : digits
    }
    func joined(_ parts: String...) -> String { parts.joined(separator: " || '-' || ") }
    var cases: [String] = []
    for (a, b) in [(2, 2), (1, 2), (2, 1), (1, 1)] {
      let (one, two) = (String(repeating: "_", count: a), String(repeating: "_", count: b))
      if input.reading.dateOrder == .yearMonthDay {
        let day = joined(part(1, 4), part(6, a), part(7 + a, b))
        cases.append("WHEN \(bare) LIKE '____-\(one)-\(two)' THEN \(day)")
        continue
      }
      let (first, second, year) = (part(1, a), part(2 + a, b), part(3 + a + b, 4))
      let isMonthFirst = input.reading.dateOrder == .monthDayYear
      let day = isMonthFirst ? joined(year, first, second) : joined(year, second, first)
      let clock = "SUBSTR(\(trimmed), \(7 + a + b))"
      cases.append("WHEN \(bare) LIKE '\(one)-\(two)-____%' THEN \(day) || \(clock)")
    }
    return "CASE \(cases.joined(separator: " ")) ELSE \(trimmed) END"
  }

  /// What the column is to hold, for who has the table.
  var words: String {
    if isDate {
      let order = input.reading.dateOrder
      let other = order == .yearMonthDay ? "" : ", or \(order.words)"
      return "a date, or its text such as 2024-12-31\(other)"
    }
    switch input.form {
    case .truth, .truthText: return "true, yes, y, t or 1, and their opposites"
    case .text, .date: return "texts"
    case .number where input.reading.form == .times: return "times such as 13:08 or 13:08:30"
    case .number where hasAmounts:
      return "numbers, or texts such as "
        + (input.reading.decimalComma ? "1.234,50 €, 45 % or -12" : "$1,234.50, 45% or (12)")
    case .number: return "numbers, or their texts"
    }
  }
}
