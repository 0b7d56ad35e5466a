import RowcastTabular

/// A sheet of a workbook as the workbook lists it.
public struct SheetInfo: Sendable, Hashable {
  public enum State: String, Sendable, Hashable, Codable { case visible, hidden, veryHidden }

  public enum Kind: String, Sendable, Hashable, Codable {
    case worksheet
    case chartsheet
    case dialogsheet
    case macrosheet
    /// The workbook lists the sheet, but no part belongs to it.
    case missing
  }

  public var name: String
  public var state: State
  public var kind: Kind
  /// The position among all sheets, from 1: what `--sheet 2` means.
  public var number: Int
  /// The part that holds the cells.
  public var part: String
}

/// A name for a formula, most often for a range of cells.
public struct DefinedName: Sendable, Hashable {
  public var name: String
  /// The formula: `Sheet1!$A$1:$C$9`.
  public var text: String
  /// The sheet that the name belongs to (its place in ``Workbook/sheets``), or nil for all.
  public var sheet: Int?
  public var isHidden: Bool

  /// Whether the name is one that the program itself gave (`_xlnm.Print_Area`).
  public var isBuiltIn: Bool { name.hasPrefix("_xlnm.") }
}

/// A table (list object) of a sheet.
public struct TableInfo: Sendable, Hashable {
  public var name: String
  /// The sheet's name.
  public var sheet: String
  /// All cells, with header and totals rows.
  public var range: CellRange
  public var headerRowCount: Int
  public var totalsRowCount: Int
  /// The column names, from the table's own list.
  public var columns: [String]
  /// Whether the table is empty but for the row in which one would type.
  public var isEmpty: Bool

  /// The rows between header and totals, or nil when there are none.
  public var data: CellRange? {
    let first = range.first.row + headerRowCount
    let last = range.last.row - totalsRowCount
    guard !isEmpty, first <= last else { return nil }
    return CellRange(
      first: CellReference(row: first, column: range.first.column),
      last: CellReference(row: last, column: range.last.column))
  }
}
