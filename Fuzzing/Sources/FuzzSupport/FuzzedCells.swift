@testable public import RowcastSpreadsheet

/// The cells of the first sheet, or nil when it cannot be read to its end.
public func fuzzedCells(_ book: Workbook, shortcuts: Bool, pieceSize: Int? = nil) -> String? {
  guard let sheet = book.sheets.first, var pass = try? book.pass(over: sheet, SheetSelection())
  else { return nil }
  pass.usesShortcuts = shortcuts
  pass.chunkSize = pieceSize ?? pass.chunkSize
  var text = ""
  do {
    try pass.mapBatches({ batch in
      var lines = ""
      for row in 0..<batch.rowCount {
        lines += "\n\(batch.rows[row].number)"
        for cell in batch.cells[batch.cellRange(ofRow: row)] {
          lines += " \(cell.column) \(cell.kind) " + (batch.string(of: cell) ?? "\(cell.payload)")
        }
      }
      return lines
    }) {
      text += $0; return true
    }
  } catch { return nil }
  return text
}
