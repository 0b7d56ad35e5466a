public import RowcastFileIO
public import RowcastTabular

/// Writes a script of SQL that makes tables and fills them: `COPY` for PostgreSQL, `INSERT` elsewhere.
///
///     let writer = SQLScriptWriter(dialect: .postgres, to: sink)
///     let encoder = try writer.beginTable("sales", schema: source.schema)
///     try source.mapBatches({ encoder.encode($0) }) { try writer.append($0); return true }
///     try writer.end()
///
/// All of it is one transaction. PostgreSQL's is for psql, which ends at the first error.
public final class SQLScriptWriter {
  /// Names that had to be others.
  public private(set) var diagnostics = DiagnosticLog()
  private let dialect: DatabaseDialect
  private let sink: any ByteSink
  private var hasBegun = false
  private var isInTable = false
  private var names: TableNames

  /// Nothing is written before the first table.
  /// - Parameter tables: the names of the tables that will be written; those that a database would take
  ///   for one are numbered.
  public init(dialect: DatabaseDialect, tables: [String] = [], to sink: any ByteSink) {
    self.dialect = dialect
    self.sink = sink
    names = TableNames(tables, dialect)
  }

  /// Ends the table before, and writes what makes a new one.
  /// - Parameter needs: what a survey found, by column; without it types follow the schema's kinds.
  /// - Returns: what turns batches into rows for ``append(_:)``.
  /// - Throws: ``DatabaseError`` when the table cannot be, `FileError` of the sink.
  public func beginTable(
    _ name: String, schema: Schema, needs: [Int: DataTypeNeed] = [:]
  ) throws -> SQLRowEncoder {
    let table = try TableDefinition(
      name, named: names.next(name), schema: schema, needs: needs, dialect: dialect)
    diagnostics.merge(table.diagnostics)
    try endTable()
    if !hasBegun {
      hasBegun = true
      try sink.write(
        dialect == .postgres
          ? "\\set ON_ERROR_STOP on\nSET client_encoding = 'UTF8';\nBEGIN;\n" : "BEGIN;\n")
    }
    isInTable = true
    try sink.write(table.creation + ";\n")
    if dialect == .postgres {
      try sink.write("COPY \(dialect.quoted(table.name)) (\(table.columnList)) FROM stdin;\n")
    }
    return SQLRowEncoder(table, schema: schema)
  }

  /// Appends the next rows of the table, in the order of their batches.
  /// - Throws: `FileError` of the sink.
  public func append(_ rows: SQLRows) throws(FileError) { try sink.write(rows.bytes.bytes) }

  /// Ends the script.
  /// - Throws: `FileError` of the sink.
  public func end() throws(FileError) {
    try endTable()
    if hasBegun { try sink.write("COMMIT;\n") }
  }

  private func endTable() throws(FileError) {
    if isInTable, dialect == .postgres { try sink.write("\\.\n") }
    isInTable = false
  }
}
