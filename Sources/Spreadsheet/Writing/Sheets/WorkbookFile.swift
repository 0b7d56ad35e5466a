internal import CRowcastXLSXWriter
internal import RowcastFileIO
internal import RowcastTabular

internal import RowcastMachine

/// A workbook being written by libxlsxwriter, under a hidden name until it is complete.
final class WorkbookFile {
  let path: String
  private let output: HiddenOutput
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var names = SheetNames()
  private var sheets: [RowCount] = []
  /// The library keeps the pointer, not the text.
  private let folder: UnsafeMutablePointer<CChar>?

  init(path: String) throws(WorkbookWritingError) {
    self.path = path
    do throws(FileError) {
      output = try HiddenOutput(path: path)
    } catch {
      throw WorkbookWritingError(.file(error), path: path)
    }
    folder = strdup(output.folder)
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.tmpdir = folder
    options.use_zip64 = 0
    workbook = workbook_new_opt(output.hiddenPath, &options)
    if workbook == nil { throw WorkbookWritingError(.library("out of memory"), path: path) }
  }

  deinit {
    discard()
    free(folder)
  }

  /// Adds a sheet; a name that a workbook cannot have is repaired.
  func addSheet(_ name: String) throws(WorkbookWritingError) -> SheetStream {
    guard let workbook else {
      throw WorkbookWritingError(.library("it is already finished"), path: path)
    }
    let name = names.repaired(name)
    guard let sheet = workbook_add_worksheet(workbook, name), sheet.pointee.file != nil else {
      let system = String(cString: strerror(errno))
      throw WorkbookWritingError(
        .library("no temporary file in \(output.folder): \(system)"), path: path)
    }
    let count = RowCount()
    sheets.append(count)
    return SheetStream(name: name, sheet: sheet, file: self, count: count)
  }

  /// The longest format code, in bytes, that the library keeps whole.
  static let formatLimit = 127

  /// The library's format for a style.
  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if style == CellStyle() { return nil }
    if let known = formats[style] { return known }
    guard let workbook, let format = workbook_add_format(workbook) else { return nil }
    if style.isBold { format_set_bold(format) }
    if style.isWrapped { format_set_text_wrap(format) }
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

  /// Puts the parts together and gives the file its name.
  func commit() throws(WorkbookWritingError) {
    guard let open = workbook else { return }
    workbook = nil
    errno = 0
    let result = workbook_close(open)
    guard result == LXW_NO_ERROR else {
      let system = errno
      output.discard()
      if system == ENOSPC {
        throw WorkbookWritingError(.file(FileError(.noSpace, path: output.name)), path: path)
      }
      throw WorkbookWritingError(.library(String(cString: lxw_strerror(result))), path: path)
    }
    if let fault = PackageCheck.fault(
      inFileAt: output.hiddenPath, rowBytes: sheets.map(\.byteCount))
    {
      output.discard()
      throw WorkbookWritingError(
        .library("\(fault) came out incomplete; the disk may be full"), path: path)
    }
    do throws(FileError) {
      try output.commit()
    } catch {
      throw WorkbookWritingError(.file(error), path: path)
    }
  }

  /// Drops everything; nothing happens after ``commit()``.
  func discard() {
    if let open = workbook { lxw_workbook_free(open) }
    workbook = nil
    output.discard()
  }
}

/// How much was written to a sheet; shared by the stream and the file, which outlives it.
final class RowCount {
  var rows = 0
  var byteCount = 0
}

/// How a cell looks.
struct CellStyle: Hashable {
  var numberFormat: String?
  var builtInFormat: Int?
  var isBold = false
  var isWrapped = false
  var isUnderlined = false
  var size: Double?
  var color: UInt32?
  var background: UInt32?
}
