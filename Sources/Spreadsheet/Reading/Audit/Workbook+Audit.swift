import RowcastFileIO
public import RowcastTabular

extension Workbook {
  /// Gives every cell of a sheet that is not blank to `body`, mostly in the order of the rows.
  ///
  /// Where the file states one cell twice, the last one counts.
  /// - Returns: what was wrong with single cells.
  /// - Throws: ``SpreadsheetError`` when the sheet is no worksheet or cannot be read, or what `body`
  ///   throws.
  @discardableResult
  public func auditCells(
    of sheet: SheetInfo, _ body: (AuditCell) throws -> Void
  ) throws -> DiagnosticLog {
    let place = RowcastLocation(file: input.name, sheet: sheet.name)
    do {
      var pass = try pass(over: sheet, SheetSelection())
      pass.isAudit = true
      var audit = SheetAudit(self)
      try pass.map({ ($0, $1) }) { batch, formulas in
        try audit.take(batch, formulas, body)
        return true
      }
      try audit.finish(body)
      var diagnostics = audit.diagnostics
      diagnostics.locate(within: place)
      return diagnostics
    } catch let error as SpreadsheetError { throw error.within(place) }
  }
}
