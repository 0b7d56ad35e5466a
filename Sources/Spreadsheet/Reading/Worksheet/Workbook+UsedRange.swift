import RowcastTabular

extension Workbook {
  /// The smallest range around all cells of a sheet that have a value; nil when there is none.
  ///
  /// It is found from the cells: what the sheet itself says of its dimension is often wrong.
  /// - Throws: ``SpreadsheetError`` when the sheet is no worksheet or cannot be read.
  public func usedRange(of sheet: SheetInfo) throws -> CellRange? {
    let pass = try pass(over: sheet, SheetSelection())
    var used: CellRange?
    try pass.mapBatches(
      { batch in Self.usedRange(of: batch) },
      inOrder: { found in
        used = used.map { $0.union(found ?? $0) } ?? found
        return true
      })
    return used
  }

  private static func usedRange(of batch: RecordBatch) -> CellRange? {
    var columns = (first: UInt32.max, last: UInt32.min)
    for cell in batch.cells {
      columns = (min(columns.first, cell.column), max(columns.last, cell.column))
    }
    let filled = (0..<batch.rowCount).filter { !batch.cellRange(ofRow: $0).isEmpty }
      .map { Int(batch.rows[$0].number) - 1 }
    guard let first = filled.min(), let last = filled.max() else { return nil }
    return CellRange(
      first: CellReference(row: first, column: Int(columns.first)),
      last: CellReference(row: last, column: Int(columns.last)))
  }
}

extension CellRange {
  /// The smallest range around two.
  func union(_ other: CellRange) -> CellRange {
    CellRange(
      first: CellReference(
        row: min(first.row, other.first.row), column: min(first.column, other.first.column)),
      last: CellReference(
        row: max(last.row, other.last.row), column: max(last.column, other.last.column)))
  }
}
