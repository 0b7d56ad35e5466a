public import RowcastFileIO
public import RowcastTabular

/// Writes a script of SQL that makes tables and fills them: `COPY` for PostgreSQL, `INSERT` elsewhere.
///
///     let writer = SQLScriptWriter(dialect: .postgres, to: sink)
///     let encoder = try writer.beginTable("sales", schema: source.schema, needs: source.needs())
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
  private var hasEnded = false
  /// The table that rows can be appended to.
  private var current: (table: TableDefinition, mark: TableMark)?
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
  /// - Parameter needs: what a survey found, by column; without it types follow the schema's kinds, and a
  ///   value that does not fit its type is an error.
  /// - Returns: what turns batches into rows for ``append(_:)``, while this table is the last one.
  /// - Throws: ``DatabaseError`` when the table cannot be, `FileError` of the sink.
  public func beginTable(
    _ name: String, schema: Schema, needs: [Int: DataTypeNeed] = [:]
  ) throws -> SQLRowEncoder {
    guard !hasEnded else { throw DatabaseError(.hasEnded) }
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
    let mark = TableMark(table.name)
    current = (table, mark)
    try sink.write(table.creation + ";\n")
    if dialect == .postgres {
      try sink.write("COPY \(dialect.quoted(table.name)) (\(table.columnList)) FROM stdin;\n")
    }
    return SQLRowEncoder(table, schema: schema, mark: mark)
  }

  /// Appends the next rows of the table, in the order of their batches.
  /// - Throws: ``DatabaseError`` for rows of another table than the last one, and for a value that does not
  ///   fit its column, with its place; `FileError` of the sink.
  public func append(_ rows: SQLRows) throws {
    guard let current, current.mark === rows.mark else {
      throw DatabaseError(.otherTable(name: rows.mark.name))
    }
    if let error = current.table.refusal(of: rows.unfit) { throw error }
    try sink.write(rows.bytes.bytes)
  }

  /// Ends the script; nothing happens when it has ended.
  /// - Throws: `FileError` of the sink.
  public func end() throws(FileError) {
    try endTable()
    if hasBegun, !hasEnded { try sink.write("COMMIT;\n") }
    hasEnded = true
  }

  private func endTable() throws(FileError) {
    if current != nil, dialect == .postgres { try sink.write("\\.\n") }
    current = nil
  }
}
