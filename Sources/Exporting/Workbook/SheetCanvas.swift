import CRowcastXLSXWriter

internal import RowcastMachine

/// A worksheet to write to; rows and columns count from 0.
struct SheetCanvas {
  typealias Format = UnsafeMutablePointer<lxw_format>
  let sheet: UnsafeMutablePointer<lxw_worksheet>

  private func place(_ row: Int, _ column: Int) -> (row: lxw_row_t, column: lxw_col_t)? {
    guard let row = lxw_row_t(exactly: row), let column = lxw_col_t(exactly: column) else {
      return nil
    }
    return (row, column)
  }

  func text(_ row: Int, _ column: Int, _ text: String, _ format: Format? = nil) {
    guard let place = place(row, column) else { return }
    // A cell holds at most 32,767 characters.
    let kept = text.utf8.count > 32_767 ? String(text.prefix(8_000)) : text
    worksheet_write_string(sheet, place.row, place.column, kept, format)
  }

  func number(_ row: Int, _ column: Int, _ value: Double, _ format: Format? = nil) {
    guard value.isFinite, let place = place(row, column) else { return }
    worksheet_write_number(sheet, place.row, place.column, value, format)
  }

  func truth(_ row: Int, _ column: Int, _ value: Bool, _ format: Format? = nil) {
    guard let place = place(row, column) else { return }
    worksheet_write_boolean(sheet, place.row, place.column, value ? 1 : 0, format)
  }

  /// A formula with its result; NaN stands for an empty text.
  func formula(
    _ row: Int, _ column: Int, _ formula: String, _ result: Double, _ format: Format? = nil
  ) {
    guard let place = place(row, column) else { return }
    if result.isFinite {
      worksheet_write_formula_num(sheet, place.row, place.column, "=" + formula, format, result)
    } else {
      worksheet_write_formula_str(sheet, place.row, place.column, "=" + formula, format, "")
    }
  }

  func formula(
    _ row: Int, _ column: Int, _ formula: String, text: String, _ format: Format? = nil
  ) {
    guard let place = place(row, column) else { return }
    worksheet_write_formula_str(sheet, place.row, place.column, "=" + formula, format, text)
  }

  func width(_ column: Int, _ width: Double, _ format: Format? = nil) {
    guard let column = lxw_col_t(exactly: column) else { return }
    worksheet_set_column(sheet, column, column, width, format)
  }

  func freeze(rows: Int, columns: Int) {
    guard let place = place(rows, columns) else { return }
    worksheet_freeze_panes(sheet, place.row, place.column)
  }

  /// A rule for what may be typed into the cells of a column, with a note beside the cell.
  func validate(
    rows: Range<Int>, column: Int, list: String?, title: String, note: String
  ) {
    guard let first = place(rows.lowerBound, column), let last = place(rows.upperBound - 1, column)
    else { return }
    var rule = lxw_data_validation()
    if list == nil {
      rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    } else {
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    }
    let texts = [
      strdup(list.map { "=" + $0 } ?? ""), strdup(Self.shortened(title, to: 32)),
      strdup(Self.shortened(note, to: 255)), strdup("Not seen in training"),
      strdup("The model treats it as a rare or unknown level."),
    ]
    defer { for text in texts { free(text) } }
    if list != nil {
      rule.value_formula = texts[0]
      rule.error_title = texts[3]
      rule.error_message = texts[4]
    }
    rule.input_title = texts[1]
    rule.input_message = texts[2]
    worksheet_data_validation_range(
      sheet, first.row, first.column, last.row, last.column, &rule)
  }

  /// Bars in the cells, from 0 to 1.
  func bars(rows: Range<Int>, columns: Range<Int>) {
    guard let first = place(rows.lowerBound, columns.lowerBound),
      let last = place(rows.upperBound - 1, columns.upperBound - 1)
    else { return }
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.min_value = 0
    rule.max_value = 1
    rule.bar_color = 0x9BC2E6
    rule.bar_solid = 1
    worksheet_conditional_format_range(
      sheet, first.row, first.column, last.row, last.column, &rule)
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    text.count <= limit ? text : String(text.prefix(limit - 1)) + "\u{2026}"
  }
}
