public import RowcastTabular

/// Writes tables to a SQLite database: a new one, which appears under its name when it is complete, or
/// one that is there, which is changed by one transaction.
///
///     let writer = try SQLiteWriter(path: "sales.db", tables: ["sales"])
///     let encoder = try writer.beginTable("sales", schema: source.schema, needs: source.needs())
///     try source.mapBatches({ encoder.encode($0) }) { try writer.append($0); return true }
///     try writer.commit()
///
/// Integers and doubles are numbers, truth values 0 and 1, dates and times texts in the form of SQLite's
/// own functions; decimals of more digits than doubles hold are texts. Not for several threads at once,
/// but encoders are.
public final class SQLiteWriter {
  /// Names that had to be others.
  public private(set) var diagnostics = DiagnosticLog()
  /// The bytes of the database, after ``commit()``.
  public private(set) var byteCount = 0
  private let file: SQLiteFile
  private let connection: SQLiteConnection
  private var names: TableNames
  private var current:
    (table: TableDefinition, types: [DataType], insertion: SQLiteStatement, mark: TableMark)?
  /// What the table that is there declares its columns as; nil for a new table.
  private var declared: [String]?
  private var hasEnded = false

  /// - Parameters:
  ///   - path: the database, or `-` for standard output.
  ///   - appends: whether rows are added to what is there; otherwise it takes the place of a database
  ///     of no other tables.
  ///   - tables: the names of the tables that will be written.
  /// - Throws: ``DatabaseError``.
  public init(path: String, appends: Bool = false, tables: [String]) throws(DatabaseError) {
    names = TableNames(tables, .sqlite)
    file = try SQLiteFile(path, appends: appends, tables: names.all)
    let isThere = file.isThere
    do {
      connection = try SQLiteConnection(path: file.place)
      // A new file is nobody else's, and thrown away when it is not finished.
      try connection.run(
        isThere
          ? "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE"
          : "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
            + "PRAGMA cache_size = -8192; BEGIN")
    } catch {
      file.discard()
      throw file.error(error)
    }
  }

  deinit { discard() }

  /// Begins a table, or goes on with one that is there.
  /// - Parameter needs: what a survey found, by column; without it types follow the schema's kinds, and a
  ///   value that does not fit its type is an error.
  /// - Returns: what turns batches into rows for ``append(_:)``, while this table is the last one.
  /// - Throws: ``DatabaseError`` when the table cannot be, or is there with other columns.
  public func beginTable(
    _ name: String, schema: Schema, needs: [Int: DataTypeNeed] = [:]
  ) throws(DatabaseError) -> SQLiteRowEncoder {
    do {
      guard !hasEnded else { throw DatabaseError(.hasEnded) }
      let table = try TableDefinition(
        name, named: names.next(name), schema: schema, needs: needs, dialect: .sqlite)
      diagnostics.merge(table.diagnostics)
      let limit = connection.columnLimit
      guard table.columns.count <= limit else {
        throw DatabaseError(
          .tooManyColumns(
            table: table.name, count: table.columns.count, limit: limit, dialect: .sqlite))
      }
      var types = table.types
      declared = nil
      if let there = try SQLiteTable(table.name, in: connection) {
        let found = try there.declarations(for: table)
        types = zip(found, table.types).map { SQLiteTable.type(declared: $0, own: $1) }
        declared = found
      } else {
        try connection.run(table.creation)
      }
      let marks = repeatElement("?", count: types.count).joined(separator: ", ")
      let insertion = try connection.prepare(
        "INSERT INTO \(table.dialect.quoted(table.name)) (\(table.columnList)) VALUES (\(marks))")
      let mark = TableMark(table.name)
      current = (table, types, insertion, mark)
      return SQLiteRowEncoder(schema: schema, types: types, mark: mark)
    } catch {
      throw file.error(error)
    }
  }

  /// Appends the next rows of the table, in the order of their batches.
  /// - Throws: ``DatabaseError`` for rows of another table than the last one, and when the disk or the table
  ///   does not take them; of a constraint, and of a value that does not fit its column, with the place in
  ///   the source.
  public func append(_ rows: SQLiteRows) throws(DatabaseError) {
    guard let current, current.mark === rows.mark else {
      throw file.error(DatabaseError(.otherTable(name: rows.mark.name)))
    }
    let values = Self.blamed(rows.places).mapValues(\.unfit)
    if let error = current.table.refusal(of: values, declared: declared) { throw file.error(error) }
    var row = 0
    do throws(SQLiteFailure) {
      try current.insertion.insert(
        rows.values.span, width: current.types.count, text: rows.text.bytes, row: &row)
    } catch {
      throw file.error(error, table: current.table.name, at: rows.locations[row])
    }
  }

  /// Whether the table that was begun is there already, with types of its own.
  public var hasGivenTypes: Bool { declared != nil }

  /// Why rows do not go into a table that is there, and the value to blame; nil when they do.
  public func refusal(of rows: SQLiteRows) -> RowRefusal? {
    guard let declared, let current else { return nil }
    guard let (column, misfit) = Self.blamed(rows.places).min(by: Self.isBefore) else { return nil }
    let error = DatabaseError(
      .misfit(
        table: current.table.name, column: current.table.columns[column], type: declared[column],
        value: misfit.unfit.value), path: file.name)
    let kind = misfit.isSpelledAlike ? current.types[column].kindName : nil
    return RowRefusal(
      error: error, location: misfit.unfit.location, isCertain: !misfit.isSpelledAlike,
      remedy: kind.map { Remedy(.columnKind, column: current.table.columns[column], $0) })
  }

  /// The values to blame: a text that could be a value is there because of one that could not.
  private static func blamed(_ misfits: [Int: SQLiteRows.Misfit]) -> [Int: SQLiteRows.Misfit] {
    let certain = misfits.filter { !$1.isSpelledAlike }
    return certain.isEmpty ? misfits : certain
  }

  private static func isBefore(
    _ a: (key: Int, value: SQLiteRows.Misfit), _ b: (key: Int, value: SQLiteRows.Misfit)
  ) -> Bool {
    (a.value.unfit.location.row ?? 0, a.key) < (b.value.unfit.location.row ?? 0, b.key)
  }

  /// Ends the transaction; a new file gets its name.
  /// - Throws: ``DatabaseError`` when it cannot be written.
  public func commit() throws(DatabaseError) {
    guard !hasEnded else { return }
    current = nil
    do throws(SQLiteFailure) {
      try connection.run("COMMIT")
      let size = try connection.rows(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
      byteCount = size.first?.first.flatMap { Int($0) } ?? 0
    } catch { throw file.error(error) }
    hasEnded = true
    connection.close()
    try file.commit()
  }

  /// Drops what was written; nothing happens after ``commit()``.
  public func discard() {
    guard !hasEnded else { return }
    hasEnded = true
    current = nil
    if file.isThere { try? connection.run("ROLLBACK") }
    connection.close()
    file.discard()
    file.settle()
  }
}
