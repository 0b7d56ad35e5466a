import RowcastFileIO
import RowcastTabular

extension Workbook {
  /// What stands beside the values of a sheet.
  /// - Returns: nil where the format has no reader for it: formulas are read of all formats, links and
  ///   comments of Office Open XML.
  /// - Throws: ``SpreadsheetError`` when the sheet cannot be read, or there is too much of it.
  public func annotations(
    _ kind: CellAnnotations.Kind, of sheet: SheetInfo
  ) throws(SpreadsheetError) -> CellAnnotations? {
    let limit = max(64 << 20, input.count.multipliedReportingOverflow(by: 8).partialValue)
    var found = CellAnnotations(byteLimit: limit)
    let place = RowcastLocation(file: input.name, sheet: sheet.name)
    do {
      switch kind {
      case .formulas:
        try auditCells(of: sheet) { cell in
          if let formula = cell.formula { try found.add(formula, at: cell.reference) }
        }
      case .links:
        guard let content = content as? PackageContent else { return nil }
        try content.readLinks(of: sheet, into: &found)
      case .comments:
        guard let content = content as? PackageContent else { return nil }
        try content.readComments(of: sheet, into: &found)
      }
      return found
    } catch let error as SpreadsheetError {
      throw error.within(place)
    } catch {
      throw SpreadsheetError(.missingPart("\(error)"), at: place)
    }
  }
}
