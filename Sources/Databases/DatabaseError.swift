public import RowcastFileIO
public import RowcastTabular

/// Why tables could not be written.
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// The output file cannot be made or filled.
    case file(FileError)
    /// A table needs a column.
    case noColumns(table: String)
    /// More columns than a table has.
    case tooManyColumns(table: String, count: Int, limit: Int, dialect: DatabaseDialect)
    /// The file that is there is no database.
    case noDatabase
    /// The database that is there holds more than what would be written: these tables or views.
    case otherTables([String])
    /// Another program writes the database, or has left a journal of changes behind.
    case inUse
    /// Records can only be added to a file.
    case noFileToAppendTo
    /// There is a view or a virtual table of this name.
    case noTable(name: String)
    /// The table has other columns: those that only it has, and those that only the records have.
    case otherColumns(table: String, onlyThere: [String], onlyHere: [String])
    /// A value that the table's column does not hold exactly; the column's declared type.
    case misfit(table: String, column: String, type: String, value: String)
    /// A value that the type of its column does not hold, where it stands in the source, and the type in
    /// the database. What a survey finds (`needs` of a source) makes columns of types that hold all.
    case unfitValue(
      table: String, column: String, type: String, value: String, location: RowcastLocation)
    /// Rows of a table that is not the one begun last.
    case otherTable(name: String)
    /// The tables are complete already, or were dropped.
    case hasEnded
    /// A row breaks a rule of the table, such as UNIQUE, NOT NULL or CHECK: what SQLite says of it, and
    /// where the row stands in the source.
    case brokenRule(table: String, message: String, location: RowcastLocation)
    /// What SQLite says.
    case library(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The output, as the user named it; empty where it is not known.
  public var path: String

  /// The path is that of the output, as the user named it.
  public init(_ reason: Reason, path: String = "") {
    self.reason = reason
    self.path = path
  }

  /// Whether a limit of the database is met.
  public var isLimit: Bool { if case .tooManyColumns = reason { true } else { false } }

  /// The error with what is known further out of the place of a row.
  public func within(_ outer: RowcastLocation) -> DatabaseError {
    switch reason {
    case .brokenRule(let table, let message, let location):
      DatabaseError(
        .brokenRule(table: table, message: message, location: location.within(outer)), path: path)
    case .unfitValue(let table, let column, let type, let value, let location):
      DatabaseError(
        .unfitValue(
          table: table, column: column, type: type, value: value,
          location: location.within(outer)), path: path)
    default: self
    }
  }

  public var description: String {
    var place = ""
    if case .unfitValue(_, _, _, _, let location) = reason { place = location.description }
    return [path, place, message].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// The message without the path.
  public var message: String {
    switch reason {
    case .file(let error): error.message
    case .noColumns(let table): "\"\(table)\" has no columns, and a table needs one"
    case .tooManyColumns(let table, let count, let limit, let dialect):
      "\"\(table)\" has \(count) columns, and a table of \(dialect.title) has at most \(limit)"
    case .noDatabase: "the file that is there is no SQLite database"
    case .otherTables(let names):
      "the database that is there also has \(Self.list(names)), which would be lost"
    case .inUse:
      "the database is in use: another program writes it, or has left its journal behind"
    case .noFileToAppendTo: "records can be added to a file only"
    case .noTable(let name): "\"\(name)\" is there, and no table that rows can be added to"
    case .otherColumns(let table, let there, let here):
      "the table \"\(table)\" has other columns: "
        + [
          here.isEmpty ? "" : "it lacks \(Self.list(here))",
          there.isEmpty ? "" : "the records lack \(Self.list(there))",
        ].filter { !$0.isEmpty }.joined(separator: ", and ")
    case .misfit(let table, let column, let type, let value):
      "\"\(value)\" is no value of the column \"\(column)\" of the table \"\(table)\", which is \(type)"
    case .unfitValue(let table, let column, let type, let value, _):
      "\"\(value)\" does not fit the column \"\(column)\" of the table \"\(table)\", which is \(type); "
        + "what needs() of the source finds makes a column that holds it"
    case .otherTable(let name):
      "rows of the table \"\(name)\", which is not the one that was begun last"
    case .hasEnded: "the tables are complete already, and take no more"
    case .brokenRule(let table, let message, _):
      "the table \"\(table)\" does not take this record (SQLite: \(message))"
    case .library(let message): "SQLite: \(message)"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > 3 ? shown + " and \(names.count - 3) more" : shown
  }
}

extension DatabaseDialect {
  /// The database's own name.
  public var title: String {
    switch self {
    case .postgres: "PostgreSQL"
    case .sqlite: "SQLite"
    case .duckdb: "DuckDB"
    }
  }
}
