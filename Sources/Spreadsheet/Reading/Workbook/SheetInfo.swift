import RowcastTabular

/// A sheet of a workbook as the workbook lists it.
public struct SheetInfo: Sendable, Hashable {
  /// Whether its tab is shown; a very hidden sheet can be shown by a macro alone.
  public enum State: String, Sendable, Hashable, Codable {
    /// In the tabs; kept from them; kept from the list of hidden sheets, too.
    case visible, hidden, veryHidden
  }

  /// What lies behind the tab; worksheets alone have records.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// A grid of cells.
    case worksheet
    /// One chart that fills the sheet.
    case chartsheet
    /// A dialog of Excel 5.
    case dialogsheet
    /// Macros of Excel 4.
    case macrosheet
    /// The workbook lists the sheet, but no part belongs to it.
    case missing
  }

  /// The name on the tab.
  public var name: String
  /// Whether the tab is shown.
  public var state: State
  /// What lies behind the tab.
  public var kind: Kind
  /// The position among all sheets, from 1: what `--sheet 2` means.
  public var number: Int
  /// The part that holds the cells.
  public var part: String
}

/// A name for a formula, most often for a range of cells.
public struct DefinedName: Sendable, Hashable {
  /// The name as the workbook writes it.
  public var name: String
  /// The formula: `Sheet1!$A$1:$C$9`; `(formula)` for one of a binary workbook that has no
  /// words.
  public var text: String
  /// The sheet that the name belongs to (its place in ``Workbook/sheets``), or nil for all.
  public var sheet: Int?
  /// Whether the program keeps the name from its lists.
  public var isHidden: Bool

  /// Whether the name is one that the program itself gave (`_xlnm.Print_Area`).
  public var isBuiltIn: Bool { name.hasPrefix(Self.builtIn) }

  /// The name as the program shows it: `Print_Area`.
  var shownName: String { isBuiltIn ? String(name.dropFirst(Self.builtIn.count)) : name }

  private static let builtIn = "_xlnm."
}

/// A table (list object) of a sheet.
public struct TableInfo: Sendable, Hashable {
  /// The name that formulas call it by.
  public var name: String
  /// The sheet's name.
  public var sheet: String
  /// All cells, with header and totals rows.
  public var range: CellRange
  /// The rows at its top that name the columns: 1, or 0 without a header.
  public var headerRowCount: Int
  /// The rows at its bottom that are no records: 1 or 0.
  public var totalsRowCount: Int
  /// The column names, from the table's own list.
  public var columns: [String]
  /// Whether the table is empty but for the row in which one would type.
  public var isEmpty: Bool

  /// Sheet and cells: `Sheet1!B2:F100`.
  public var place: String { "\(sheet)!\(range)" }

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
