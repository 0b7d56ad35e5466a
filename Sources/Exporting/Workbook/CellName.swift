import RowcastTabular

/// Places in a workbook as formulas name them; rows and columns count from 0.
enum CellName {
  /// `B7`.
  static func cell(_ row: Int, _ column: Int) -> String {
    "\(CellReference.letters(ofColumn: column))\(row + 1)"
  }

  /// `$B$7`.
  static func fixed(_ row: Int, _ column: Int) -> String {
    "$\(CellReference.letters(ofColumn: column))$\(row + 1)"
  }

  /// `$B$7:$B$9`.
  static func fixed(rows: Range<Int>, column: Int) -> String {
    "\(fixed(rows.lowerBound, column)):\(fixed(rows.upperBound - 1, column))"
  }

  /// `B7:E7`.
  static func row(_ row: Int, columns: Range<Int>) -> String {
    "\(cell(row, columns.lowerBound)):\(cell(row, columns.upperBound - 1))"
  }
}
