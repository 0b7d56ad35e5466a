import RowcastProfile
import RowcastTabular

extension Figure {
  /// Two columns that go together.
  static func pair(_ drawing: AssociationDrawing) -> Figure {
    let pair = drawing.association
    let strength = (pair.isFalling ? "−" : "") + NumberWords.fixed(pair.strength, 2)
    let caption = "\(NumberWords.sentence(pair.measure.words)) Strength \(strength)."
    let title = "\(shortened(pair.first, 30)) and \(shortened(pair.second, 30))"
    switch drawing.form {
    case .points(let points, let xIsDay, let yIsDay):
      return self.points(points, xIsDay, yIsDay, pair, title: title, caption: caption)
    case .spreads(let levels, let name, let isDay):
      let numbers = name == pair.first ? pair.second : pair.first
      return spreads(levels, isDay, of: numbers, title: title, caption: caption)
    case .grid(let rows, let columns, let counts):
      return grid(rows, columns, counts, pair, title: title, caption: caption)
    }
  }

  private static func points(
    _ points: [(x: Double, y: Double)], _ xIsDay: Bool, _ yIsDay: Bool, _ pair: Association,
    title: String, caption: String
  ) -> Figure {
    var plot = Plot()
    plot.left = 62
    func scale(_ values: [Double], _ isDay: Bool, _ from: Double, _ to: Double) -> Scale {
      isDay
        ? Scale.dates(Scale.domain(values), from: from, to: to)
        : Scale.linear(Scale.domain(values), from: from, to: to)
    }
    let x = scale(points.map(\.x), xIsDay, plot.innerLeft, plot.innerRight)
    let y = scale(points.map(\.y), yIsDay, plot.innerBottom, plot.innerTop + 10)
    plot.yAxis(y, title: shortened(pair.second, 40))
    plot.xAxis(x, title: shortened(pair.first, 40))
    for point in points {
      plot.dot(x: x(point.x), y: y(point.y), radius: 2, style: "dot see-through")
    }
    let kind = { (isDay: Bool) -> ColumnKind in isDay ? .date : .decimal }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    return Figure(
      title: title, caption: caption,
      drawing: plot.svg(label: "\(pair.second) by \(pair.first), \(points.count) records"),
      numbers: NumberTable(
        head: [pair.first, pair.second],
        rows: points.map {
          [
            ProfilePage.text($0.x, kind(xIsDay), among: xs),
            ProfilePage.text($0.y, kind(yIsDay), among: ys),
          ]
        }
      ).thinned())
  }

  private static func spreads(
    _ levels: [(level: String, rows: Int, quantiles: [Double])], _ isDay: Bool, of name: String,
    title: String, caption: String
  ) -> Figure {
    var plot = Plot()
    let step = 26.0
    (plot.left, plot.top) = (116, 8)
    plot.height = plot.top + step * Double(levels.count) + 40
    let shown = levels.filter { $0.quantiles.count == 5 }
    let all = shown.flatMap(\.quantiles)
    let x =
      isDay
      ? Scale.dates(Scale.domain(all), from: plot.innerLeft, to: plot.innerRight)
      : Scale.linear(Scale.domain(all), from: plot.innerLeft, to: plot.innerRight)
    for (index, level) in shown.enumerated() {
      let y = plot.top + step * (Double(index) + 0.5)
      let q = level.quantiles
      plot.text(
        shortened(level.level.isEmpty ? "(empty)" : level.level, 16), x: plot.left - 8, y: y + 4,
        anchor: "end", style: "small")
      plot.rule((x(q[0]), y), (x(q[4]), y), style: "whisker")
      plot.bar(
        x: x(q[1]), y: y - 6, width: max(1, x(q[3]) - x(q[1])), height: 12, style: "quiet-bar",
        tip: "\(level.level): \(NumberWords.number(level.rows, "record"))")
      plot.rule((x(q[2]), y - 8), (x(q[2]), y + 8), style: "whisker c0")
    }
    plot.xAxis(x, title: shortened(name, 40))
    let kind: ColumnKind = isDay ? .date : .decimal
    return Figure(
      title: title,
      caption: caption + " Bars hold half of the values, lines 90 of 100; the mark is the middle.",
      drawing: plot.svg(label: "\(name) by level"),
      numbers: NumberTable(
        head: ["Level", "Records", "5%", "25%", "Median", "75%", "95%"],
        rows: shown.map { level in
          [level.level, NumberWords.count(level.rows)]
            + level.quantiles.map { ProfilePage.text($0, kind, among: all) }
        }))
  }

  private static func grid(
    _ rows: [String], _ columns: [String], _ counts: [[Int]], _ pair: Association,
    title: String, caption: String
  ) -> Figure {
    var plot = Plot()
    (plot.left, plot.top) = (116, 34)
    let width = (plot.width - plot.left - 4) / Double(max(1, columns.count))
    let height = 24.0
    plot.height = plot.top + height * Double(rows.count) + 6
    for (j, level) in columns.enumerated() {
      plot.text(
        shortened(level.isEmpty ? "(empty)" : level, max(2, Int(width / 7))),
        x: plot.left + width * (Double(j) + 0.5), y: plot.top - 6, anchor: "middle", style: "tick")
    }
    plot.text(shortened(pair.second, 40), x: plot.width, y: 11, anchor: "end", style: "axis-title")
    plot.text(shortened(pair.first, 16), x: 0, y: plot.top - 6, style: "axis-title")
    for (i, level) in rows.enumerated() {
      let y = plot.top + height * Double(i)
      let all = Double(max(1, counts[i].reduce(0, +)))
      plot.text(
        shortened(level.isEmpty ? "(empty)" : level, 16), x: plot.left - 8, y: y + 16,
        anchor: "end", style: "small")
      for (j, _) in columns.enumerated() {
        plot.cell(
          x: plot.left + width * Double(j), y: y, width: width - 1, height: height - 1,
          style: "heat-right", opacity: max(0.03, 0.75 * Double(counts[i][j]) / all),
          tip: "\(level) with \(columns[j]): \(NumberWords.number(counts[i][j], "record"))")
        if width >= 34 {
          plot.text(
            NumberWords.count(counts[i][j]), x: plot.left + width * (Double(j) + 0.5), y: y + 16,
            anchor: "middle", style: "small")
        }
      }
    }
    return Figure(
      title: title,
      caption: caption + " Colored by the share within a row; the most frequent levels.",
      drawing: plot.svg(label: "Records by the levels of \(pair.first) and \(pair.second)"),
      numbers: NumberTable(
        head: [pair.first] + columns,
        rows: zip(rows, counts).map { [$0] + $1.map { NumberWords.count($0) } }))
  }
}
