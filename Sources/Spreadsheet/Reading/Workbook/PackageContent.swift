import RowcastTabular
import RowcastZipArchive

/// A workbook of Office Open XML: XLSX, XLSM, Transitional or Strict (ECMA-376 Part 1), and XLSB, whose
/// parts hold records in place of XML.
struct PackageContent: WorkbookContent {
  let sheets: [SheetInfo]
  let definedNames: [DefinedName]
  let usesDate1904: Bool
  let asksForCalculation: Bool
  let styles: CellStyles
  let package: WorkbookPackage
  private let formulas: FormulaText

  var formatName: String { package.isBinary ? "xlsb" : "xlsx" }

  init(_ package: WorkbookPackage) throws(SpreadsheetError) {
    self.package = package
    let limits = package.limits
    let content =
      package.isBinary
      ? try WorkbookPart(try package.records(of: package.workbook), limits: limits)
      : try WorkbookPart(try package.xml(of: package.workbook), limits: limits)
    definedNames = content.names
    formulas = content.formulas
    usesDate1904 = content.usesDate1904
    asksForCalculation = content.asksForCalculation
    sheets = package.sheets(content)
    try SheetPlaces.check(sheets.filter { $0.kind != .missing }.map(\.part))
    guard let entry = package.part(ofType: "styles") else {
      styles = .none
      return
    }
    styles =
      package.isBinary
      ? try CellStyles(try package.records(of: entry), limits: limits)
      : try CellStyles(try package.xml(of: entry), limits: limits)
  }

  func readSharedStrings() throws(SpreadsheetError) -> StringDictionary {
    guard let entry = package.part(ofType: "sharedStrings") else { return .empty }
    return package.isBinary
      ? try BinarySharedStrings.read(try package.records(of: entry), limits: package.limits)
      : try SharedStringReader.read(try package.xml(of: entry), limits: package.limits)
  }

  func readTables() throws(SpreadsheetError) -> [TableInfo] {
    var tables: [TableInfo] = []
    for (sheet, entry) in try package.tableParts(sheets) {
      let table =
        package.isBinary
        ? try TableInfo.read(try package.records(of: entry), sheet: sheet)
        : try TableInfo.read(try package.xml(of: entry), sheet: sheet)
      if let table { tables.append(table) }
    }
    return tables
  }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    guard let entry = package.archive.entry(named: sheet.part) else { return nil }
    let (archive, limits) = (package.archive, package.limits)
    return package.isBinary
      ? try XLSBSheetReader(entry, in: archive, pieceSize: pieceSize, formulas, limits: limits)
      : try SheetChunkReader(entry, in: archive, pieceSize: pieceSize, limits: limits)
  }
}

extension WorkbookPackage {
  /// The XML of a part.
  fileprivate func xml(of entry: ZipEntry) throws(SpreadsheetError) -> PartReader {
    try PartReader(entry, in: archive, limits: limits)
  }

  /// The records of a part.
  fileprivate func records(of entry: ZipEntry) throws(SpreadsheetError) -> BinaryPartReader {
    try BinaryPartReader(entry, in: archive, limits: limits)
  }
}
