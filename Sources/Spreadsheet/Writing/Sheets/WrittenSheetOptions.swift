public import RowcastTabular

/// How a sheet of records looks.
public struct WrittenSheetOptions: Sendable, Hashable {
  /// The sheet's name; repaired when a workbook cannot have it.
  public var name: String
  /// Number formats (`0.0%`, `yyyy-mm-dd`) for the values of columns of the schema, by their place.
  public var numberFormats: [Int: String]
  /// The number formats of cells by their `Cell/style`, as a source's ``SheetLook`` has
  /// them; a column's own format goes before. Without them dates are written as ISO 8601 shows them.
  public var cellFormats: [NumberFormat]
  /// Widths in characters of columns of the schema; of others the first rows decide.
  public var widths: [Int: Double]
  /// Columns whose values from 0 to 1 are shown by color.
  public var colorScales: [Int]
  /// The background of cells that are flagged ``RowcastTabular/Cell/Flags/marked``, as 0xRRGGBB;
  /// nil to pass that over.
  public var markColor: UInt32?
  /// Filter buttons on the header.
  public var hasFilter: Bool
  /// Whether the names of the columns are written above the records.
  public var hasHeader: Bool
  /// Whether cells beyond the last column of the schema are written, without a name above them.
  public var keepsUnknownColumns: Bool

  /// By default a sheet with a header and filter buttons, whose widths the first rows decide.
  public init(
    name: String = "Sheet1", numberFormats: [Int: String] = [:],
    cellFormats: [NumberFormat] = [], widths: [Int: Double] = [:],
    colorScales: [Int] = [], hasFilter: Bool = true, hasHeader: Bool = true,
    keepsUnknownColumns: Bool = true, markColor: UInt32? = nil
  ) {
    self.name = name
    self.numberFormats = numberFormats
    self.cellFormats = cellFormats
    self.widths = widths
    self.colorScales = colorScales
    self.markColor = markColor
    self.hasFilter = hasFilter
    self.hasHeader = hasHeader
    self.keepsUnknownColumns = keepsUnknownColumns
  }
}

extension Cell.Flags {
  /// The cell is to be seen at once; a sheet that has a ``WrittenSheetOptions/markColor`` colors it.
  public static var marked: Cell.Flags { Cell.Flags(rawValue: 128) }
}
