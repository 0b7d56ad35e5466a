internal import RowcastTabular

/// A table as it is made: its name, and its columns with their types.
struct TableDefinition {
  let dialect: DatabaseDialect
  let name: String
  let columns: [String]
  let types: [DataType]
  /// Names that had to be others.
  private(set) var diagnostics = DiagnosticLog()

  /// - Parameter needs: what a survey found, by column; without it types follow the schema's kinds.
  /// - Throws: ``DatabaseError`` when there are no columns, or more than a table has.
  init(
    _ wanted: String, schema: Schema, needs: [Int: DataTypeNeed], dialect: DatabaseDialect
  ) throws(DatabaseError) {
    self.dialect = dialect
    name = NameRules(tablesOf: dialect).names(for: [wanted])[0]
    columns = NameRules(columnsOf: dialect).names(for: schema.names)
    types = schema.columns.enumerated().map { i, column in
      dialect.kept(needs[i]?.type(for: column.kind) ?? DataType(column.kind))
    }
    guard !columns.isEmpty else { throw DatabaseError(.noColumns(table: name)) }
    if let limit = dialect.columnLimit, columns.count > limit {
      throw DatabaseError(
        .tooManyColumns(table: name, count: columns.count, limit: limit, dialect: dialect))
    }
    note(wanted, name, "table")
    for (old, new) in zip(schema.names, columns) { note(old, new, "column") }
  }

  /// `CREATE TABLE "sales" (...)`, a column each line.
  var creation: String {
    "CREATE TABLE \(dialect.quoted(name)) (\n"
      + zip(columns, types).map { "  \(dialect.quoted($0)) \(dialect.name(of: $1))" }
      .joined(separator: ",\n") + "\n)"
  }

  /// The names of the columns in quotes, between commas.
  var columnList: String { columns.map(dialect.quoted).joined(separator: ", ") }

  private mutating func note(_ old: String, _ new: String, _ what: String) {
    guard !old.utf8.elementsEqual(new.utf8) else { return }
    diagnostics.add(
      Diagnostic(
        kind: .tableName,
        message: "the \(what) \"\(old)\" is \"\(new)\" in the database: names of \(dialect.title) "
          + (dialect == .postgres
            ? "have at most 63 bytes and are not its own" : "differ by more than case")))
  }
}
