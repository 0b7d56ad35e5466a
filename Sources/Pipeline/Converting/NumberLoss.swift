import RowcastSpreadsheet
import RowcastTabular

/// Tells numbers that a double does not hold, when doubles were asked for or an output has no others,
/// and days that a worksheet has no number for.
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
          guard let (kind, end) = isText ? textLoss(of: cell, in: batch) : loss(of: cell, in: batch)
          else { continue }
          let diagnostic = Diagnostic(
            kind: kind, message: "\(CellText.string(of: cell, in: batch)) \(end)",
            location: batch.place(row: row, column: Int(cell.column), sheet: sheet))
          batch.diagnostics.add(diagnostic)
        }
      }
      return try map?(batch) ?? batch
    }
  }

  /// What a worksheet has as text alone; nil for all else.
  private static func textLoss(
    of cell: Cell, in batch: RecordBatch
  ) -> (Diagnostic.Kind, String)? {
    switch cell.kind {
    case .date, .dateTime:
      guard SerialNumber.serial(milliseconds: cell.integer) == nil else { return nil }
      return (
        .dateAsText,
        "is none of the days that a worksheet has numbers for (1900 to 9999); written as text"
      )
    default:
      guard loss(of: cell, in: batch) != nil else { return nil }
      return (.numberAsText, "\(excess(of: cell, in: batch)), and is written as text")
    }
  }

  /// Why a worksheet has no number that is this one.
  private static func excess(of cell: Cell, in batch: RecordBatch) -> String {
    let digits = CellText.string(of: cell, in: batch)
    let nearest = NumberText.double(digits.utf8.span)
    if nearest?.isFinite != true { return "is larger than a worksheet's numbers" }
    return nearest == 0
      ? "is nearer to zero than a worksheet's numbers"
      : "has more digits than a worksheet's numbers"
  }

  /// What becomes of a cell's number; nil when nothing is lost.
  private static func loss(
    of cell: Cell, in batch: RecordBatch
  ) -> (Diagnostic.Kind, String)? {
    let isNearest = (Diagnostic.Kind.inexactNumber, "written as the nearest double")
    switch cell.kind {
    case .integer: return ExactDouble.value(cell.integer) == nil ? isNearest : nil
    case .decimal:
      guard let range = batch.textRange(of: cell) else { return nil }
      let digits = batch.text[range]
      if ExactDouble.value(digits.span) != nil { return nil }
      let isFinite = NumberText.double(digits.span)?.isFinite ?? false
      return isFinite ? isNearest : (.inexactNumber, "beyond a double, written as null")
    default: return nil
    }
  }
}
