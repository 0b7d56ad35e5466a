internal import CRowcastXLSXWriter
internal import RowcastFileIO
internal import RowcastMachine
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
  /// The library keeps the pointer, not the text.
  private let folder: UnsafeMutablePointer<CChar>?
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var names = SheetNames()
  private var sheets: [SheetPart] = []

  init(name: String) throws(WorkbookWritingError) {
    self.name = name
    do throws(FileError) { frame = try ScratchFile() } catch {
      throw WorkbookWritingError(.file(error), path: name)
    }
    folder = strdup(frame.folder)
    var options = lxw_workbook_options()
    options.tmpdir = folder
    workbook = workbook_new_opt(frame.path, &options)
    if workbook == nil { throw WorkbookWritingError(.library("out of memory"), path: name) }
  }

  deinit {
    discard()
    free(folder)
  }

  /// Adds a sheet; a name that a workbook cannot have is repaired, with a note.
  func addSheet(_ wanted: String) throws(WorkbookWritingError) -> SheetPart {
    guard let workbook else {
      throw WorkbookWritingError(.library("it is already finished"), path: name)
    }
    let own = names.repaired(wanted)
    if own != wanted {
      diagnostics.add(
        Diagnostic(
          kind: .sheetName, message: "no sheet of a workbook can be called \"\(wanted)\" here",
          location: RowcastLocation(sheet: own)), kind: .sheetName)
    }
    guard let sheet = workbook_add_worksheet(workbook, own) else {
      throw WorkbookWritingError(.library("out of memory"), path: name)
    }
    let part = SheetPart(name: own, sheet: sheet, output: name)
    sheets.append(part)
    return part
  }

  /// The longest format code, in bytes, that the library keeps whole.
  static let formatLimit = 127

  /// The library's format for a style.
  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if style == CellStyle() { return nil }
    if let known = formats[style] { return known }
    guard let workbook, let format = workbook_add_format(workbook) else { return nil }
    if style.isBold { format_set_bold(format) }
    if style.isWrapped {
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    if style.isRightAligned { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if let size = style.size { format_set_font_size(format, size) }
    if let pattern = style.numberFormat { format_set_num_format(format, pattern) }
    if let known = style.builtInFormat {
      format_set_num_format_index(format, UInt8(clamping: known))
    }
    if let color = style.background { format_set_bg_color(format, color) }
    if let color = style.color { format_set_font_color(format, color) }
    if style.isUnderlined { format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    formats[style] = format
    return format
  }

  /// The index of a style, for the `s` attribute of a cell.
  func index(of style: CellStyle) -> Int32 {
    format(style).map { lxw_format_get_xf_index($0) } ?? 0
  }

  func addChart(_ kind: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook.flatMap { workbook_add_chart($0, UInt8(kind.rawValue)) }
  }

  func setProperties(title: String?, creator: String) {
    guard let workbook else { return }
    // The library copies the texts.
    creator.withCString { creator in
      (title ?? "").withCString { title in
        var properties = lxw_doc_properties()
        properties.title = title.pointee == 0 ? nil : UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: creator)
        // The same input gives the same bytes: no clock. This is the date of the ZIP entries.
        properties.created = 315_532_800
        _ = workbook_set_properties(workbook, &properties)
      }
    }
  }

  /// Puts the parts together.
  /// - Returns: the number of bytes.
  func write(to sink: any ByteSink) throws(WorkbookWritingError) -> Int {
    guard let open = workbook else { return 0 }
    workbook = nil
    let result = workbook_close(open)
    guard result == LXW_NO_ERROR else {
      throw WorkbookWritingError(.library(String(cString: lxw_strerror(result))), path: name)
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
  func discard() {
    if let open = workbook { lxw_workbook_free(open) }
    workbook = nil
  }
}
