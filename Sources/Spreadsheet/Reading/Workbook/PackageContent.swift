import RowcastTabular
import RowcastZipArchive

/// A workbook of Office Open XML: XLSX, XLSM, Transitional or Strict (ECMA-376 Part 1).
struct PackageContent: WorkbookContent {
  let sheets: [SheetInfo]
  let definedNames: [DefinedName]
  let usesDate1904: Bool
  let styles: CellStyles
  private let archive: ZipArchive
  private let limits: WorkbookLimits
  private let stringsPart: ZipEntry?

  init(_ archive: ZipArchive, limits: WorkbookLimits) throws(SpreadsheetError) {
    let part = try Self.workbookEntry(in: archive, limits: limits)
    let relationships = try Relationships(of: part.name, in: archive, limits: limits)
    let content = try WorkbookPart(
      try PartReader(part, in: archive, limits: limits), limits: limits)
    self.limits = limits
    self.archive = archive
    definedNames = content.names
    usesDate1904 = content.usesDate1904
    sheets = Self.sheets(content, relationships: relationships, archive: archive)
    stringsPart = relationships.first(ofType: "sharedStrings")
      .flatMap { archive.entry(named: $0.part) }
    if let entry = relationships.first(ofType: "styles")
      .flatMap({ archive.entry(named: $0.part) })
    {
      styles = try CellStyles(
        try PartReader(entry, in: archive, limits: limits), limits: limits)
    } else {
      styles = .none
    }
  }

  func readSharedStrings() throws(SpreadsheetError) -> StringDictionary {
    guard let stringsPart else { return .empty }
    return try SharedStringReader.read(stringsPart, in: archive, limits: limits)
  }

  func readTables() throws(SpreadsheetError) -> [TableInfo] {
    var tables: [TableInfo] = []
    for sheet in sheets where sheet.kind == .worksheet {
      let relationships = try Relationships(of: sheet.part, in: archive, limits: limits)
      for target in relationships.targets where target.type == "table" {
        if let entry = archive.entry(named: target.part),
          let table = try TableInfo.read(entry, sheet: sheet.name, in: archive, limits: limits)
        {
          tables.append(table)
        }
      }
    }
    return tables
  }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    guard let entry = archive.entry(named: sheet.part) else { return nil }
    return try SheetChunkReader(entry, in: archive, pieceSize: pieceSize, limits: limits)
  }

  /// The part that the package names as its document.
  private static func workbookEntry(
    in archive: ZipArchive, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> ZipEntry {
    let package = try Relationships(of: "", in: archive, limits: limits)
    let named = package.first(ofType: "officeDocument")
    let entry =
      named.flatMap { archive.entry(named: $0.part) } ?? archive.entry(named: "xl/workbook.xml")
    if let entry, !ZipEntry.normalized(entry.name).hasSuffix(".bin"),
      !["word/", "ppt/", "visio/"].contains(where: { ZipEntry.normalized(entry.name).hasPrefix($0) }
      )
    {
      return entry
    }
    if let what = OtherPackage.name(of: archive) { throw SpreadsheetError(.otherPackage(what)) }
    throw SpreadsheetError(.missingPart(named.map { "workbook part \($0.part)" } ?? "workbook"))
  }

  private static func sheets(
    _ content: WorkbookPart, relationships: Relationships, archive: ZipArchive
  ) -> [SheetInfo] {
    content.sheets.enumerated().map { index, sheet in
      let target = relationships[sheet.relationship]
      let entry = target.flatMap { archive.entry(named: $0.part) }
      let kind: SheetInfo.Kind =
        switch (entry == nil, target?.type) {
        case (true, _): .missing
        case (_, "chartsheet"?): .chartsheet
        case (_, "dialogsheet"?): .dialogsheet
        case (_, "worksheet"?): .worksheet
        default: .macrosheet
        }
      return SheetInfo(
        name: sheet.name,
        state: sheet.state.flatMap { SheetInfo.State(rawValue: $0) } ?? .visible, kind: kind,
        number: index + 1, part: entry?.name ?? "")
    }
  }
}
