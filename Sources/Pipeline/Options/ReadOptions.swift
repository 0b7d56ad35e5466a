public import RowcastDelimitedText
public import RowcastJSONText
public import RowcastSpreadsheet
public import RowcastTabular

/// How a file is read: which cells of it, and as what. Everything has a default that is found
/// from the file itself.
public struct ReadOptions: Sendable, Hashable {
  /// The format, or nil to tell it by content and name.
  public var format: FileFormat?

  // Which cells.
  public var sheet = SheetChoice.automatic
  /// An A1 range such as `B2:F100`.
  public var range: String?
  public var table: String?
  public var definedName: String?
  public var header = HeaderChoice.automatic
  /// Rows to pass over before the header; nil to find titles and notes by themselves.
  public var skipRows: Int?
  public var limit: Int?
  /// The columns to keep, by name; empty for all.
  public var columns: [String] = []
  public var hidden = SheetSelection.Hidden.keep
  public var merged = SheetSelection.Merged.first

  // As what.
  public var types = DelimitedOptions.Types.auto
  /// Columns whose kind is given.
  public var columnKinds: [String: ColumnKind] = [:]
  public var nullTokens: [String] = []
  public var dates = SheetSelection.Dates.iso
  public var nested = JSONSourceOptions.Nested.flatten

  // Delimited text.
  public var delimiter: String?
  /// The quote character; an empty text for none.
  public var quote: String?
  public var escape: String?
  public var comment: String?
  public var encoding: String?
  public var decimal: String?
  public var thousands: String?
  public var trueWords: [String] = []
  public var falseWords: [String] = []
  public var dateFormats: [String] = []
  public var ragged = DelimitedOptions.Ragged.pad
  public var strictRFC4180 = false

  /// Limits that were changed.
  public var limits = ReadLimits()

  public init() {}
}
