import JSONText
import DelimitedText
import FileIO
import Spreadsheet
import Tabular

extension Inspection {
  /// What is known of the file without reading its records.
  func describe(_ opened: OpenedInput, in result: inout InspectionResult) throws {
    switch opened.content {
    case .delimited(let source):
      result.dialect = source.dialect
      result.header = source.header
    case .json(let source): result.headerReason = source.shapeName
    case .workbook(let workbook):
      result.sheets = workbook.sheets.map {
        InspectionResult.Sheet(
          name: $0.name, state: $0.state.rawValue, kind: $0.kind.rawValue, size: nil,
          isRead: false)
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
}
