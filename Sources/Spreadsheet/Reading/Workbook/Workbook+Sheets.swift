import RowcastFileIO
public import RowcastTabular

extension Workbook {
  /// The sheets that the workbook lists and has no part for.
  var sheetsWithoutPart: [SheetInfo] { sheets.filter { $0.kind == .missing } }

  /// What is to be told of sheets that the workbook lists and has no part for.
  public var missingSheetNotes: DiagnosticLog {
    var log = DiagnosticLog()
    for missing in sheetsWithoutPart {
      log.add(
        Diagnostic(
          kind: .missingSheet, message: "the workbook lists this sheet, and has no part for it",
          location: RowcastLocation(file: input.name, sheet: missing.name)))
    }
    return log
  }

  /// All worksheets, for who wants every one of them.
  /// - Parameter keepsHidden: whether those whose tab is not shown are among them.
  /// - Throws: ``SpreadsheetError`` when the workbook lists a sheet and has no part for it.
  public func worksheets(keepsHidden: Bool) throws(SpreadsheetError) -> [SheetInfo] {
    let missing = sheetsWithoutPart.map(\.name)
    guard missing.isEmpty else { throw SpreadsheetError(.missingSheets(missing)) }
    return sheets.filter { $0.kind == .worksheet && (keepsHidden || $0.state == .visible) }
  }
}
