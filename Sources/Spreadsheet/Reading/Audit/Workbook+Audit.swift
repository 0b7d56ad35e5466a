import RowcastFileIO
public import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

extension Workbook {
  /// Gives every cell of a sheet that is not blank to `body`, mostly in the order of the rows.
  ///
  /// Where the file states one cell twice, the last one counts.
  /// - Returns: what was wrong with single cells.
  @discardableResult
  public func auditCells(
    of sheet: SheetInfo, _ body: (AuditCell) throws -> Void
  ) throws -> DiagnosticLog {
    let place = RowcastLocation(file: input.name, sheet: sheet.name)
    do {
      guard sheet.kind == .worksheet, let entry = archive.entry(named: sheet.part) else {
        throw SpreadsheetError(.noCells(kind: sheet.kind.rawValue))
      }
      let pool = ChunkPool(size: 1 << 18)
      let reader = try SheetChunkReader(entry, in: archive, pool: pool, limits: limits)
      var audit = SheetAudit(self, strings: try sharedStrings())
      var goesOn = true
      while let chunk = try reader.next() {
        if goesOn {
          do {
            goesOn = try audit.walk(chunk, head: reader.head, body)
          } catch let error as XMLError {
            throw SpreadsheetError(
              .xml(error.reason),
              at: RowcastLocation(part: entry.name, byte: chunk.offset + error.byte))
          }
          if goesOn, chunk.isLast {
            throw SpreadsheetError(.xml(.unexpectedEnd), at: RowcastLocation(part: entry.name))
          }
        }
        pool.give(chunk)
      }
      try audit.finish(body)
      var diagnostics = audit.diagnostics
      diagnostics.locate(within: place)
      return diagnostics
    } catch let error as SpreadsheetError { throw error.within(place) }
  }
}
