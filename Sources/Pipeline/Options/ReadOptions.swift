public import RowcastDelimitedText
public import RowcastEncryption
public import RowcastJSONText
public import RowcastShaping
public import RowcastSpreadsheet
public import RowcastTabular

/// How a file is read: which cells of it, and as what. Everything has a default that is found
/// from the file itself.
public struct ReadOptions: Sendable, Hashable {
  /// The format, or nil to tell it by content and name.
  public var format: FileFormat?

  // Which cells.
  /// The sheet, or sheets, of a workbook to read.
  public var sheet = SheetChoice.automatic
  /// An A1 range such as `B2:F100`.
  public var range: String?
  /// The name of a table of a workbook; nil to read a sheet.
  public var table: String?
  /// A defined name of a workbook that stands for a range of cells.
  public var definedName: String?
  /// Where the names of the columns are.
  public var header = HeaderChoice.automatic
  /// Rows to pass over before the header; nil to find titles and notes by themselves.
  public var skipRows: Int?
  /// The most records to read; nil for all.
  public var limit: Int?
  /// The columns to keep, by name; empty for all.
  public var columns: [String] = []
  /// New names of columns; every other option understands the new and the old ones.
  public var renamings: [Renaming] = []
  /// Conditions (see `RowcastShaping.Condition`) that records have to meet, all of them; ``limit`` counts
  /// those that do.
  public var conditions: [String] = []
  /// How many of the records are drawn at random; nil for all.
  public var sample: Int?
  /// The seed of the draw; nil for 0.
  public var seed: UInt64?
  /// A JSON Schema that each record is held against; what is not as it says is noted.
  public var validation: String?
  /// Whether records of JSON come along as they stand, since they are held against a schema so.
  var keepsRecords = false
  /// The schema, once it is read: it may come through a pipe, which is read once.
  var expected: RecordSchema?
  /// What is read beside the values of a sheet, into columns of its own.
  public var beside: Set<CellAnnotations.Kind> = []
  /// What becomes of hidden rows and columns of a sheet.
  public var hidden = SheetSelection.Hidden.keep
  /// Which cells of a merged range have its value.
  public var merged = SheetSelection.Merged.first

  // Protected workbooks.
  /// What opens a protected workbook; it shows in no text.
  public var password: Password?
  /// A file whose first line is the password.
  public var passwordFile: String?
  /// Whether the password is for the output, too, and so has a sense whatever the input is.
  var isPasswordForOutput = false

  // As what.
  /// Whether the kinds of columns are found, or every value stays text.
  public var types = DelimitedOptions.Types.auto
  /// Columns whose kind is given.
  public var columnKinds: [String: ColumnKind] = [:]
  /// Texts that count as missing, besides empty fields.
  public var nullTokens: [String] = []
  /// How dates of workbooks are given.
  public var dates = SheetSelection.Dates.iso
  /// What becomes of objects and arrays inside JSON records.
  public var nested = JSONSourceOptions.Nested.flatten

  // Delimited text.
  /// The character between fields; nil to detect it.
  public var delimiter: String?
  /// The quote character; an empty text for none.
  public var quote: String?
  /// What takes a quote's meaning away; an empty text for nothing, nil to detect it.
  public var escape: String?
  /// What begins a line that is no record; an empty text for nothing, nil to detect it.
  public var comment: String?
  /// The name of the encoding of a delimited text, of JSON, or of a workbook of Excel 95 or before, such as
  /// `windows-1252`; nil to detect it, or to trust what the workbook says.
  public var encoding: String?
  /// The decimal separator of numbers; nil for a point, or a comma where the column leaves no
  /// doubt.
  public var decimal: String?
  /// What separates groups of three digits; nil for nothing.
  public var thousands: String?
  /// Words that are true, besides `true`.
  public var trueWords: [String] = []
  /// Words that are false, besides `false`.
  public var falseWords: [String] = []
  /// Formats of dates: `%d.%m.%Y` for all columns, `day=%d.%m.%Y` for one.
  public var dateFormats: [String] = []
  /// What becomes of records with more or fewer fields than the header.
  public var ragged = DelimitedOptions.Ragged.pad
  /// Whether empty fields keep their places, so that records end where they end in the file: for rows
  /// that are arrays.
  var keepsWidth = false
  /// The columns, by their names in the file, that may be told of; nil for all.
  var told: Set<String>?
  /// The columns that whoever reads needs, as a model does.
  var neededColumns: Set<String> = []
  /// Whether what RFC 4180 does not allow is refused, records of another length among it.
  public var strictRFC4180 = false

  /// The options that were given by name, be it with what holds anyway.
  var given: Set<String> = []

  /// Limits that were changed.
  public var limits = ReadLimits()

  /// Everything is found from the file.
  public init() {}
}
