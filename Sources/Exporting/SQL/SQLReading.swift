import RowcastFeatures
import RowcastTabular

/// Numbers, truths, times and dates of a column whatever type it has: databases that import a file make
/// texts of everything (SQLite), or truths of yes and no (DuckDB).
///
/// The text of the value is read as `ColumnReading` reads it, in steps: only what was checked is cast.
struct SQLReading {
  let input: PlanInput
  let index: Int
  let dialect: SQLDialect

  /// What a value of the column is read as.
  enum Form {
    case number(SQLAmount), truth, time(SQLClock), date(SQLDate), text
  }

  /// The column as it is.
  var column: String { "t." + dialect.name(input.name) }
  /// The trimmed text of any type.
  var trimmed: String { dialect.trimmed("CAST(\(column) AS \(dialect.text))") }

  private func own(_ part: String) -> String { dialect.name("rowcast_in_\(part)\(index)") }

  var form: Form {
    let isLevel = input.levelCodes != nil
    switch (input.form, input.reading.kind) {
    case (.date, _), (.text, .date), (.text, .dateTime): return .date(date)
    case (.text, .time): return .time(clock)
    case (.number, .time): return .time(clock)
    case (.number, _):
      return input.reading.form == .times && !isLevel ? .time(clock) : .number(amount(isLevel))
    case (.truth, _), (.truthText, _): return .truth
    case (.text, _): return .text
    }
  }

  private func amount(_ isPlain: Bool) -> SQLAmount {
    let wasText = [.text, .mixed, .empty].contains(input.reading.kind)
    let comma = wasText && input.reading.form == .numbers && input.reading.decimalComma
    return SQLAmount(
      trimmed: trimmed, column: column, decimalComma: comma, isPlain: isPlain,
      frame: wasText && input.reading.form == .numbers ? input.reading.frame : nil, index: index,
      dialect: dialect)
  }

  private var clock: SQLClock {
    SQLClock(
      hour: own("i"), minutes: own("v"), zone: own("o"), hasOffset: false, dialect: dialect)
  }

  private var date: SQLDate {
    let order =
      input.reading.kind == .date || input.reading.kind == .dateTime
      ? DateOrder.yearMonthDay : input.reading.dateOrder
    return SQLDate(
      calendar: SQLCalendar(trimmed: trimmed, order: order, index: index, dialect: dialect),
      index: index, dialect: dialect)
  }

  /// The columns that the value is read from, step by step.
  var steps: [[(name: String, expression: String)]] {
    switch form {
    case .number(let amount): return amount.steps
    case .truth: return [[(own("t"), trimmed)]]
    case .date(let date): return date.calendar.steps + date.steps
    case .time:
      let text = own("t")
      let front = SQLCharacters(dialect: dialect).front(of: text, before: own("v"))
      return [
        [(text, trimmed)], [(own("v"), SQLClock.behindColon(text, dialect))],
        [(own("i"), front), (own("o"), SQLClock.zone(of: own("v"), dialect))],
      ]
    case .text: return []
    }
  }

  /// The number, of times and dates in milliseconds; NULL when it is missing or none.
  var number: String {
    switch form {
    case .number(let amount): return amount.number
    case .truth:
      let words = [("1", TruthWords.affirmative + ["1"]), ("0", TruthWords.negative + ["0"])]
        .flatMap { value, words in words.map { "WHEN '\($0)' THEN \(value)E0" } }
      // Databases write 1 with as many places as its type has.
      let pointed = dialect.stripped(own("t"), end: "'0'")
      return "CASE \(pointed) WHEN '1.' THEN 1E0 WHEN '0.' THEN 0E0 ELSE "
        + "CASE LOWER(\(own("t"))) \(words.joined(separator: " ")) END END"
    case .time(let clock): return clock.milliseconds
    case .date(let date): return date.milliseconds
    case .text: return "NULL"
    }
  }

  /// The code of each known level, by what is compared with it.
  func codes(_ levels: FittedLevels) -> (subject: String, cases: [(value: String, code: Int)])? {
    func known(_ value: (String) -> Double?) -> [(value: String, code: Int)] {
      levels.codesByText.compactMap { text, code in
        value(text).map { (dialect.number($0), code) }
      }
    }
    switch form {
    case .number: return (number, known(Double.init))
    case .truth: return (number, known { $0 == "true" ? 1 : 0 })
    case .time, .date:
      return (
        number,
        known { text in
          let bytes = Array(text.utf8)
          return TemporalText.parse(bytes.span).map { Double($0.milliseconds) }
        }
      )
    case .text: return nil
    }
  }

  /// What the column is to hold, for who has the table.
  var words: String {
    switch form {
    case .date(let date):
      let order = date.calendar.order
      return "a date, or its text such as 2024-12-31 or 2024-12-31 13:08"
        + (order == .yearMonthDay
          ? "" : ", or \(order.words) (imported as text: a database may guess another order)")
    case .time: return "times such as 13:08, 13:08:30 or 1:08 PM"
    case .truth: return "true, yes, y, t or 1, and their opposites"
    case .text: return "texts"
    case .number(let amount):
      let plain =
        amount.decimalComma
        ? "texts such as 1.234,50 €, 45 % or -12"
        : "numbers, or texts such as $1,234.50, 45% or (12)"
      let unit = input.reading.frame?.units.first.map { ", all in \(LineComment.text($0))" } ?? ""
      return plain + unit
        + (amount.frame?.readsBounds == true ? ", or bounds such as <5 or 3+" : "")
    }
  }
}
