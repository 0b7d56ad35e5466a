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
        InspectionResult.Sheet(
          name: sheet.name, state: sheet.state.rawValue, kind: sheet.kind.rawValue,
          size: sheet.kind == .worksheet ? try size(of: sheet, in: workbook) : nil, isRead: false)
      }
      result.tables = try workbook.tables().map { table in
        (name: table.name, place: "\(table.sheet)!\(table.range)")
      }
      result.names = workbook.definedNames.filter { !$0.isHidden }.map { name in
        (name: name.name, place: name.text)
      }
    }
  }

  /// The records to describe column by column.
  func sourceToInspect(
    _ opened: OpenedInput, _ result: inout InspectionResult
  ) throws -> NamedSource {
    let chosen = try opened.source(reading, isExact: true)
    if let sheet = chosen.sheet,
      let index = result.sheets.firstIndex(where: { $0.name == sheet })
    {
      result.sheets[index].isRead = true
      result.header = chosen.schema.columns.map(\.header)
      result.headerReason = chosen.headerReason
    }
    return chosen
  }

  /// How large a sheet is; nil when it cannot be read, which is told when it is chosen.
  private func size(of sheet: SheetInfo, in workbook: Workbook) throws -> InspectionResult.Size? {
    do {
      guard let used = try workbook.usedRange(of: sheet) else { return .empty }
      return InspectionResult.Size(
        range: "\(used)", rows: used.rowCount, columns: used.columnCount)
    } catch is SpreadsheetError {
      return nil
    }
  }
}
