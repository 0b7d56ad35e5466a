import RowcastTabular

/// Tells numbers that a double does not hold, when doubles were asked for or an output has no others.
enum NumberLoss {
  /// Adds a diagnostic for each number that changes, or has no double at all, before `map`.
  /// - Parameter isText: whether such a number is written as a text, with all digits.
  static func noting(
    sheet: String?, isText: Bool = false, then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> @Sendable (RecordBatch) throws -> RecordBatch {
    { batch in
      var batch = batch
      for row in 0..<batch.rowCount {
        for index in batch.cellRange(ofRow: row) {
          let cell = batch.cells[index]
          guard let loss = loss(of: cell, in: batch) else { continue }
          let end =
            isText ? "has more digits than a worksheet's numbers, and is written as text" : loss
          let diagnostic = Diagnostic(
            kind: isText ? .numberAsText : .inexactNumber,
            message: "\(CellText.string(of: cell, in: batch)) \(end)",
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
