import RowcastTabular
import RowcastZipArchive

/// The package of a workbook (ECMA-376 Part 2): its parts by what they are to it, whether they hold
/// XML or records.
struct WorkbookPackage: Sendable {
  let archive: ZipArchive
  let limits: WorkbookLimits
  /// The part that the package names as its document.
  let workbook: ZipEntry
  private let relationships: Relationships

  /// Whether the parts hold records.
  var isBinary: Bool { ZipEntry.normalized(workbook.name).hasSuffix(".bin") }

  init(_ archive: ZipArchive, limits: WorkbookLimits) throws(SpreadsheetError) {
    self.archive = archive
    self.limits = limits
    workbook = try Self.workbookEntry(in: archive, limits: limits)
    relationships = try Relationships(of: workbook.name, in: archive, limits: limits)
  }

  private static func workbookEntry(
    in archive: ZipArchive, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> ZipEntry {
    let package = try Relationships(of: "", in: archive, limits: limits)
    let named = package.first(ofType: "officeDocument")
    let entry =
      named.flatMap { archive.entry(named: $0.part) } ?? archive.entry(named: "xl/workbook.xml")
      ?? archive.entry(named: "xl/workbook.bin")
    if let entry,
      !["word/", "ppt/", "visio/"].contains(where: { ZipEntry.normalized(entry.name).hasPrefix($0) }
      )
    {
      return entry
    }
    if let what = OtherPackage.name(of: archive) { throw SpreadsheetError(.otherPackage(what)) }
    throw SpreadsheetError(.missingPart(named.map { "workbook part \($0.part)" } ?? "workbook"))
  }

  /// The part of the workbook of this type (`styles`); nil when it has none.
  func part(ofType type: String) -> ZipEntry? {
    relationships.first(ofType: type).flatMap { archive.entry(named: $0.part) }
  }

  /// The sheets that the workbook lists, with their parts.
  func sheets(_ content: WorkbookPart) -> [SheetInfo] {
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

  /// The parts of the tables of all worksheets, with the names of these.
  func tableParts(
    _ sheets: [SheetInfo]
  ) throws(SpreadsheetError) -> [(sheet: String, entry: ZipEntry)] {
    var parts: [(sheet: String, entry: ZipEntry)] = []
    for sheet in sheets where sheet.kind == .worksheet {
      let relationships = try Relationships(of: sheet.part, in: archive, limits: limits)
      for target in relationships.targets where target.type == "table" {
        if let entry = archive.entry(named: target.part) { parts.append((sheet.name, entry)) }
      }
    }
    return parts
  }
}
