import RowcastTabular
import RowcastZipArchive

/// A workbook of Office Open XML: XLSX, XLSM, Transitional or Strict (ECMA-376 Part 1).
struct PackageContent: WorkbookContent {
  let formatName = "xlsx"
  let sheets: [SheetInfo]
  let definedNames: [DefinedName]
  let usesDate1904: Bool
  let styles: CellStyles
  private let package: WorkbookPackage

  init(_ package: WorkbookPackage) throws(SpreadsheetError) {
    self.package = package
    let (archive, limits) = (package.archive, package.limits)
    let content = try WorkbookPart(
      try PartReader(package.workbook, in: archive, limits: limits), limits: limits)
    definedNames = content.names
    usesDate1904 = content.usesDate1904
    sheets = package.sheets(content)
    if let entry = package.part(ofType: "styles") {
      styles = try CellStyles(try PartReader(entry, in: archive, limits: limits), limits: limits)
    } else {
      styles = .none
    }
  }

  func readSharedStrings() throws(SpreadsheetError) -> StringDictionary {
    guard let entry = package.part(ofType: "sharedStrings") else { return .empty }
    return try SharedStringReader.read(entry, in: package.archive, limits: package.limits)
  }

  func readTables() throws(SpreadsheetError) -> [TableInfo] {
    var tables: [TableInfo] = []
    for (sheet, entry) in try package.tableParts(sheets) {
      if let table = try TableInfo.read(
        entry, sheet: sheet, in: package.archive, limits: package.limits)
      {
        tables.append(table)
      }
    }
    return tables
  }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    guard let entry = package.archive.entry(named: sheet.part) else { return nil }
    return try SheetChunkReader(
      entry, in: package.archive, pieceSize: pieceSize, limits: package.limits)
  }
}
