public import RowcastDatabases
public import RowcastDelimitedText
internal import RowcastEncryption
public import RowcastJSONText

/// How records are written.
public struct WriteOptions: Sendable, Hashable {
  /// The format, or nil to tell it by the output's name.
  public var format: FileFormat?
  /// Whether records are objects by name, arrays, or single cells.
  public var shape = RecordShape.records
  /// Whether JSON is indented, one member a line.
  public var pretty = false
  /// Makes one table of all sheets, where each would be written by itself.
  public var isUnion = false
  /// Adds `_sheet` and `_row` to each record, and `_file` where there are several inputs.
  public var provenance = false
  /// What becomes of error values; nil for their text in CSV and XLSX, and no value elsewhere.
  public var errors: ErrorPolicy?
  /// What stands for a missing value in JSON.
  public var empty = JSONRecordOptions.Empty.null
  /// How numbers stand in JSON.
  public var numbers = JSONRecordOptions.Numbers.exact
  /// Protects a workbook with the password that options give.
  public var encrypts = false
  /// The password to protect with, once it is known.
  var password: Password?
  /// The encoding of CSV; nil for UTF-8.
  public var encoding: OutputEncoding?
  /// Whether CSV begins with a byte-order mark.
  public var hasMark = false
  /// What parts the fields of CSV; nil for a comma, and a tab in TSV.
  public var delimiter: String?
  /// Whether records of CSV end in CR and LF.
  public var usesCRLF = false
  /// Which database a script is for.
  public var dialect = DatabaseDialect.postgres
  /// The name of the table; nil for that of the sheet or file.
  public var table: String?
  /// Whether rows are added to a database that is there.
  public var appends = false
  /// The options that were given by name, be it with what holds anyway.
  var given: Set<String> = []
  /// Where a JSON Schema of the records goes.
  public var schemaPath: String?

  /// Arrays end with the row's last cell instead of being filled up to the width of the header.
  public var keepsRowWidth = false

  /// Whether cells beyond the header are written, as `column_N`.
  public var keepsUnknownColumns = true

  /// Records in the format that the output's name tells.
  public init() {}
}
