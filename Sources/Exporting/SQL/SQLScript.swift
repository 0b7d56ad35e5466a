/// A query in steps: each selects all of the step before it, and some columns more.
struct SQLScript {
  let dialect: SQLDialect
  /// Whether each step must be finished before the next one begins.
  let isFenced: Bool
  private(set) var steps: [String] = []
  private var source: String

  init(dialect: SQLDialect, isFenced: Bool, table: String) {
    self.dialect = dialect
    self.isFenced = isFenced
    source = table
  }

  private var current: String { steps.isEmpty ? source : Self.name(steps.count) }

  private static func name(_ step: Int) -> String { "rowcast_step_\(step)" }

  /// Adds a step that computes columns from those of the steps before it.
  /// - Parameter isFenced: whether it must be finished before the next one in any case.
  mutating func add(
    _ columns: [(name: String, expression: String)], comment: String, isFenced isOwn: Bool = false
  ) {
    guard !columns.isEmpty else { return }
    let lines = columns.map { "    \($0.expression) AS \($0.name)" }
    let word = isOwn || (isFenced && !steps.isEmpty) ? dialect.materialized : "AS"
    steps.append(
      """
      -- \(comment)
      \(Self.name(steps.count + 1)) \(word) (
        SELECT t.*,
      \(lines.joined(separator: ",\n"))
        FROM \(current) AS t
      )
      """)
  }

  /// The whole query, with the columns it selects at last.
  func finished(_ columns: [String]) -> String {
    """
    WITH
    \(steps.joined(separator: ",\n"))
    SELECT
    \(columns.map { "  " + $0 }.joined(separator: ",\n"))
    FROM \(current)
    """
  }
}

/// Expressions that every dialect has.
enum SQLExpression {
  /// A sum in groups, so that no parser runs into its limit of depth (SQLite: 1000).
  static func sum(_ terms: [String]) -> String {
    let group = 64
    if terms.isEmpty { return "0E0" }
    if terms.count <= group { return terms.joined(separator: " + ") }
    let parts = stride(from: 0, to: terms.count, by: group).map {
      "(" + terms[$0..<min($0 + group, terms.count)].joined(separator: " + ") + ")"
    }
    return sum(parts)
  }

  /// `e^x` that neither overflows nor underflows: PostgreSQL makes errors of both.
  static func exponential(_ x: String) -> String {
    "EXP(CASE WHEN \(x) > 690 THEN 690E0 WHEN \(x) < -690 THEN -690E0 ELSE \(x) END)"
  }
}
