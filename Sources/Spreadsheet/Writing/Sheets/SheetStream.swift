internal import CRowcastXLSXWriter
internal import RowcastFileIO
internal import RowcastTabular

internal import RowcastMachine

/// A worksheet whose rows are streamed to the library's temporary file.
///
/// In its mode of constant memory the library prints each row to a temporary file and copies that
/// into the worksheet's part at the end. Rows are written to that file here (see ``CellXML`` for
/// why); everything else of the sheet is the library's.
final class SheetStream {
  let name: String
  let file: WorkbookFile
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  /// The number of rows written.
  var rowCount: Int { count.rows }
  private let count: RowCount
  private(set) var columnCount = 0

  init(
    name: String, sheet: UnsafeMutablePointer<lxw_worksheet>, file: WorkbookFile, count: RowCount
  ) {
    self.count = count
    self.name = name
    self.sheet = sheet
    self.file = file
  }

  /// Appends `rows` finished rows, the cells of which stand in the first `columns` columns.
  func append(
    _ bytes: UnsafeBufferPointer<UInt8>, rows: Int, columns: Int
  ) throws(WorkbookWritingError) {
    guard rows > 0 else { return }
    guard rowCount + rows <= CellReference.rowLimit else {
      throw WorkbookWritingError(
        .tooManyRows(sheet: name, limit: CellReference.rowLimit), path: file.path)
    }
    guard let stream = sheet.pointee.file else {
      throw WorkbookWritingError(.library("the sheet is closed"), path: file.path)
    }
    guard fwrite(bytes.baseAddress, 1, bytes.count, stream) == bytes.count else {
      throw failure()
    }
    count.rows += rows
    count.byteCount += bytes.count
    columnCount = max(columnCount, columns)
    sheet.pointee.dim_rowmin = 0
    sheet.pointee.dim_rowmax = lxw_row_t(rowCount - 1)
    sheet.pointee.dim_colmin = 0
    sheet.pointee.dim_colmax = lxw_col_t(clamping: max(columnCount - 1, 0))
  }

  /// Makes sure that all rows have reached the disk.
  func flush() throws(WorkbookWritingError) {
    if let stream = sheet.pointee.file, fflush(stream) != 0 { throw failure() }
  }

  func setWidth(_ width: Double, column: Int) {
    guard column < CellReference.columnLimit else { return }
    _ = worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
  }

  func freeze(rows: Int, columns: Int = 0) {
    worksheet_freeze_panes(sheet, lxw_row_t(rows), lxw_col_t(columns))
  }

  /// Filter buttons on the first row.
  func addFilter(columns: Int) {
    guard rowCount > 0, columns > 0 else { return }
    _ = worksheet_autofilter(sheet, 0, 0, lxw_row_t(rowCount - 1), lxw_col_t(columns - 1))
  }

  /// Colors the cells of a column below the header from white at 0 to a color at 1.
  func addColorScale(column: Int, firstRow: Int) {
    guard rowCount > firstRow, column < CellReference.columnLimit else { return }
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.min_value = 0
    rule.max_value = 1
    rule.min_color = 0xFFFFFF
    rule.max_color = 0x63BE7B
    _ = worksheet_conditional_format_range(
      sheet, lxw_row_t(firstRow), lxw_col_t(column), lxw_row_t(rowCount - 1), lxw_col_t(column),
      &rule)
  }

  /// On paper: the first row again on each page and, with `fits`, all columns on one page's width.
  func setPrinting(fits: Bool) {
    worksheet_repeat_rows(sheet, 0, 0)
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
    _ = worksheet_insert_chart_opt(sheet, lxw_row_t(row), lxw_col_t(column), chart, &options)
  }

  private func failure() -> WorkbookWritingError {
    let code = errno
    if code == ENOSPC {
      return WorkbookWritingError(.file(FileError(.noSpace, path: file.path)), path: file.path)
    }
    return WorkbookWritingError(.library(String(cString: strerror(code))), path: file.path)
  }
}
