import RowcastComparison
import RowcastTabular

extension ComparisonPage {
  /// Columns whose values are distributed in another way, and all that were tested.
  var driftSection: Markup {
    let tested = report.tables.columns.filter { $0.drift != nil || $0.missingDrift != nil }
    guard !tested.isEmpty else { return "" }
    let drifted = tested.filter { $0.drift?.isDrift == true || $0.missingDrift?.isDrift == true }
    let title: Markup = drifted.isEmpty ? "No column has drifted" : "Drift"
    let intro =
      (drifted.isEmpty
        ? "Of \(NumberWords.number(tested.count, "column")) that were tested, none is distributed in "
          + "another way than chance and a negligible size explain."
        : "\(NumberWords.number(drifted.count, "column")) of \(NumberWords.count(tested.count)) "
          + "\(drifted.count == 1 ? "is" : "are") distributed in another way, more than chance "
          + "and a negligible size explain.") + sampleNote(tested)
    let drawn = report.drifts.filter { !report.isMasked($0.column) }.compactMap {
      figure($0.column, $0.drift)
    }
    let figures = drawn.prefix(Self.figures).enumerated().map { $1.html(id: "drift-\($0 + 1)") }
    // What has no drawing is told in words.
    let items = drifted.flatMap { column -> [Markup] in
      let isMasked = report.isMasked(column.pair)
      return column.driftWords(isMasked: isMasked).enumerated().filter {
        isMasked || column.drift?.isDrift != true || $0.offset > 0
      }.map { "<li>\(column.pair.name): \($0.element)</li>" }
    }
    let list: Markup = items.isEmpty ? "" : "<ul class=\"worries\">\(Array(items.prefix(50)))</ul>"
    return """
      <section id="drift"><h2>\(title)</h2><p class="intro">\(intro)</p>
      \(list)<div class="figures">\(figures)</div>
      <details><summary>All tests</summary>\(tests(tested).html(caption: "All tests"))</details></section>

      """
  }

  private func sampleNote(_ tested: [ComparedTables.Column]) -> String {
    let counts = tested.compactMap { $0.drift }.filter(\.isSample).map(\.newCount)
    guard let most = counts.max() else { return "" }
    return
      " Numbers and days are those of a sample of at most \(NumberWords.count(most)) rows of each."
  }

  private func tests(_ columns: [ComparedTables.Column]) -> NumberTable {
    NumberTable(
      head: ["Column", "Test", "Size", "p", "p corrected", "Effect"],
      rows: columns.flatMap { column in
        [column.drift, column.missingDrift].compactMap(\.self).map { drift in
          [
            column.pair.name, drift.testName, NumberWords.fixed(drift.size, 3),
            NumberWords.short(drift.pValue, 3), NumberWords.short(drift.adjustedPValue, 3),
            drift.effectWord,
          ]
        }
      })
  }

  /// The quartiles of both, or the shares that differ most.
  private func figure(_ column: ColumnPair, _ drift: ColumnDrift) -> Figure? {
    switch drift.test {
    case .missing: nil
    case .kolmogorovSmirnov(_, let old, let new):
      quartiles(column, drift, old, new)
    case .chiSquare(_, let shares): shareFigure(column, drift, shares)
    }
  }

  private func quartiles(
    _ column: ColumnPair, _ drift: ColumnDrift, _ old: ColumnDrift.Quartiles,
    _ new: ColumnDrift.Quartiles
  ) -> Figure {
    let kind = column.new?.kind ?? .decimal
    let isDay = kind == .date || kind == .dateTime
    var plot = Plot()
    plot.left = 44
    plot.height = 118
    let domain = Scale.domain([old.lower, old.upper, new.lower, new.upper])
    let x =
      isDay
      ? Scale.linear(domain, from: plot.innerLeft, to: plot.innerRight, count: 3) { value, _ in
        ColumnDrift.text((value / 86_400_000).rounded() * 86_400_000, .date)
      } : Scale.widened(domain, from: plot.innerLeft, to: plot.innerRight)
    for (index, (name, part)) in [("old", old), ("new", new)].enumerated() {
      let y = plot.innerTop + 8 + 28 * Double(index)
      plot.text(name, x: plot.innerLeft - 8, y: y + 13, anchor: "end", style: "small")
      plot.bar(
        x: x(part.lower), y: y, width: max(2, x(part.upper) - x(part.lower)), height: 18,
        style: index == 0 ? "fill c-quiet" : "fill",
        tip: "\(ColumnDrift.text(part.lower, kind)) to \(ColumnDrift.text(part.upper, kind))")
      plot.rule((x(part.median), y - 3), (x(part.median), y + 21), style: "whisker ink")
    }
    plot.xAxis(x, title: isDay ? "" : column.name)
    return Figure(
      title: "\(column.name): \(drift.finding(kind))",
      caption: "The middle half of the values, with their median as a line. "
        + NumberWords.sentence(drift.figures),
      drawing: plot.svg(label: "Quartiles of \(column.name) in the old and the new table"),
      numbers: NumberTable(
        head: ["Table", "Quarter below", "Half below", "Three quarters below"],
        rows: [("old", old), ("new", new)].map { name, part in
          [name] + [part.lower, part.median, part.upper].map { ColumnDrift.text($0, kind) }
        }))
  }

  private func shareFigure(
    _ column: ColumnPair, _ drift: ColumnDrift, _ shares: [ColumnDrift.LevelShare]
  ) -> Figure {
    var plot = Plot()
    plot.left = 130
    plot.height = plot.top + 34 * Double(shares.count) + 10
    let most = shares.reduce(0) { max($0, $1.old, $1.new) }
    let unit = (plot.innerRight - plot.innerLeft - 46) / max(1e-9, most)
    for (index, share) in shares.enumerated() {
      let y = plot.top + 34 * Double(index)
      plot.text(
        shortened(share.level, 18), x: plot.innerLeft - 8, y: y + 17, anchor: "end", style: "small")
      for (place, value) in [share.old, share.new].enumerated() {
        let top = y + 13 * Double(place)
        plot.bar(
          x: plot.innerLeft, y: top, width: unit * value, height: 11,
          style: place == 0 ? "fill c-quiet" : "fill")
        plot.text(
          NumberWords.percent(value), x: plot.innerLeft + unit * value + 6, y: top + 9.5,
          style: "small")
      }
    }
    return Figure(
      title: "\(column.name): \(drift.finding(.text, shares: 1))",
      caption: "Shares of the values that differ most: gray as they were, blue as they are. "
        + NumberWords.sentence(drift.figures),
      drawing: plot.svg(label: "Shares of values of \(column.name) in the old and the new table"),
      numbers: NumberTable(
        head: ["Value", "Old", "New"],
        rows: shares.map { [$0.level, NumberWords.percent($0.old), NumberWords.percent($0.new)] }))
  }

  /// In which columns cells have changed.
  var cellFigure: Figure? {
    .byColumn(
      report.cellsByColumn.map { ($0.name, $0.count) }, room: 60, style: "fill",
      title: "Where cells have changed",
      caption: "Changed cells of rows that are in both, by column.",
      label: "Changed cells by column", counted: "Changed cells")
  }
}
