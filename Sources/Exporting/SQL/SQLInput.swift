import RowcastFeatures
import RowcastTabular

/// A raw column as SQL: its cleaned value or its code, and whether it is missing.
struct SQLInput {
  let input: PlanInput
  let index: Int
  let dialect: SQLDialect

  /// The cleaned number, NULL when missing; for a category the code.
  var value: String { dialect.name("rowcast_x\(index)") }
  /// The number with missing ones filled, within the bounds.
  var filled: String { dialect.name("rowcast_b\(index)") }
  private var column: String { "t." + dialect.name(input.name) }
  private static let largest = "1.7976931348623157E308"

  /// The number of a raw value, NULL when it is missing, not a number or infinite.
  private func number() -> String {
    switch input.form {
    case .truth: return dialect.cast("CAST(\(column) AS INTEGER)")
    case .truthText:
      let words = [
        ("1", ["true", "yes", "y", "t", "1"]), ("0", ["false", "no", "n", "f", "0"]),
      ].flatMap { value, words in words.map { "WHEN '\($0)' THEN \(value)E0" } }
      return "CASE LOWER(\(dialect.trimmed(column))) \(words.joined(separator: " ")) END"
    default:
      return "CASE WHEN \(column) BETWEEN -\(Self.largest) AND \(Self.largest)"
        + " THEN \(dialect.cast(column)) END"
    }
  }

  /// What ``filled`` is.
  func filling(_ number: FittedNumber) -> String {
    func bound(_ sign: String, _ limit: Double?) -> String {
      limit.map {
        "WHEN \(value) \(sign) \(dialect.number($0)) THEN \(dialect.number($0)) "
      } ?? ""
    }
    let rest = "COALESCE(\(value), \(dialect.number(number.fill)))"
    let bounds = bound("<", number.lower) + bound(">", number.upper)
    return bounds.isEmpty ? rest : "CASE \(bounds)ELSE \(rest) END"
  }

  private func code(_ levels: FittedLevels) -> String {
    let known: [String]
    let subject: String
    switch input.form {
    case .number:
      subject = dialect.cast(column)
      known = levels.codesByText.compactMap { text, code in
        Double(text).map { "WHEN \(dialect.number($0)) THEN \(code)" }
      }
    case .truth:
      subject = "CAST(\(column) AS INTEGER)"
      known = levels.codesByText.map { "WHEN \($0.text == "true" ? 1 : 0) THEN \($0.code)" }
    default:
      subject = dialect.trimmed(column)
      known =
        levels.codesByText.map { "WHEN \(dialect.literal($0.text)) THEN \($0.code)" }
        + MissingTokens.always.map {
          "WHEN \(dialect.literal($0)) THEN \(levels.codeOfMissing)"
        }
    }
    return "CASE WHEN \(column) IS NULL THEN \(levels.codeOfMissing) ELSE CASE \(subject)\n      "
      + known.joined(separator: "\n      ") + "\n      ELSE \(levels.unseenCode) END END"
  }

  private var text: String { dialect.trimmed("CAST(\(column) AS \(dialect.text))") }

  /// The columns of the first step.
  var cleaned: [(name: String, expression: String)] {
    switch input.kind {
    case .number: [(value, number())]
    case .category(let levels): [(value, code(levels))]
    case .date:
      // ISO 8601 texts are what SQLite keeps, and what the others make of a date or timestamp.
      [(value, "CASE WHEN \(text) LIKE '____-__-__%' THEN \(text) END")]
    }
  }
}
