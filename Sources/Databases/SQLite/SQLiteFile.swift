internal import CRowcastSQLite
internal import RowcastFileIO
internal import RowcastTabular

/// The file of a database while it is written: one that is there, or a hidden one that gets its name when
/// it is complete. For standard output it lies in the temporary folder first.
struct SQLiteFile {
  /// As the user named it.
  let name: String
  /// What the library opens.
  let place: String
  /// Whether rows are added to a database that is there.
  let isThere: Bool
  private let output: OutputFile?
  private let scratch: ScratchFile?

  /// - Parameter tables: the names of all tables that will be written.
  init(_ path: String, appends: Bool, tables: [String]) throws(DatabaseError) {
    let final = OutputFile.resolvedPath(path)
    if appends, final == nil { throw DatabaseError(.noFileToAppendTo, path: path) }
    do {
      let hasDatabase = try final.map(Self.hasDatabase) ?? false
      if appends, hasDatabase, let final {
        (name, place, isThere, output, scratch) = (path, final, true, nil, nil)
        return
      }
      if let final {
        if hasDatabase { try Self.checkReplaceable(final, by: tables) }
        try Self.checkUnused(final)
      }
      let output = try OutputFile(path: path)
      let scratch = output.hiddenPath == nil ? try ScratchFile() : nil
      (name, isThere, self.output, self.scratch) = (output.name, false, output, scratch)
      place = output.hiddenPath ?? scratch?.path ?? path
    } catch {
      throw Self.error(error, name: path)
    }
  }

  /// Whether there is a database; an empty file is none yet.
  private static func hasDatabase(_ place: String) throws -> Bool {
    let file: InputFile
    do throws(FileError) { file = try InputFile(path: place) } catch {
      if case .notFound = error.reason { return false }
      throw error
    }
    guard file.count > 0 else { return false }
    guard try FileKind.detected(in: file) == .sqlite else { throw DatabaseError(.noDatabase) }
    return true
  }

  /// Refuses to put a new database in the place of one that holds anything else.
  private static func checkReplaceable(_ place: String, by tables: [String]) throws {
    let connection = try SQLiteConnection(path: place)
    defer { connection.close() }
    let rules = NameRules(tablesOf: .sqlite)
    let ours = Set(tables.map(rules.key))
    // Reading also settles what another program has left in a journal.
    let others = try connection.rows(
      "SELECT name FROM sqlite_master WHERE type <> 'index' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).map { $0[0] }.filter { !ours.contains(rules.key($0)) }
    if !others.isEmpty { throw DatabaseError(.otherTables(others)) }
  }

  /// Refuses a name beside which the journal of another database lies: it would be played back into the
  /// new one.
  private static func checkUnused(_ place: String) throws(DatabaseError) {
    for end in ["-journal", "-wal"] {
      if let journal = try? InputFile(path: place + end), journal.count > 0 {
        throw DatabaseError(.inUse)
      }
    }
  }

  /// Gives a new file its name.
  func commit() throws(DatabaseError) {
    do throws(FileError) {
      if let scratch, let output {
        let bytes = try InputFile(path: scratch.path)
        var at = 0
        while at < bytes.count {
          let block = try bytes.bytes(at: at, count: 1 << 20)
          try output.write(block)
          at += block.count
        }
      }
      try output?.commit()
    } catch { throw Self.error(error, name: name) }
  }

  func discard() { output?.discard() }

  /// Brings a database that was there back to what it was: after a failed write (of a full disk, say) the
  /// library leaves that to who opens it next.
  func settle() {
    guard isThere, let connection = try? SQLiteConnection(path: place) else { return }
    _ = try? connection.rows("SELECT count(*) FROM sqlite_master")
    connection.close()
  }

  /// A failure to add a row: a rule of the table that it breaks is told with its place in the source.
  func error(
    _ failure: SQLiteFailure, table: String, at location: RowcastLocation?
  ) -> DatabaseError {
    guard failure.isOfRow, let location else { return error(failure) }
    return DatabaseError(
      .brokenRule(table: table, message: failure.message, location: location), path: name)
  }

  /// Any failure as one of this database.
  func error(_ failure: any Error) -> DatabaseError { Self.error(failure, name: name) }

  private static func error(_ failure: any Error, name: String) -> DatabaseError {
    switch failure {
    case let error as DatabaseError: DatabaseError(error.reason, path: name)
    case let error as FileError: DatabaseError(.file(error), path: name)
    case let error as SQLiteFailure: DatabaseError(reason(error, name: name), path: name)
    default: DatabaseError(.library("\(failure)"), path: name)
    }
  }

  private static func reason(_ failure: SQLiteFailure, name: String) -> DatabaseError.Reason {
    switch failure.code {
    case SQLITE_FULL: .file(FileError(.noSpace, path: name))
    case SQLITE_READONLY, SQLITE_PERM: .file(FileError(.permissionDenied, path: name))
    case SQLITE_BUSY, SQLITE_LOCKED: .inUse
    case SQLITE_NOTADB: .noDatabase
    default: .library(failure.message)
    }
  }
}
