import RowcastTabular
import RowcastZipArchive

/// A binary workbook of Excel 2007 and later (.xlsb): the package of .xlsx with records for XML.
struct XLSBContent: WorkbookContent {
  let formatName = "xlsb"
  let sheets: [SheetInfo]
  let definedNames: [DefinedName]
  let usesDate1904: Bool
  let styles: CellStyles
  private let package: WorkbookPackage
  private let formulas: FormulaText

  init(_ package: WorkbookPackage) throws(SpreadsheetError) {
    self.package = package
    let content = try WorkbookPart(
      try package.records(of: package.workbook), limits: package.limits)
    definedNames = content.names
    formulas = content.formulas
    usesDate1904 = content.usesDate1904
    sheets = package.sheets(content)
    if let entry = package.part(ofType: "styles") {
      styles = try CellStyles(try package.records(of: entry), limits: package.limits)
    } else {
      styles = .none
    }
  }

  func readSharedStrings() throws(SpreadsheetError) -> StringDictionary {
    guard let entry = package.part(ofType: "sharedStrings") else { return .empty }
    return try BinarySharedStrings.read(try package.records(of: entry), limits: package.limits)
  }

  func readTables() throws(SpreadsheetError) -> [TableInfo] {
    var tables: [TableInfo] = []
    for (sheet, entry) in try package.tableParts(sheets) {
      if let table = try TableInfo.read(try package.records(of: entry), sheet: sheet) {
        tables.append(table)
      }
    }
    return tables
  }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    guard let entry = package.archive.entry(named: sheet.part) else { return nil }
    return try XLSBSheetReader(
      entry, in: package.archive, pieceSize: pieceSize, formulas, limits: package.limits)
  }
}

extension WorkbookPackage {
  /// The records of a part.
  func records(of entry: ZipEntry) throws(SpreadsheetError) -> BinaryPartReader {
    try BinaryPartReader(entry, in: archive, limits: limits)
  }
}
