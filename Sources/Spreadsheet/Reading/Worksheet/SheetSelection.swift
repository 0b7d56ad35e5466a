import RowcastTabular

/// Which sheet of a workbook, which of its cells, and how they are read.
public struct SheetSelection: Sendable, Hashable {
  /// What to read from.
  public enum Origin: Sendable, Hashable {
    /// The first visible sheet that has data.
    case automatic
    /// The sheet of this name.
    case sheet(String)
    /// A sheet by its position, from 1.
    case number(Int)
    /// The table of this name.
    case table(String)
    /// A defined name that stands for a range, as it is meant on a sheet (its position, from 1).
    case name(String, onSheet: Int? = nil)
  }

  /// Which row names the columns.
  public enum Header: Sendable, Hashable {
    /// The row that looks like it: see ``WorksheetSource/headerReason``.
    case automatic
    /// No row does: columns are named `column_N` by their place, from 1.
    case none
    /// These rows of the sheet (from 1), their texts joined by a blank.
    case rows([Int])
  }

  /// What becomes of merged ranges.
  public enum Merged: String, Sendable, Hashable, CaseIterable {
    /// The value stands in the first cell alone, as in the file.
    case first
    /// Every cell of the range gets it.
    case fill
  }

  /// What becomes of hidden rows and columns.
  public enum Hidden: String, Sendable, Hashable, CaseIterable {
    /// They are read as all others, or passed over.
    case keep, skip
  }

  /// How days and times are given.
  public enum Dates: String, Sendable, Hashable, CaseIterable {
    /// As dates, times and durations, told by the number format.
    case iso
    /// As the numbers that the file has.
    case serial
  }

  /// The sheet, table or name to read.
  public var origin: Origin
  /// Only cells of this rectangle, which must lie on a sheet.
  public var range: CellRange?
  /// Which row names the columns.
  public var header: Header
  /// Rows to pass over at the beginning, before a header is looked for; not below 0.
  public var skipRows: Int
  /// The most records.
  public var limit: Int?
  /// Only columns of these names, each once; all others are not decoded.
  public var columns: [String]?
  /// What becomes of hidden rows and columns.
  public var hidden: Hidden
  /// What becomes of merged ranges.
  public var merged: Merged
  /// How days and times are given.
  public var dates: Dates

  /// By default all records of the first visible sheet that has data.
  public init(
    origin: Origin = .automatic, range: CellRange? = nil, header: Header = .automatic,
    skipRows: Int = 0, limit: Int? = nil, columns: [String]? = nil, hidden: Hidden = .keep,
    merged: Merged = .first, dates: Dates = .iso
  ) {
    self.origin = origin
    self.range = range
    self.header = header
    self.skipRows = skipRows
    self.limit = limit
    self.columns = columns
    self.hidden = hidden
    self.merged = merged
    self.dates = dates
  }
}
