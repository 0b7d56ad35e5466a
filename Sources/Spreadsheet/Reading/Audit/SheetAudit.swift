import RowcastTabular

/// Walks the cells of a sheet in order, with their formulas and formats.
struct SheetAudit {
  let workbook: Workbook
  private var formulas = SharedFormulas()
  /// Cells whose shared formula is stated further down, to be told when it is known.
  private var waiting: [(cell: AuditCell, formula: RawCell.Formula)] = []
  private(set) var diagnostics = DiagnosticLog()

  init(_ workbook: Workbook) { self.workbook = workbook }

  /// Gives the cells of a batch to `body`.
  mutating func take(
    _ batch: RecordBatch, _ stated: [CellReference: RawCell.Formula],
    _ body: (AuditCell) throws -> Void
  ) throws {
    diagnostics.merge(batch.diagnostics)
    for row in 0..<batch.rowCount {
      let number = Int(batch.rows[row].number)
      for index in batch.cellRange(ofRow: row) {
        var (cell, note) = AuditCell.reading(
          batch.cells[index], of: batch, row: number - 1, in: workbook)
        if let note {
          diagnostics.add(
            Diagnostic(
              kind: note.kind, message: note.message,
              location: RowcastLocation(row: number, column: cell.reference.column)))
        }
        if let formula = stated[cell.reference] {
          cell.formula = formulas.text(of: formula, at: cell.reference)
          if cell.formula == nil, formula.type == "shared", waiting.count < 1 << 16 {
            waiting.append((cell, formula))
            continue
          }
        }
        try body(cell)
      }
    }
  }

  /// Tells the cells whose formula never came.
  mutating func finish(_ body: (AuditCell) throws -> Void) throws {
    for (cell, formula) in waiting {
      var cell = cell
      cell.formula = formulas.text(of: formula, at: cell.reference)
      try body(cell)
    }
    waiting = []
  }
}
