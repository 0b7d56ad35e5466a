import RowcastComparison
import RowcastTabular

/// The data profile: a small card for each column, and one table with all numbers.
enum ColumnCards {
  /// Cards drawn; further columns stand in the table alone.
  static let limit = 120

  static func html(_ columns: [ColumnProfile]) -> Markup {
    html(columns, table: table(columns))
  }

  /// - Parameter table: the numbers of all columns.
  static func html(_ columns: [ColumnProfile], table: NumberTable) -> Markup {
    let cards = columns.prefix(limit).map(card)
    let rest =
      columns.count > limit
      ? "<p>\(NumberWords.count(columns.count - limit)) further columns are in the table.</p>"
        as Markup : ""
    return """
      <ul class="cards">
      \(cards)</ul>
      \(rest)<details><summary>All columns as a table</summary>\
      \(table.html(caption: "Columns of the data"))</details>

      """
  }

  private static func card(_ column: ColumnProfile) -> Markup {
    let missing =
      column.missing == 0
      ? "complete"
      : NumberWords.percent(Double(column.missing) / Double(max(1, column.rows))) + " missing"
    let distinct = column.distinct.map { ", \(NumberWords.count($0)) distinct" } ?? ""
    let notes = ([column.reason] + (column.notes ?? [])).filter { !$0.isEmpty }.map {
      "<p class=\"reason\">\($0)</p>\n" as Markup
    }
    let state: Markup = column.role == "target" ? " target" : column.isUsed ? "" : " unused"
    return """
      <li class="card\(state)">
      <h3>\(column.name)</h3>
      <p class="role"><b>\(column.isUsed || column.role == "target" ? column.role : column.role + ", not used")\
      </b> \(missing)\(distinct)</p>
      \(drawing(column))\(notes)</li>

      """
  }

  private static func drawing(_ column: ColumnProfile) -> Markup {
    if let histogram = column.histogram, let most = histogram.counts.max(), most > 0,
      histogram.edges.count == histogram.counts.count + 1
    {
      return spread(histogram, most: most, name: column.name)
    }
    guard !column.levels.isEmpty else { return "" }
    return levels(column)
  }

  private static func spread(_ histogram: Histogram, most: Double, name: String) -> Markup {
    var plot = Plot(width: 240, height: 64, left: 0, right: 0, top: 2, bottom: 16)
    guard let low = histogram.edges.first, let high = histogram.edges.last, high > low else {
      return ""
    }
    let x = Scale(domain: low...high, range: (0, plot.width))
    for (i, count) in histogram.counts.enumerated() where count > 0 {
      let height = max(0.8, (plot.innerBottom - plot.innerTop) * count / most)
      plot.bar(
        x: x(histogram.edges[i]), y: plot.innerBottom - height,
        width: max(0.8, x(histogram.edges[i + 1]) - x(histogram.edges[i]) - 0.8), height: height,
        style: "fill c-quiet")
    }
    plot.rule((0, plot.innerBottom), (plot.width, plot.innerBottom), style: "axis")
    func label(_ value: Double) -> String {
      switch histogram.kind {
      case .date, .dateTime: Scale.dateText(value)
      case .time, .duration: ColumnDrift.text((value / 1000).rounded() * 1000, histogram.kind)
      default: NumberWords.short(value, 4, among: [low, high])
      }
    }
    plot.text(label(low), x: 0, y: plot.height - 2)
    plot.text(label(high), x: plot.width, y: plot.height - 2, anchor: "end")
    return plot.svg(label: "Histogram of \(name), from \(label(low)) to \(label(high))")
  }

  private static func levels(_ column: ColumnProfile) -> Markup {
    let shown = column.levels.prefix(4)
    let other =
      column.levels.dropFirst(4).reduce(0) { $0 + $1.count } + (column.otherLevels ?? 0)
    let rows = shown.map { ($0.value, $0.count) } + (other > 0 ? [("other values", other)] : [])
    let most = Double(rows.map(\.1).max() ?? 1)
    var plot = Plot(
      width: 240, height: Double(rows.count) * 17 + 2, left: 0, right: 0, top: 0, bottom: 0)
    for (i, (value, count)) in rows.enumerated() {
      let y = Double(i) * 17
      plot.bar(
        x: 0, y: y + 2, width: max(1, 240 * Double(count) / most), height: 14, style: "quiet-bar")
      plot.text(
        shortened(value.isEmpty ? "(empty)" : value, 24), x: 4, y: y + 13, style: "in-cell small")
      plot.text(
        NumberWords.percent(Double(count) / Double(max(1, column.rows))), x: 238, y: y + 13,
        anchor: "end", style: "in-cell small")
    }
    return plot.svg(
      label: "Most frequent values of \(column.name): "
        + rows.map { "\($0.0) \(NumberWords.count($0.1))" }.joined(separator: ", "))
  }

  private static func table(_ columns: [ColumnProfile]) -> NumberTable {
    NumberTable(
      head: [
        "Column", "Role", "Used", "Missing", "Distinct", "Minimum", "Median", "Mean", "Maximum",
        "Standard deviation", "Most frequent", "Why",
      ],
      rows: columns.map { column in
        let numbers = column.numbers
        let kind = column.histogram?.kind ?? .decimal
        func text(_ value: Double?) -> String { value.map { ColumnDrift.text($0, kind) } ?? "–" }
        return [
          column.name, column.role, column.isUsed ? "yes" : "no",
          NumberWords.count(column.missing), column.distinct.map(NumberWords.count) ?? "–",
          text(numbers?.minimum), text(numbers?.median), text(numbers?.mean),
          text(numbers?.maximum),
          numbers.map {
            kind == .date
              ? NumberWords.short($0.standardDeviation / 86_400_000, 3) + " days"
              : ColumnDrift.text($0.standardDeviation, kind)
          } ?? "–",
          column.levels.first.map { "\($0.value) (\(NumberWords.count($0.count)))" } ?? "–",
          column.reason,
        ]
      })
  }
}
