public import RowcastFileIO
import Synchronization
public import RowcastTabular
import RowcastZipArchive

/// A workbook (XLSX, XLSM, Transitional or Strict), opened: its lists are read, its cells are not.
public final class Workbook: Sendable {
  /// The bytes of the package.
  public let input: any ByteSource
  /// What the workbook may make us do.
  public let limits: WorkbookLimits
  /// The sheets in the order of their tabs.
  public let sheets: [SheetInfo]
  /// The names of ranges and formulas, built-in ones among them.
  public let definedNames: [DefinedName]
  /// Whether day 0 is 1904-01-01 (and not, as mostly, 1899-12-31).
  public let usesDate1904: Bool
  /// The number formats of the cell styles.
  public let styles: CellStyles
  let archive: ZipArchive
  private let stringsPart: ZipEntry?
  private let strings = Mutex<StringDictionary?>(nil)

  /// Opens a workbook.
  /// - Throws: ``SpreadsheetError``; ``SpreadsheetError/isText`` tells that the file is text.
  public init(
    _ bytes: any ByteSource, limits: WorkbookLimits = WorkbookLimits()
  ) throws(SpreadsheetError) {
    let file = RowcastLocation(file: bytes.name)
    do throws(SpreadsheetError) {
      let archive = try Self.archive(bytes, limits: limits)
      let part = try Self.workbookEntry(in: archive, limits: limits)
      let relationships = try Relationships(of: part.name, in: archive, limits: limits)
      let content = try WorkbookPart(
        try PartReader(part, in: archive, limits: limits), limits: limits)
      input = bytes
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
    } catch { throw error.within(file) }
  }

  /// The strings that cells refer to by number; read on the first call.
  /// - Throws: ``SpreadsheetError`` when their part is damaged or beyond a limit.
  public func sharedStrings() throws(SpreadsheetError) -> StringDictionary {
    let result = strings.withLock { known -> Result<StringDictionary, SpreadsheetError> in
      if let known { return .success(known) }
      do throws(SpreadsheetError) {
        let read = try readSharedStrings()
        known = read
        return .success(read)
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func readSharedStrings() throws(SpreadsheetError) -> StringDictionary {
    guard let stringsPart else { return .empty }
    do throws(SpreadsheetError) {
      return try SharedStringReader.read(stringsPart, in: archive, limits: limits)
    } catch { throw error.within(RowcastLocation(file: input.name)) }
  }

  /// The tables of all sheets.
  /// - Throws: ``SpreadsheetError`` when a table's part is damaged or beyond a limit.
  public func tables() throws(SpreadsheetError) -> [TableInfo] {
    do throws(SpreadsheetError) { return try readTables() } catch {
      throw error.within(RowcastLocation(file: input.name))
    }
  }

  private func readTables() throws(SpreadsheetError) -> [TableInfo] {
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

  private static func archive(
    _ bytes: any ByteSource, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> ZipArchive {
    do throws(ZipError) {
      return try ZipArchive(bytes, limits: limits.archive)
    } catch {
      if case .notAnArchive(let kind) = error.reason { throw SpreadsheetError(.notAWorkbook(kind)) }
      throw SpreadsheetError(.archive(error))
    }
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
