internal import RowcastTabular

extension DataType {
  /// As a column of the source is asked to be of this type; nil for texts.
  var kindName: String? {
    switch self {
    case .boolean: ColumnKind.boolean.rawValue
    case .integer: ColumnKind.integer.rawValue
    case .double, .decimal: "number"
    case .date: ColumnKind.date.rawValue
    case .time: ColumnKind.time.rawValue
    case .timestamp, .preciseTimestamp: ColumnKind.dateTime.rawValue
    case .text: nil
    }
  }
}

/// A table that is in a database already.
struct SQLiteTable {
  let name: String
  let columns: [(name: String, declared: String)]

  /// The table of a name; nil when there is nothing of that name.
  /// - Throws: ``SQLiteFailure``, or ``DatabaseError`` when it is a view or a virtual table.
  init?(_ name: String, in connection: SQLiteConnection) throws {
    let found = try connection.rows(
      "SELECT name, type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' FROM sqlite_master"
        + " WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')", name)
    guard let row = found.first else { return nil }
    guard row[1] == "1" else { throw DatabaseError(.noTable(name: row[0])) }
    self.name = row[0]
    // Generated columns have values of their own.
    columns = try connection.rows(
      "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0", self.name
    ).map { ($0[0], $0[1]) }
  }

  /// What the table declares of these columns.
  /// - Throws: ``DatabaseError`` when it has others, in whatever order.
  func declarations(for definition: TableDefinition) throws(DatabaseError) -> [String] {
    let rules = NameRules(columnsOf: .sqlite)
    let there = Dictionary(
      columns.map { (rules.key($0.name), $0.declared) }, uniquingKeysWith: { first, _ in first })
    let here = Set(definition.columns.map(rules.key))
    let onlyHere = definition.columns.filter { there[rules.key($0)] == nil }
    let onlyThere = columns.map(\.name).filter { !here.contains(rules.key($0)) }
    guard onlyHere.isEmpty, onlyThere.isEmpty else {
      throw DatabaseError(
        .otherColumns(table: name, onlyThere: onlyThere, onlyHere: onlyHere))
    }
    return definition.columns.map { there[rules.key($0)] ?? "" }
  }

  /// The type that a column's declaration asks for: by its name where that is one of ours, else by
  /// its affinity (https://sqlite.org/datatype3.html, 3.1), by which SQLite would change values.
  static func type(declared: String, own: DataType) -> DataType {
    let name = declared.uppercased()
    switch name {
    case "BOOLEAN", "BOOL": return .boolean
    case "DATE": return .date
    case "TIME": return .time
    case "TIMESTAMP", "DATETIME": return .timestamp
    default: break
    }
    func has(_ words: String...) -> Bool { words.contains { name.contains($0) } }
    if has("INT") { return .integer }
    if has("CHAR", "CLOB", "TEXT") { return .text }
    if name.isEmpty || has("BLOB") { return own }
    if has("REAL", "FLOA", "DOUB") { return .double }
    // Of numeric affinity: what is no exact number is not stored as it is.
    return own == .integer ? .integer : .double
  }
}
