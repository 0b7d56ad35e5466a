import RowcastJSONText
import RowcastDelimitedText
import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular

extension Inspection {
  /// What is known of the file without reading its records.
  func describe(_ opened: OpenedInput, in result: inout InspectionResult) throws {
    switch opened.content {
    case .delimited(let source):
      result.dialect = source.dialect
      result.header = source.header
    case .json(let source): result.headerReason = source.shapeName
    case .workbook(let workbook):
      result.sheets = try workbook.sheets.map { sheet in
        let used = sheet.kind == .worksheet ? try used(of: sheet, in: workbook) : nil
        return InspectionResult.Sheet(
          info: sheet, isReadable: used != nil, used: used.flatMap(\.self))
      }
      result.tables = try workbook.tables()
      result.names = workbook.definedNames.filter { !$0.isHidden }
    }
  }

  /// The records to describe column by column.
  func sourceToInspect(
    _ opened: OpenedInput, _ result: inout InspectionResult
  ) throws -> NamedSource {
    let chosen = try opened.source(reading, isExact: true)
    if let sheet = chosen.sheet,
      let index = result.sheets.firstIndex(where: { $0.info.name == sheet })
    {
      result.sheets[index].isDescribed = true
      result.header = chosen.schema.columns.map(\.header)
      result.headerReason = chosen.headerReason
      result.proposedHeaderRows = chosen.proposedHeaderRows
    }
    return chosen
  }

  /// The cells of a sheet that have values, if there are any; nil when it cannot be read, which is
  /// told when it is chosen.
  private func used(of sheet: SheetInfo, in workbook: Workbook) throws -> CellRange?? {
    do {
      return .some(try workbook.usedRange(of: sheet))
    } catch is SpreadsheetError {
      return nil
    }
  }
}
