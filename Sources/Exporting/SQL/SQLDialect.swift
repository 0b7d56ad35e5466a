/// The few words in which the dialects of SQL differ.
public enum SQLDialect: String, Sendable, Hashable, CaseIterable {
  /// DuckDB, SQLite and PostgreSQL.
  case standard
  /// Spark SQL: names in backquotes, backslashes in texts doubled.
  case spark

  /// The type of doubles.
  var double: String { self == .standard ? "DOUBLE PRECISION" : "DOUBLE" }

  /// The type of texts of any length.
  var text: String { self == .standard ? "VARCHAR" : "STRING" }

  /// Keeps a database from copying the expressions of an inner query into an outer one, which
  /// would double them with each step; Spark does not copy what is used twice.
  var materialized: String { self == .standard ? "AS MATERIALIZED" : "AS" }

  /// A name of a column or a table.
  func name(_ text: String) -> String {
    switch self {
    case .standard: "\"" + text.replacing("\"", with: "\"\"") + "\""
    case .spark: "`" + text.replacing("`", with: "``") + "`"
    }
  }

  /// A text as a literal.
  func literal(_ text: String) -> String {
    let quoted = text.replacing("'", with: "''")
    switch self {
    case .standard: return "'" + quoted + "'"
    case .spark:
      return "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
  }

  func number(_ value: Double) -> String { NumberLiteral.sql(value) }

  func cast(_ expression: String) -> String { "CAST(\(expression) AS \(double))" }
}
