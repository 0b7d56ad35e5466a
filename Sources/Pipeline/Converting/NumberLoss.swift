import RowcastTabular

/// Tells numbers that a double does not hold, when doubles were asked for.
enum NumberLoss {
  /// Adds a diagnostic for each number that changes, or has no double at all, before `map`.
  static func noting(
    sheet: String?, then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> @Sendable (RecordBatch) throws -> RecordBatch {
    { batch in
      var batch = batch
      for row in 0..<batch.rowCount {
        for index in batch.cellRange(ofRow: row) {
          let cell = batch.cells[index]
          guard let loss = loss(of: cell, in: batch) else { continue }
          let diagnostic = Diagnostic(
            kind: .inexactNumber, message: "\(CellText.string(of: cell, in: batch)) \(loss)",
            location: batch.place(row: row, column: Int(cell.column), sheet: sheet))
          batch.diagnostics.add(diagnostic)
        }
      }
      return try map?(batch) ?? batch
    }
  }

  /// What becomes of a cell's number; nil when nothing is lost.
  private static func loss(of cell: Cell, in batch: RecordBatch) -> String? {
    switch cell.kind {
    case .integer:
      return ExactDouble.value(cell.integer) == nil ? "written as the nearest double" : nil
    case .decimal:
      guard let range = batch.textRange(of: cell) else { return nil }
      let digits = batch.text[range]
      if ExactDouble.value(digits.span) != nil { return nil }
      let isFinite = NumberText.double(digits.span)?.isFinite ?? false
      return isFinite ? "written as the nearest double" : "beyond a double, written as null"
    default: return nil
    }
  }
}
