import RowcastModeling

extension Figure {
  /// What two columns do together, as a table of colored cells.
  static func product(_ effect: ProductEffect) -> Figure? {
    let (rows, across) = (effect.rows, effect.across)
    guard !rows.isEmpty, !across.isEmpty, effect.effects.count == rows.count * across.count else {
      return nil
    }
    var plot = Plot()
    plot.left = 92
    plot.right = 8
    plot.top = 26
    plot.bottom = 56
    let step = 24.0
    plot.height = plot.top + step * Double(rows.count) + plot.bottom
    let width = (plot.innerRight - plot.innerLeft) / Double(across.count)
    let most = max(effect.effects.compactMap { $0?.magnitude }.max() ?? 0, 1e-9)
    plot.text(effect.columns[0], x: 0, y: 12, style: "axis-title")
    for (i, row) in rows.enumerated() {
      let y = plot.top + step * Double(i)
      plot.text(shortened(row, 14), x: plot.innerLeft - 6, y: y + 16, anchor: "end")
      for j in across.indices {
        let x = plot.innerLeft + width * Double(j)
        guard let value = effect.effects[i * across.count + j] else {
          plot.bar(x: x, y: y, width: width - 1, height: step - 1, style: "quiet-bar")
          continue
        }
        let share = value.magnitude / most
        plot.cell(
          x: x, y: y, width: width - 1, height: step - 1, style: value >= 0 ? "fill c0" : "fill c1",
          opacity: 0.06 + 0.84 * share)
        if width > 34 {
          plot.text(
            NumberWords.signed(value, 1), x: x + width / 2, y: y + 16, anchor: "middle",
            style: "label")
        }
      }
    }
    let base = plot.top + step * Double(rows.count)
    for (j, text) in across.enumerated() {
      // Long names stand on two levels in turn, so that they do not run into one another.
      plot.text(
        shortened(text, max(4, Int(2 * width / 6.5))),
        x: plot.innerLeft + width * (Double(j) + 0.5),
        y: base + (j % 2 == 0 ? 14 : 28), anchor: "middle")
    }
    plot.text(
      effect.columns[1], x: plot.innerRight, y: plot.height - 6, anchor: "end", style: "axis-title")
    let name = effect.columns.joined(separator: " × ")
    return Figure(
      title: name,
      caption: "What both together do to the log-odds of “\(effect.target)”, beyond what each does "
        + "alone: up to \(NumberWords.signed(effect.effects.compactMap(\.self).max() ?? 0, 2)) and down to "
        + "\(NumberWords.signed(effect.effects.compactMap(\.self).min() ?? 0, 2)). Gray: no rows.",
      drawing: plot.svg(label: "Effect of \(name) on the log-odds of \(effect.target)"),
      numbers: NumberTable(
        head: [effect.columns[0]] + across,
        rows: rows.indices.map { i in
          [rows[i]]
            + across.indices.map { j in
              effect.effects[i * across.count + j].map { NumberWords.signed($0, 3) } ?? "–"
            }
        }))
  }
}
