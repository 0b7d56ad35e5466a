import RowcastSpreadsheet

/// Cells put at any place, to be written row by row; rows and columns count from 0.
struct CellGrid {
  private var rows: [[SheetCell]] = []

  subscript(_ row: Int, _ column: Int) -> SheetCell {
    get { rows.indices.contains(row) && column < rows[row].count ? rows[row][column] : .blank }
    set {
      if row >= rows.count { rows += Array(repeating: [], count: row + 1 - rows.count) }
      let missing = column + 1 - rows[row].count
      if missing > 0 { rows[row] += Array(repeating: .blank, count: missing) }
      rows[row][column] = newValue
    }
  }

  mutating func text(_ row: Int, _ column: Int, _ text: String, _ style: CellStyle = .plain) {
    self[row, column] = .text(text, style)
  }

  mutating func number(_ row: Int, _ column: Int, _ value: Double) {
    if value.isFinite { self[row, column] = .number(value) }
  }

  func write(to sheet: SheetWriter) throws(WorkbookWritingError) {
    for row in rows { try sheet.append(row) }
  }
}
