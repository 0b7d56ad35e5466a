internal import RowcastTabular

/// A table as it is made: its name, and its columns with their types.
struct TableDefinition {
  let dialect: DatabaseDialect
  let name: String
  let columns: [String]
  let types: [DataType]
  /// Names that had to be others.
  private(set) var diagnostics = DiagnosticLog()

  /// - Parameters:
  ///   - wanted: what the table was to be called.
  ///   - name: what it is called, as ``TableNames`` says.
  ///   - needs: what a survey found, by column; without it types follow the schema's kinds.
  /// - Throws: ``DatabaseError`` when there are no columns, or more than a table has.
  init(
    _ wanted: String, named name: String, schema: Schema, needs: [Int: DataTypeNeed],
    dialect: DatabaseDialect
  ) throws(DatabaseError) {
    self.dialect = dialect
    self.name = name
    let rules = NameRules(columnsOf: dialect)
    columns = rules.names(for: schema.names)
    types = schema.columns.enumerated().map { i, column in
      dialect.kept(needs[i]?.type(for: column.kind) ?? DataType(column))
    }
    guard !columns.isEmpty else { throw DatabaseError(.noColumns(table: name)) }
    if let limit = dialect.columnLimit, columns.count > limit {
      throw DatabaseError(
        .tooManyColumns(table: name, count: columns.count, limit: limit, dialect: dialect))
    }
    note(wanted, name, "table", NameRules(tablesOf: dialect))
    for (old, new) in zip(schema.names, columns) { note(old, new, "column", rules) }
  }

  /// `CREATE TABLE "sales" (...)`, a column each line.
  var creation: String {
    "CREATE TABLE \(dialect.quoted(name)) (\n"
      + zip(columns, types).map { "  \(dialect.quoted($0)) \(dialect.name(of: $1))" }
      .joined(separator: ",\n") + "\n)"
  }

  /// Why rows are no rows of the table; nil when all their values fit.
  /// - Parameters:
  ///   - values: the first one of each column that does not fit.
  ///   - declared: what the columns are, where the table was there before.
  func refusal(of values: [Int: UnfitValue], declared: [String]? = nil) -> DatabaseError? {
    guard
      let (column, unfit) = values.min(by: {
        ($0.value.location.row ?? 0, $0.key) < ($1.value.location.row ?? 0, $1.key)
      }), columns.indices.contains(column)
    else { return nil }
    return DatabaseError(
      .unfitValue(
        table: name, column: columns[column],
        type: declared?[column] ?? dialect.name(of: types[column]), value: unfit.value,
        location: unfit.location))
  }

  /// The names of the columns in quotes, between commas.
  var columnList: String { columns.map(dialect.quoted).joined(separator: ", ") }

  private mutating func note(
    _ old: String, _ new: String, _ what: String, _ rules: NameRules
  ) {
    guard !old.utf8.elementsEqual(new.utf8) else { return }
    diagnostics.add(
      Diagnostic(
        kind: .tableName,
        message: "the \(what) \"\(old)\" is \"\(new)\" in the database: names of \(dialect.title) "
          + rules.reason(old)))
  }
}
