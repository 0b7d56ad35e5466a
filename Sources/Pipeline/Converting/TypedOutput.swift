import RowcastDatabases
import RowcastFileIO
import RowcastParquet
import RowcastTabular

/// A file of tables whose columns have types, until it is complete.
protocol TypedOutput: AnyObject {
  associatedtype Encoder: TypedEncoder

  /// Begins the next table.
  /// - Parameter needs: what a survey found, by column; without it types follow the schema's kinds.
  func begin(
    _ table: String, _ schema: Schema, needs: [Int: DataTypeNeed]
  ) throws -> Encoder
  /// Appends rows of the table, all of which have their types.
  func append(_ rows: Encoder.Rows) throws
  /// Why rows are refused whose values their given types do not hold; nil where types can be others.
  func refusal(of rows: Encoder.Rows) -> RowRefusal?
  /// Whether the table that was begun is there already, with types of its own.
  var hasGivenTypes: Bool { get }
  /// Whether timestamps are kept to the microsecond.
  var hasMicroseconds: Bool { get }
  /// Gives the complete file its name.
  func commit() throws
  /// Drops what was written.
  func discard()

  /// What could not be kept of names.
  var diagnostics: DiagnosticLog { get }
  /// The bytes of the complete file.
  var byteCount: Int { get }
}

extension TypedOutput {
  func refusal(of rows: Encoder.Rows) -> RowRefusal? { nil }
  var hasGivenTypes: Bool { false }
  var hasMicroseconds: Bool { true }
}

/// A Parquet file, of one table.
final class ParquetOutput: TypedOutput {
  private let file: OutputFile
  private var writer: ParquetWriter?

  init(path: String) throws { file = try OutputFile(path: path) }

  func begin(
    _ table: String, _ schema: Schema, needs: [Int: DataTypeNeed]
  ) throws -> ParquetEncoder {
    guard !schema.columns.isEmpty else {
      throw PipelineError(
        "there are no columns, and a Parquet file needs one to be read", at: file.name)
    }
    let writer = ParquetWriter(schema: schema, needs: needs, to: file)
    self.writer = writer
    try writer.begin()
    return writer.encoder
  }

  func append(_ rows: ParquetRows) throws { try writer?.append(rows) }

  func commit() throws {
    try writer?.end()
    try file.commit()
  }

  func discard() { file.discard() }

  var diagnostics: DiagnosticLog { DiagnosticLog() }
  var byteCount: Int { file.count }
}

/// A script of SQL.
final class SQLScriptOutput: TypedOutput {
  let hasMicroseconds: Bool
  private let file: OutputFile
  private let writer: SQLScriptWriter

  init(path: String, dialect: DatabaseDialect, tables: [String]) throws {
    hasMicroseconds = dialect != .sqlite
    file = try OutputFile(path: path)
    writer = SQLScriptWriter(dialect: dialect, tables: tables, to: file)
  }

  func begin(
    _ table: String, _ schema: Schema, needs: [Int: DataTypeNeed]
  ) throws -> SQLRowEncoder {
    try writer.beginTable(table, schema: schema, needs: needs)
  }

  func append(_ rows: SQLRows) throws { try writer.append(rows) }

  func commit() throws {
    try writer.end()
    try file.commit()
  }

  func discard() { file.discard() }

  var diagnostics: DiagnosticLog { writer.diagnostics }
  var byteCount: Int { file.count }
}

extension SQLiteWriter: TypedOutput {
  var hasMicroseconds: Bool { false }

  func begin(
    _ table: String, _ schema: Schema, needs: [Int: DataTypeNeed]
  ) throws -> SQLiteRowEncoder {
    try beginTable(table, schema: schema, needs: needs)
  }
}
