internal import CRowcastXLSXWriter
internal import RowcastMachine
internal import RowcastTabular

/// A worksheet of a ``LibraryWorkbook``: everything of it but the rows. Nothing happens when that is closed.
@safe struct LibrarySheet {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let book: LibraryWorkbook

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, of book: LibraryWorkbook) {
    unsafe self.sheet = sheet
    self.book = book
  }

  /// - Parameter format: how cells of the column look that are not written.
  func setWidth(_ width: Double, column: Int, format: LibraryFormat? = nil) {
    guard (0..<CellReference.columnLimit).contains(column) else { return }
    guard book.isOpen else { return }
    _ = unsafe worksheet_set_column(
      sheet, lxw_col_t(column), lxw_col_t(column), width, format?.pointer)
  }

  func freeze(rows: Int, columns: Int = 0) {
    guard book.isOpen else { return }
    unsafe worksheet_freeze_panes(sheet, lxw_row_t(clamping: rows), lxw_col_t(clamping: columns))
  }

  /// Filter buttons on the first row of a block of cells.
  func addFilter(rows: Int, columns: Int) {
    guard let range = LibraryRange(rows: 0..<rows, columns: 0..<columns) else { return }
    guard book.isOpen else { return }
    _ = unsafe worksheet_autofilter(sheet, 0, 0, range.lastRow, range.lastColumn)
  }

  /// Colors cells from white at 0 to a color at 1.
  func addColorScale(rows: Range<Int>, columns: Range<Int>) {
    var rule = unsafe lxw_conditional_format()
    unsafe rule.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    unsafe rule.min_color = 0xFFFFFF
    unsafe rule.max_color = 0x63BE7B
    unsafe addShares(&rule, rows: rows, columns: columns)
  }

  /// Bars in cells, from 0 to 1.
  func addBars(rows: Range<Int>, columns: Range<Int>) {
    var rule = unsafe lxw_conditional_format()
    unsafe rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    unsafe rule.bar_color = 0x9BC2E6
    unsafe rule.bar_solid = 1
    unsafe addShares(&rule, rows: rows, columns: columns)
  }

  private func addShares(
    _ rule: inout lxw_conditional_format, rows: Range<Int>, columns: Range<Int>
  ) {
    guard let range = LibraryRange(rows: rows, columns: columns) else { return }
    guard book.isOpen else { return }
    unsafe rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    unsafe rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    unsafe rule.min_value = 0
    unsafe rule.max_value = 1
    _ = unsafe worksheet_conditional_format_range(
      sheet, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn, &rule)
  }

  func add(_ rule: InputRule, rows: Range<Int>, column: Int) {
    guard let range = LibraryRange(rows: rows, columns: column..<(column + 1)) else { return }
    guard book.isOpen else { return }
    var made = unsafe lxw_data_validation()
    // The library copies the texts.
    var texts: [UnsafeMutablePointer<CChar>?] = unsafe []
    defer { unsafe texts.forEach { unsafe free($0) } }
    func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
      let copied = unsafe strdup(text)
      unsafe texts.append(copied)
      return unsafe copied
    }
    unsafe made.input_title = copy(rule.shownTitle)
    unsafe made.input_message = copy(rule.shownNote)
    if let list = rule.list {
      unsafe made.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      unsafe made.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      unsafe made.value_formula = copy("=" + list)
      if let warning = rule.shownWarning {
        unsafe made.error_title = copy(warning.title)
        unsafe made.error_message = copy(warning.message)
      }
    } else {
      unsafe made.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    }
    _ = unsafe worksheet_data_validation_range(
      sheet, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn, &made)
  }

  /// On paper: the first rows again on each page and, with `fits`, all columns on one page's width.
  func setPrinting(repeating rows: Int, fits: Bool) {
    guard book.isOpen else { return }
    if rows > 0 { unsafe worksheet_repeat_rows(sheet, 0, lxw_row_t(clamping: rows - 1)) }
    guard fits else { return }
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
  }

  func insert(_ chart: LibraryChart, row: Int, column: Int, width: Double, height: Double) {
    guard book.isOpen else { return }
    var options = unsafe lxw_chart_options()
    // The library's own chart is 480 by 288 pixels.
    unsafe options.x_scale = width / 480
    unsafe options.y_scale = height / 288
    _ = unsafe worksheet_insert_chart_opt(
      sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), chart.pointer, &options)
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
