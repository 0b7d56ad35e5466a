import RowcastTabular

/// What stands around a column's numbers, taken off in SQL as `NumberFrame` takes it off: a bound's mark,
/// then the unit.
struct SQLFrame {
  let frame: NumberFrame
  let dialect: SQLDialect

  private var characters: SQLCharacters { SQLCharacters(dialect: dialect) }

  /// A trimmed text without the mark of a bound.
  func unbounded(_ text: String) -> String {
    guard frame.readsBounds else { return text }
    func begins(_ marks: [String], _ length: Int) -> String {
      "WHEN SUBSTR(\(text), 1, \(length)) IN (\(characters.list(marks)))"
        + " THEN \(dialect.trimmed("SUBSTR(\(text), \(length + 1))"))"
    }
    let marks = Dictionary(grouping: NumberFrame.marks) { $0.unicodeScalars.count }
    let cases = marks.sorted { $0.key > $1.key }.map { begins($0.value, $0.key) }
    let open = dialect.literal(NumberFrame.openMark)
    return "CASE WHEN LENGTH(\(text)) < 2 THEN \(text) \(cases.joined(separator: " "))"
      + " WHEN \(characters.last(text)) = \(open)"
      + " THEN \(dialect.trimmed(characters.withoutLast(text))) ELSE \(text) END"
  }

  /// A text without the unit behind its last digit.
  func withoutUnit(_ text: String) -> String {
    let cases = frame.units.map { unit -> String in
      let length = unit.unicodeScalars.count
      let end = "SUBSTR(\(text), LENGTH(\(text)) - \(length - 1))"
      let rest = dialect.trimmed(characters.front(of: text, before: dialect.literal(unit)))
      return "WHEN LENGTH(\(text)) > \(length) THEN CASE WHEN \(end) = \(dialect.literal(unit))"
        + " AND \(dialect.stripped(rest, end: characters.digits)) <> \(rest)"
        + " THEN \(rest) ELSE "
    }
    guard !cases.isEmpty else { return text }
    // Of two spellings the second is looked for where the first is none.
    return cases.map { "CASE \($0)" }.joined() + text
      + cases.map { _ in " END ELSE \(text) END" }.joined()
  }
}
