public import RowcastDelimitedText
public import RowcastFeatures
public import RowcastProfile
public import RowcastSpreadsheet
public import RowcastTabular

/// What `inspect` found in a file.
public struct InspectionResult: Sendable {
  /// The file's name, as it was given.
  public internal(set) var file: String
  /// The format that it was read as.
  public internal(set) var format: FileFormat
  /// Bytes, without compression.
  public internal(set) var bytes = 0
  /// Records.
  public internal(set) var rows = 0
  /// The columns of the records, in their order.
  public internal(set) var columns: [Column] = []
  /// How the fields and records of delimited text are written; nil for other formats.
  public internal(set) var dialect: Dialect?
  /// The header as it stands in the file.
  public internal(set) var header: [String] = []
  /// Where the header was found and why, in words; nil where there is nothing to say.
  public internal(set) var headerReason: String?
  /// Rows that may name the columns together, the upper one their groups; empty when none do.
  public internal(set) var proposedHeaderRows: [Int] = []
  /// Rows, or lines of a text, that look like totals or subtotals.
  public internal(set) var totals: [Int] = []
  /// The sheets of a workbook.
  public internal(set) var sheets: [Sheet] = []
  /// The tables of a workbook.
  public internal(set) var tables: [TableInfo] = []
  /// The names that a workbook defines, without those that programs hide.
  public internal(set) var names: [DefinedName] = []

  /// All that was found where it was asked for in detail; nil else.
  public internal(set) var profile: TableProfile?
  /// The columns whose values are not shown, as they were named.
  public internal(set) var sensitive: Set<String> = []
  /// The oddest rows, and how odd all are.
  var odd: OddCollector.Found?
  /// The columns of these rows.
  var schema = Schema()

  /// How the format is called: of workbooks the one that they have among all that are read.
  public internal(set) var formatName: String

  init(file: String, format: FileFormat, formatName: String? = nil) {
    self.file = file
    self.format = format
    self.formatName = formatName ?? format.rawValue
  }

  /// A sheet of a workbook.
  public struct Sheet: Sendable, Hashable {
    /// The sheet as the workbook lists it.
    public internal(set) var info: SheetInfo
    /// Whether it could be read.
    public internal(set) var isReadable: Bool
    /// The range of the cells that have values; nil when there are none, or it could not be read.
    public internal(set) var used: CellRange?
    /// Whether ``InspectionResult/columns`` are those of this sheet.
    public internal(set) var isDescribed = false
  }

  /// A column, as all records tell it.
  public struct Column: Sendable {
    /// Name, header, and what is known of the kind.
    public internal(set) var schema: ColumnSchema
    /// The narrowest kind that holds every value.
    public internal(set) var kind: ColumnKind
    /// Records without a value.
    public internal(set) var missing: Int
    /// Different values; nil when there are more than were counted, 16,384 and fewer of very many
    /// columns.
    public internal(set) var distinct: Int?
    /// The least number, date or time; nil when there is none.
    public internal(set) var minimum: Value?
    /// The greatest number, date or time; nil when there is none.
    public internal(set) var maximum: Value?
    /// The first different values as texts, at most three.
    public internal(set) var examples: [String]
    /// What a training would take the column for, and why; judged by the first 50,000 records.
    public internal(set) var role: RoleAssignment?

    init(_ schema: ColumnSchema, _ tally: ColumnTally, rows: Int, role: RoleAssignment?) {
      self.schema = schema
      kind = schema.kind ?? tally.kinds.columnKind
      missing = max(0, rows - tally.present)
      distinct = tally.distinct.isWhole ? tally.distinct.distinct.value : nil
      minimum = tally.minimum?.value
      maximum = tally.maximum?.value
      examples = tally.examples
      self.role = role
    }
  }
}
