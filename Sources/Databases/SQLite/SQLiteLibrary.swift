internal import CRowcastSQLite

// The only file here with pointers: the library takes them. Texts are lent to it from `bind` to `step`,
// which are in one function.

/// What the library says when something failed.
struct SQLiteFailure: Error {
  /// The primary result code (https://sqlite.org/rescode.html).
  let code: Int32
  let message: String

  /// Whether a value of the row is to blame: a rule of the table that it breaks, or its trigger.
  var isOfRow: Bool { [SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG].contains(code) }
}

/// An open database.
@safe final class SQLiteConnection {
  private var handle: OpaquePointer?

  /// Opens a file that is there; an empty one is a new database.
  init(path: String) throws(SQLiteFailure) {
    // Nothing that the library would take for the address of something else than a file.
    let path = path.hasPrefix("/") ? path : "./" + path
    let code = unsafe sqlite3_open_v2(
      path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    if code != SQLITE_OK {
      let failure = failure(code)
      close()
      throw failure
    }
    unsafe sqlite3_busy_timeout(handle, 5000)
  }

  deinit { close() }

  func close() {
    unsafe sqlite3_close_v2(handle)
    unsafe handle = nil
  }

  /// The most columns of a table, and values of a statement.
  var columnLimit: Int {
    unsafe Int(
      min(
        sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, -1),
        sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, -1)))
  }

  func run(_ sql: String) throws(SQLiteFailure) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(code) }
  }

  func prepare(_ sql: String) throws(SQLiteFailure) -> SQLiteStatement {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement = unsafe statement else { throw failure(code) }
    return unsafe SQLiteStatement(statement, of: self)
  }

  /// The rows of a query, as texts; empty ones for NULL.
  func rows(_ sql: String, _ value: String? = nil) throws(SQLiteFailure) -> [[String]] {
    try prepare(sql).rows(value)
  }

  fileprivate func failure(_ code: Int32) -> SQLiteFailure {
    let message = unsafe handle.map { unsafe String(cString: sqlite3_errmsg($0)) }
    return SQLiteFailure(code: code & 0xFF, message: message ?? "out of memory")
  }
}

/// A prepared statement.
@safe final class SQLiteStatement {
  private let handle: OpaquePointer
  private let connection: SQLiteConnection

  fileprivate init(_ handle: OpaquePointer, of connection: SQLiteConnection) {
    unsafe self.handle = handle
    self.connection = connection
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Runs an insertion for each row of values.
  /// - Parameter row: the row that is inserted, so that who catches an error knows which it was.
  func insert(
    _ values: Span<SQLiteValue>, width: Int, text: Span<UInt8>, row: inout Int
  ) throws(SQLiteFailure) {
    var index = 0
    while index + width <= values.count {
      for i in 0..<width {
        let code = bind(values[index + i], at: Int32(i + 1), text)
        if code != SQLITE_OK { throw connection.failure(code) }
      }
      let code = unsafe sqlite3_step(handle)
      if code != SQLITE_DONE {
        let failure = connection.failure(code)
        unsafe sqlite3_reset(handle)
        throw failure
      }
      unsafe sqlite3_reset(handle)
      index += width
      row += 1
    }
  }

  /// SQLITE_TRANSIENT: the library copies the text.
  private var transient: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  private func bind(_ value: SQLiteValue, at place: Int32, _ text: Span<UInt8>) -> Int32 {
    switch value.kind {
    case .null: return unsafe sqlite3_bind_null(handle, place)
    case .integer: return unsafe sqlite3_bind_int64(handle, place, Int64(bitPattern: value.payload))
    case .double:
      return unsafe sqlite3_bind_double(handle, place, Double(bitPattern: value.payload))
    case .text where value.length == 0:
      // Also where the batch has no other text: a null address would be NULL.
      return unsafe sqlite3_bind_text(handle, place, "", 0, transient)
    case .text:
      let start = Int(value.payload)
      precondition(start < text.count && start + Int(value.length) <= text.count)
      return unsafe text.withUnsafeBytes { bytes in
        let first = unsafe bytes.baseAddress?.advanced(by: start)
        return unsafe sqlite3_bind_text64(
          handle, place, first?.assumingMemoryBound(to: CChar.self), UInt64(value.length), nil,
          UInt8(SQLITE_UTF8))
      }
    }
  }

  fileprivate func rows(_ value: String?) throws(SQLiteFailure) -> [[String]] {
    if let value {
      let code = unsafe sqlite3_bind_text(
        handle, 1, value, Int32(clamping: value.utf8.count), transient)
      if code != SQLITE_OK { throw connection.failure(code) }
    }
    var rows: [[String]] = []
    while true {
      let code = unsafe sqlite3_step(handle)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw connection.failure(code) }
      rows.append(
        unsafe (0..<sqlite3_column_count(handle)).map { column in
          guard let text = unsafe sqlite3_column_text(handle, column) else { return "" }
          let bytes = unsafe UnsafeBufferPointer(
            start: text, count: Int(sqlite3_column_bytes(handle, column)))
          return unsafe String(decoding: bytes, as: UTF8.self)
        })
    }
  }
}
