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
    case .standard: Self.quoted(text, "\"", doubling: ["\""])
    case .spark: Self.quoted(text, "`", doubling: ["`"])
    }
  }

  /// A text as a literal.
  func literal(_ text: String) -> String {
    switch self {
    case .standard: Self.quoted(text, "'", doubling: ["'"])
    case .spark: Self.quoted(text, "'", doubling: ["\\"], escaping: ["'"])
    }
  }

  /// A text between marks, scalar by scalar: with a combining mark behind it, a quote is another
  /// `Character`, but no other byte of a query.
  private static func quoted(
    _ text: String, _ mark: Unicode.Scalar, doubling doubled: Set<Unicode.Scalar>,
    escaping escaped: Set<Unicode.Scalar> = []
  ) -> String {
    var scalars = String.UnicodeScalarView([mark])
    for scalar in text.unicodeScalars {
      if doubled.contains(scalar) { scalars.append(scalar) }
      if escaped.contains(scalar) { scalars.append("\\") }
      scalars.append(scalar)
    }
    scalars.append(mark)
    return String(scalars)
  }

  /// A text without what a model takes off both ends of a value: all up to the blank, and
  /// no-break spaces.
  func trimmed(_ expression: String) -> String {
    let blanks = literal(String(String.UnicodeScalarView(Self.blanks)))
    return stripped(expression, bothEnds: blanks)
  }

  /// A text without the characters of a set at its front, or at its end.
  func stripped(_ expression: String, front set: String) -> String {
    self == .standard ? "LTRIM(\(expression), \(set))" : "TRIM(LEADING \(set) FROM \(expression))"
  }

  func stripped(_ expression: String, end set: String) -> String {
    self == .standard ? "RTRIM(\(expression), \(set))" : "TRIM(TRAILING \(set) FROM \(expression))"
  }

  func stripped(_ expression: String, bothEnds set: String) -> String {
    self == .standard ? "TRIM(\(expression), \(set))" : "TRIM(BOTH \(set) FROM \(expression))"
  }

  private static let blanks = (UInt8(1)...0x20).map { Unicode.Scalar($0) } + ["\u{A0}"]

  func number(_ value: Double) -> String { NumberLiteral.sql(value) }

  func cast(_ expression: String) -> String { "CAST(\(expression) AS \(double))" }
}
