extension Figure {
  /// Bars that count something by column, the greatest first; at most twelve are drawn.
  /// - Parameters:
  ///   - room: what is left behind the longest bar for its count, in pixels.
  ///   - counted: what is counted, as the head of the table of numbers.
  static func byColumn(
    _ counts: [(name: String, count: Int)], room: Double, style: String, title: String,
    caption: String, label: String, counted: String
  ) -> Figure? {
    let shown = counts.prefix(12)
    guard let most = shown.first?.count, most > 0 else { return nil }
    var plot = Plot()
    plot.left = 130
    plot.height = plot.top + 22 * Double(shown.count) + 10
    for (index, column) in shown.enumerated() {
      let y = plot.top + 22 * Double(index)
      let width = (plot.innerRight - plot.innerLeft - room) * Double(column.count) / Double(most)
      plot.text(
        shortened(column.name, 18), x: plot.innerLeft - 8, y: y + 12, anchor: "end", style: "small")
      plot.bar(x: plot.innerLeft, y: y, width: width, height: 16, style: style)
      plot.text(
        NumberWords.count(column.count), x: plot.innerLeft + width + 6, y: y + 12, style: "small")
    }
    return Figure(
      title: title, caption: caption, drawing: plot.svg(label: label),
      numbers: NumberTable(
        head: ["Column", counted], rows: shown.map { [$0.name, NumberWords.count($0.count)] }))
  }
}
