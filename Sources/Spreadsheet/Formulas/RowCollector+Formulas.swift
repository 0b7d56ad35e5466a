import RowcastTabular

// Formulas of formats that hold them as tokens, for an audit.
extension RowCollector {
  /// Adds the formula of the open row's cell in a column.
  mutating func addFormula(
    _ words: FormulaText, _ bytes: [UInt8], _ range: Range<Int>, column: Int
  ) {
    var formula = RawCell.Formula()
    if let first = FormulaText.shared(bytes, range, words.form) {
      formula.type = "shared"
      formula.sharedIndex = first.row << 16 | first.column
    } else if let text = words.text(bytes, range) {
      formula.text = Array(text.utf8)
    }
    formulas.append((rowNumber, rows.count, column, formula))
  }

  /// Gives the last formula, which is stated for several cells, its text.
  mutating func setFormula(
    _ words: FormulaText, _ bytes: [UInt8], _ range: Range<Int>, isArray: Bool
  ) {
    guard let last = formulas.last, last.formula.type == "shared", last.row > 0,
      let text = words.text(
        bytes, range, at: CellReference(row: last.row - 1, column: last.column))
    else { return }
    formulas[formulas.count - 1].formula.text = Array(text.utf8)
    if isArray { formulas[formulas.count - 1].formula.type = "array" }
  }
}
