internal import RowcastFileIO
internal import RowcastTabular
internal import RowcastZipArchive

/// A workbook in the making.
///
/// libxlsxwriter writes everything but the rows, and so a small package, to a temporary file. Its
/// parts are then copied into the workbook, each sheet with its rows, which were printed (see
/// ``CellXML`` for why) and deflated as they came. So a workbook goes to any sink, takes constant
/// memory, and every write that matters is looked at.
final class WorkbookFile {
  /// The output's name, for errors.
  let name: String
  /// What had to be changed so that a workbook can hold it.
  var diagnostics = DiagnosticLog()
  private let frame: ScratchFile
  private let library: LibraryWorkbook
  private var formats: [CellStyle: LibraryFormat] = [:]
  private var names = SheetNames()
  private var sheets: [SheetPart] = []

  init(name: String) throws(WorkbookWritingError) {
    self.name = name
    do throws(FileError) { frame = try ScratchFile() } catch {
      throw WorkbookWritingError(.file(error), path: name)
    }
    guard let library = LibraryWorkbook(path: frame.path, folder: frame.folder) else {
      throw WorkbookWritingError(.library("out of memory"), path: name)
    }
    self.library = library
  }

  /// - Throws: ``WorkbookWritingError`` when the workbook is written or dropped.
  func checkIsOpen() throws(WorkbookWritingError) {
    guard library.isOpen else { throw WorkbookWritingError(.hasEnded, path: name) }
  }

  /// Adds a sheet; a name that a workbook cannot have is repaired, with a note.
  func addSheet(_ wanted: String) throws(WorkbookWritingError) -> SheetPart {
    try checkIsOpen()
    let own = names.repaired(wanted)
    if own != wanted {
      diagnostics.add(
        Diagnostic(
          kind: .sheetName, message: "no sheet of a workbook can be called \"\(wanted)\" here",
          location: RowcastLocation(sheet: own)), kind: .sheetName)
    }
    guard let sheet = library.addSheet(own) else {
      throw WorkbookWritingError(.library("out of memory"), path: name)
    }
    let part = SheetPart(name: own, sheet: sheet, output: name)
    sheets.append(part)
    return part
  }

  /// The longest format code, in bytes, that the library keeps whole.
  static let formatLimit = 127

  /// The library's format for a style.
  func format(_ style: CellStyle) -> LibraryFormat? {
    if style == CellStyle() { return nil }
    if let known = formats[style] { return known }
    let format = library.addFormat(style)
    formats[style] = format
    return format
  }

  /// The index of a style, for the `s` attribute of a cell.
  func index(of style: CellStyle) -> Int32 { format(style)?.index ?? 0 }

  func addChart(_ chart: SheetChart) -> LibraryChart? { library.addChart(chart) }

  func setProperties(title: String?, creator: String) {
    // The same input gives the same bytes: no clock. This is the date of the ZIP entries.
    library.setProperties(
      title: title?.isEmpty == true ? nil : title, creator: creator, created: 315_532_800)
  }

  /// Puts the parts together.
  /// - Returns: the number of bytes.
  func write(to sink: any ByteSink) throws(WorkbookWritingError) -> Int {
    guard library.isOpen else { return 0 }
    if let reason = library.write() {
      throw WorkbookWritingError(.library(reason), path: name)
    }
    let parts = try self.parts()
    let archive = ZipWriter(to: sink)
    do throws(FileError) {
      for part in parts {
        try archive.add(part.name, part.beginning, part.rows, last: part.end)
      }
      try archive.finish()
      return archive.count
    } catch {
      throw WorkbookWritingError(.file(error), path: name)
    }
  }

  private struct Part {
    var name: String
    var beginning: DeflatedRun?
    var rows: DeflatedSpool?
    var end: DeflatedRun
  }

  /// The parts that the library wrote, sheets cut open where their rows belong.
  private func parts() throws(WorkbookWritingError) -> [Part] {
    var parts: [Part] = []
    do {
      let archive = try ZipArchive(.file(frame.path))
      for entry in archive.entries {
        let bytes = try archive.bytes(of: entry)
        guard PartCheck.isComplete(bytes) else {
          throw WorkbookWritingError(
            .library("\(entry.name) came out incomplete; \(frame.folder) may be full"), path: name)
        }
        let sheet = sheets.indices.first { entry.name == "xl/worksheets/sheet\($0 + 1).xml" }
        guard
          let part = sheet.map({ Self.part(entry.name, bytes, sheets[$0]) })
            ?? DeflatedRun(bytes, isLast: true).map({ Part(name: entry.name, end: $0) })
        else { throw WorkbookWritingError(.library("out of memory"), path: name) }
        parts.append(part)
      }
    } catch let error as WorkbookWritingError {
      throw error
    } catch {
      throw WorkbookWritingError(.library("\(error)"), path: name)
    }
    return parts
  }

  /// A sheet's part: what stands before its rows, the rows, and what stands behind.
  private static func part(_ name: String, _ bytes: [UInt8], _ sheet: SheetPart) -> Part? {
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing(
        "<dimension ref=\"A1\"/>", with: "<dimension ref=\"\(sheet.range)\"/>", maxReplacements: 1)
    guard let place = text.firstRange(of: "<sheetData/>"),
      let beginning = DeflatedRun(Array((text[..<place.lowerBound] + "<sheetData>").utf8)),
      let end = DeflatedRun(Array(("</sheetData>" + text[place.upperBound...]).utf8), isLast: true)
    else { return nil }
    return Part(name: name, beginning: beginning, rows: sheet.rows, end: end)
  }

  /// Drops everything; nothing happens after ``write(to:)``.
  func discard() { library.discard() }
}
