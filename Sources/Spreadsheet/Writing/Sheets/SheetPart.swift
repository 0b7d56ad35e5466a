internal import CRowcastXLSXWriter
internal import RowcastFileIO
internal import RowcastTabular
internal import RowcastZipArchive

/// A worksheet in the making: its rows, deflated and waiting for their place in the package, and
/// the library's worksheet for everything else of it.
final class SheetPart {
  let name: String
  private(set) var rowCount = 0
  private(set) var columnCount = 0
  let rows: DeflatedSpool
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let output: String

  /// - Parameter output: the workbook's name, for errors.
  init(name: String, sheet: UnsafeMutablePointer<lxw_worksheet>, output: String) {
    self.name = name
    self.sheet = sheet
    self.output = output
    rows = DeflatedSpool(for: output)
  }

  /// The cells that are filled, such as `A1:C9`.
  var range: String {
    guard rowCount > 0, columnCount > 0 else { return "A1" }
    return "A1:\(CellReference.letters(ofColumn: columnCount - 1))\(rowCount)"
  }

  /// Appends `count` finished rows, the cells of which stand in the first `columns` columns.
  func append(_ run: DeflatedRun?, rows count: Int, columns: Int) throws(WorkbookWritingError) {
    guard count > 0 else { return }
    guard rowCount + count <= CellReference.rowLimit else {
      throw WorkbookWritingError(
        .tooManyRows(sheet: name, limit: CellReference.rowLimit), path: output)
    }
    guard let run else { throw WorkbookWritingError(.library("out of memory"), path: output) }
    do throws(FileError) { try rows.append(run) } catch {
      throw WorkbookWritingError(.file(error), path: output)
    }
    rowCount += count
    columnCount = max(columnCount, columns)
  }

  /// - Parameter format: how cells of the column look that are not written.
  func setWidth(
    _ width: Double, column: Int, format: UnsafeMutablePointer<lxw_format>? = nil
  ) {
    guard column < CellReference.columnLimit else { return }
    _ = worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, format)
  }

  func freeze(rows: Int, columns: Int = 0) {
    worksheet_freeze_panes(sheet, lxw_row_t(clamping: rows), lxw_col_t(clamping: columns))
  }

  /// Filter buttons on the first row.
  func addFilter(columns: Int) {
    guard rowCount > 0, columns > 0 else { return }
    _ = worksheet_autofilter(sheet, 0, 0, lxw_row_t(rowCount - 1), lxw_col_t(columns - 1))
  }

  /// Colors the cells of a column below the header from white at 0 to a color at 1.
  func addColorScale(column: Int, firstRow: Int) {
    guard rowCount > firstRow else { return }
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    rule.min_color = 0xFFFFFF
    rule.max_color = 0x63BE7B
    addShares(&rule, rows: firstRow..<rowCount, columns: column..<(column + 1))
  }

  /// Bars in cells, from 0 to 1.
  func addBars(rows: Range<Int>, columns: Range<Int>) {
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    rule.bar_color = 0x9BC2E6
    rule.bar_solid = 1
    addShares(&rule, rows: rows, columns: columns)
  }

  private func addShares(
    _ rule: inout lxw_conditional_format, rows: Range<Int>, columns: Range<Int>
  ) {
    guard let range = LibraryRange(rows: rows, columns: columns) else { return }
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.min_value = 0
    rule.max_value = 1
    _ = worksheet_conditional_format_range(
      sheet, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn, &rule)
  }

  func add(_ rule: InputRule, rows: Range<Int>, column: Int) {
    guard let range = LibraryRange(rows: rows, columns: column..<(column + 1)) else { return }
    rule.withLibraryRule { rule in
      _ = worksheet_data_validation_range(
        sheet, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn, rule)
    }
  }

  /// On paper: the first rows again on each page and, with `fits`, all columns on one page's width.
  func setPrinting(repeating rows: Int, fits: Bool) {
    if rows > 0 { worksheet_repeat_rows(sheet, 0, lxw_row_t(clamping: rows - 1)) }
    guard fits else { return }
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  func insert(
    _ chart: UnsafeMutablePointer<lxw_chart>, row: Int, column: Int, width: Double, height: Double
  ) {
    var options = lxw_chart_options()
    // The library's own chart is 480 by 288 pixels.
    options.x_scale = width / 480
    options.y_scale = height / 288
    _ = worksheet_insert_chart_opt(
      sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), chart, &options)
  }
}

/// A block of cells in the library's numbers.
private struct LibraryRange {
  var firstRow, lastRow: lxw_row_t
  var firstColumn, lastColumn: lxw_col_t

  /// Nil when there is no cell, or not on a sheet.
  init?(rows: Range<Int>, columns: Range<Int>) {
    guard !rows.isEmpty, !columns.isEmpty, rows.lowerBound >= 0, columns.lowerBound >= 0,
      rows.upperBound <= CellReference.rowLimit, columns.upperBound <= CellReference.columnLimit
    else { return nil }
    firstRow = lxw_row_t(rows.lowerBound)
    lastRow = lxw_row_t(rows.upperBound - 1)
    firstColumn = lxw_col_t(columns.lowerBound)
    lastColumn = lxw_col_t(columns.upperBound - 1)
  }
}
