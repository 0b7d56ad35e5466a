internal import CRowcastXLSXWriter
internal import RowcastMachine

/// libxlsxwriter's workbook, for code without pointers.
///
/// What it gives out (sheets, formats, charts) belongs to it, and keeps it; ``isOpen`` is asked
/// where that is used, since the library frees all of it when it closes the workbook.
@safe final class LibraryWorkbook {
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  /// The library keeps the pointer, not the text.
  private let folder: UnsafeMutablePointer<CChar>?

  /// Nil when there is no memory for it.
  /// - Parameters:
  ///   - path: where it will be written.
  ///   - folder: for the library's temporary files.
  init?(path: String, folder: String) {
    unsafe self.folder = strdup(folder)
    var options = unsafe lxw_workbook_options()
    unsafe options.tmpdir = self.folder
    unsafe workbook = workbook_new_opt(path, &options)
    if !isOpen { return nil }
  }

  deinit {
    discard()
    unsafe free(folder)
  }

  /// Whether it is neither written nor discarded.
  var isOpen: Bool { unsafe workbook != nil }

  /// Nil when there is no memory, or the workbook is closed.
  func addSheet(_ name: String) -> LibrarySheet? {
    guard let workbook = unsafe workbook, let sheet = unsafe workbook_add_worksheet(workbook, name)
    else { return nil }
    return unsafe LibrarySheet(sheet, of: self)
  }

  /// Nil when there is no memory, or the workbook is closed.
  func addFormat(_ style: CellStyle) -> LibraryFormat? {
    guard let workbook = unsafe workbook, let format = unsafe workbook_add_format(workbook) else {
      return nil
    }
    if style.isBold { unsafe format_set_bold(format) }
    if style.isWrapped {
      unsafe format_set_text_wrap(format)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    if style.isRightAligned { unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if let size = style.size { unsafe format_set_font_size(format, size) }
    if let pattern = style.numberFormat { unsafe format_set_num_format(format, pattern) }
    if let known = style.builtInFormat {
      unsafe format_set_num_format_index(format, UInt8(clamping: known))
    }
    if let color = style.background { unsafe format_set_bg_color(format, color) }
    if let color = style.color { unsafe format_set_font_color(format, color) }
    if style.isUnderlined { unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    return unsafe LibraryFormat(pointer: format, book: self)
  }

  /// Nil when there is no memory, or the workbook is closed.
  func addChart(_ chart: SheetChart) -> LibraryChart? {
    guard let workbook = unsafe workbook,
      let made = unsafe workbook_add_chart(
        workbook, UInt8(LibraryChart.kind(chart.kind).rawValue))
    else { return nil }
    let built = unsafe LibraryChart(pointer: made, book: self)
    built.fill(chart)
    return built
  }

  /// - Parameter created: seconds since 1970.
  func setProperties(title: String?, creator: String, created: Int) {
    guard let workbook = unsafe workbook else { return }
    // The library copies the texts.
    unsafe creator.withCString { creator in
      unsafe (title ?? "").withCString { text in
        var properties = unsafe lxw_doc_properties()
        unsafe properties.title = title == nil ? nil : UnsafeMutablePointer(mutating: text)
        unsafe properties.author = UnsafeMutablePointer(mutating: creator)
        unsafe properties.created = time_t(created)
        _ = unsafe workbook_set_properties(workbook, &properties)
      }
    }
  }

  /// Writes the file, and frees everything.
  /// - Returns: what went wrong, in the library's words.
  func write() -> String? {
    guard let open = unsafe workbook else { return "it is already finished" }
    unsafe workbook = nil
    let result = unsafe workbook_close(open)
    return result == LXW_NO_ERROR ? nil : unsafe String(cString: lxw_strerror(result))
  }

  /// Frees everything and writes nothing.
  func discard() {
    if let open = unsafe workbook { unsafe lxw_workbook_free(open) }
    unsafe workbook = nil
  }
}

/// A format of a ``LibraryWorkbook``.
@safe struct LibraryFormat {
  let pointer: UnsafeMutablePointer<lxw_format>
  fileprivate let book: LibraryWorkbook

  /// The number for the `s` attribute of a cell; the library counts when it is first asked.
  var index: Int32 {
    assert(book.isOpen)
    return unsafe lxw_format_get_xf_index(pointer)
  }
}

/// A chart of a ``LibraryWorkbook``.
@safe struct LibraryChart {
  let pointer: UnsafeMutablePointer<lxw_chart>
  fileprivate let book: LibraryWorkbook

  fileprivate func fill(_ chart: SheetChart) {
    assert(book.isOpen)
    unsafe chart_title_set_name(pointer, chart.title)
    let shared = chart.series.lazy.compactMap(\.categories).first
    for var series in chart.series {
      if chart.kind == .scatter || chart.kind == .scatterLine {
        // The library knows no points without an x.
        series.categories = series.categories ?? shared
        if series.categories == nil { continue }
      }
      add(series, chart.kind)
    }
    unsafe Self.set(chart.x, on: pointer.pointee.x_axis)
    unsafe Self.set(chart.y, on: pointer.pointee.y_axis)
    if chart.series.count < 2 {
      unsafe chart_legend_set_position(pointer, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    }
  }

  private func add(_ series: SheetChart.Series, _ kind: SheetChart.Kind) {
    guard let added = unsafe chart_add_series(pointer, nil, nil) else { return }
    unsafe chart_series_set_name(added, series.name)
    if let cells = series.categories {
      unsafe chart_series_set_categories(
        added, cells.sheet, lxw_row_t(clamping: cells.rows.lowerBound),
        lxw_col_t(clamping: cells.column), lxw_row_t(clamping: cells.rows.upperBound),
        lxw_col_t(clamping: cells.column))
    }
    unsafe chart_series_set_values(
      added, series.values.sheet, lxw_row_t(clamping: series.values.rows.lowerBound),
      lxw_col_t(clamping: series.values.column), lxw_row_t(clamping: series.values.rows.upperBound),
      lxw_col_t(clamping: series.values.column))
    guard series.color != nil || series.isDashed else { return }
    let color = series.color ?? 0x7F7F7F
    switch kind {
    case .column, .bar:
      var fill = lxw_chart_fill()
      fill.color = color
      unsafe chart_series_set_fill(added, &fill)
    case .line, .scatterLine:
      var line = lxw_chart_line()
      line.color = color
      line.width = 1.75
      if series.isDashed { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
      unsafe chart_series_set_line(added, &line)
    case .scatter:
      var fill = lxw_chart_fill()
      fill.color = color
      unsafe chart_series_set_marker_type(added, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
      unsafe chart_series_set_marker_fill(added, &fill)
    }
  }

  private static func set(
    _ axis: SheetChart.Axis, on target: UnsafeMutablePointer<lxw_chart_axis>?
  ) {
    guard let target = unsafe target else { return }
    if let name = axis.name { unsafe chart_axis_set_name(target, name) }
    if let minimum = axis.minimum { unsafe chart_axis_set_min(target, minimum) }
    if let maximum = axis.maximum { unsafe chart_axis_set_max(target, maximum) }
    if let format = axis.numberFormat { unsafe chart_axis_set_num_format(target, format) }
  }

  fileprivate static func kind(_ kind: SheetChart.Kind) -> lxw_chart_type {
    switch kind {
    case .column: LXW_CHART_COLUMN
    case .bar: LXW_CHART_BAR
    case .line: LXW_CHART_LINE
    case .scatterLine: LXW_CHART_SCATTER_STRAIGHT
    case .scatter: LXW_CHART_SCATTER
    }
  }
}
