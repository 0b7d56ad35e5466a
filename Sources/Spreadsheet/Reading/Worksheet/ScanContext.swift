import RowcastTabular

/// What becomes of dates while cells are read.
enum DateReading: Sendable {
  /// Numbers whose format shows a date, and ISO texts, are dates.
  case dates
  /// All are day numbers.
  case serials
  /// Numbers stay numbers, whatever their format; ISO texts are dates: each as the file states it.
  case asStated

  var keepsNumbers: Bool { self != .dates }
}

/// All that the scanning of a piece needs to know, the same for each piece of a pass.
final class ScanContext: Sendable {
  let styles: CellStyles
  /// ``CellStyles/Shortcut`` of each style.
  let styleShortcuts: [UInt8]
  let date1904: Bool
  let stringCount: Int
  /// For each column of a sheet, whether its cells are wanted.
  let wanted: [Bool]
  /// The rows that are wanted, from 1.
  let rows: ClosedRange<Int>
  let skipsHiddenRows: Bool
  let dates: DateReading
  let limits: WorkbookLimits
  /// False makes every cell go the long way; for tests, which compare the two.
  let usesShortcuts: Bool

  init(
    workbook: Workbook, stringCount: Int, wanted columns: [Bool],
    rows: ClosedRange<Int>, skipsHiddenRows: Bool, dates: DateReading, usesShortcuts: Bool
  ) {
    styles = workbook.styles
    date1904 = workbook.usesDate1904
    self.stringCount = stringCount
    self.rows = rows
    self.skipsHiddenRows = skipsHiddenRows
    self.dates = dates
    limits = workbook.limits
    self.usesShortcuts = usesShortcuts
    styleShortcuts = styles.shortcuts.map(\.rawValue) + [0]
    let limit = CellReference.columnLimit
    wanted =
      Array(columns.prefix(limit)) + Array(repeating: false, count: max(0, limit - columns.count))
  }
}
