internal import CRowcastXLSXWriter

/// Makes the library's chart of a ``SheetChart``.
struct ChartBuilder {
  let file: WorkbookFile

  func build(_ chart: SheetChart) -> UnsafeMutablePointer<lxw_chart>? {
    guard let built = file.addChart(Self.kind(chart.kind)) else { return nil }
    chart_title_set_name(built, chart.title)
    let shared = chart.series.lazy.compactMap(\.categories).first
    for var series in chart.series {
      if chart.kind == .scatter || chart.kind == .scatterLine {
        // The library knows no points without an x.
        series.categories = series.categories ?? shared
        if series.categories == nil { continue }
      }
      add(series, to: built, chart.kind)
    }
    set(chart.x, on: built.pointee.x_axis)
    set(chart.y, on: built.pointee.y_axis)
    if chart.series.count < 2 {
      chart_legend_set_position(built, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    }
    return built
  }

  private func add(
    _ series: SheetChart.Series, to chart: UnsafeMutablePointer<lxw_chart>,
    _ kind: SheetChart.Kind
  ) {
    guard let added = chart_add_series(chart, nil, nil) else { return }
    chart_series_set_name(added, series.name)
    if let cells = series.categories {
      chart_series_set_categories(
        added, cells.sheet, lxw_row_t(clamping: cells.rows.lowerBound),
        lxw_col_t(clamping: cells.column), lxw_row_t(clamping: cells.rows.upperBound),
        lxw_col_t(clamping: cells.column))
    }
    chart_series_set_values(
      added, series.values.sheet, lxw_row_t(clamping: series.values.rows.lowerBound),
      lxw_col_t(clamping: series.values.column), lxw_row_t(clamping: series.values.rows.upperBound),
      lxw_col_t(clamping: series.values.column))
    guard series.color != nil || series.isDashed else { return }
    let color = series.color ?? 0x7F7F7F
    switch kind {
    case .column, .bar:
      var fill = lxw_chart_fill()
      fill.color = color
      chart_series_set_fill(added, &fill)
    case .line, .scatterLine:
      var line = lxw_chart_line()
      line.color = color
      line.width = 1.75
      if series.isDashed { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
      chart_series_set_line(added, &line)
    case .scatter:
      var fill = lxw_chart_fill()
      fill.color = color
      chart_series_set_marker_type(added, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
      chart_series_set_marker_fill(added, &fill)
    }
  }

  private func set(_ axis: SheetChart.Axis, on target: UnsafeMutablePointer<lxw_chart_axis>?) {
    guard let target else { return }
    if let name = axis.name { chart_axis_set_name(target, name) }
    if let minimum = axis.minimum { chart_axis_set_min(target, minimum) }
    if let maximum = axis.maximum { chart_axis_set_max(target, maximum) }
    if let format = axis.numberFormat { chart_axis_set_num_format(target, format) }
  }

  private static func kind(_ kind: SheetChart.Kind) -> lxw_chart_type {
    switch kind {
    case .column: LXW_CHART_COLUMN
    case .bar: LXW_CHART_BAR
    case .line: LXW_CHART_LINE
    case .scatterLine: LXW_CHART_SCATTER_STRAIGHT
    case .scatter: LXW_CHART_SCATTER
    }
  }
}
