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
  /// How its values are read.
  var reading: SQLReading { SQLReading(input: input, index: index, dialect: dialect) }

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
    let missing = MissingTokens.always.map(dialect.literal).joined(separator: ", ")
    let cases: String
    if let known = reading.codes(levels) {
      cases =
        "CASE \(known.subject)\n      "
        + known.cases.map { "WHEN \($0.value) THEN \($0.code)" }.joined(separator: "\n      ")
    } else {
      let areTruths = SQLLevels(levels).areTruths
      cases =
        "CASE\n      "
        + levels.codesByText.map { text, code in
          let literal = dialect.literal(text)
          let own = areTruths ? " OR \(reading.column) = \(literal)" : ""
          return "WHEN \(reading.trimmed) = \(literal)\(own) THEN \(code)"
        }.joined(separator: "\n      ")
    }
    return "CASE WHEN \(reading.column) IS NULL OR \(reading.trimmed) IN (\(missing))"
      + " THEN \(levels.codeOfMissing) ELSE \(cases)\n      ELSE \(levels.unseenCode) END END"
  }

  /// The value itself.
  var cleaned: (name: String, expression: String) {
    switch input.kind {
    case .number, .date: (value, reading.number)
    case .category(let levels): (value, code(levels))
    }
  }
}
