import RowcastModeling

extension Figure {
  /// What the model makes of a numeric column, over a histogram of where the rows are.
  /// - Parameters:
  ///   - share: where a row stands of which nothing is known, for two classes.
  ///   - namesTarget: says the class in the title, where there are figures of several.
  static func numeric(
    _ effect: NumericEffect, rows: Histogram?, share: PositiveShare? = nil,
    namesTarget: Bool = false
  ) -> Figure? {
    let points = effect.points.filter { $0.x.isFinite && $0.y.isFinite }
    guard let first = points.first, let last = points.last, last.x > first.x else { return nil }
    var plot = Plot()
    plot.height = 220
    let y = Scale.widened(
      Scale.domain(points.flatMap { [$0.y, lower($0), upper($0)] } + [-0.05, 0, 0.05]),
      from: plot.innerBottom - 26, to: plot.innerTop + 10,
      count: 4)
    let x =
      effect.isDate
      ? Scale.dates(first.x...last.x, from: plot.innerLeft, to: plot.innerRight)
      : Scale.linear(first.x...last.x, from: plot.innerLeft, to: plot.innerRight, count: 5)
    plot.yAxis(y, title: "log-odds of “\(shortened(effect.target, 24))”")
    plot.xAxis(x, title: "")
    if let histogram = rows, let most = histogram.counts.max(), most > 0,
      histogram.edges.count == histogram.counts.count + 1
    {
      for (i, count) in histogram.counts.enumerated() where count > 0 {
        let from = max(first.x, histogram.edges[i])
        let to = min(last.x, histogram.edges[i + 1])
        guard to > from else { continue }
        let height = 22 * count / most
        plot.bar(
          x: x(from), y: plot.innerBottom - height, width: max(0.8, x(to) - x(from) - 0.6),
          height: height, style: "quiet-bar")
      }
    }
    plot.rule((plot.innerLeft, y(0)), (plot.innerRight, y(0)), style: "reference")
    let hasBand = points.contains { $0.error != nil }
    if hasBand {
      plot.band(
        upper: points.map { (x($0.x), y(upper($0))) },
        lower: points.map { (x($0.x), y(lower($0))) }, style: "band")
    }
    plot.line(points.map { (x($0.x), y($0.y)) }, style: "line c0")
    return Figure(
      title: effect.column + (namesTarget ? ", for “\(effect.target)”" : ""),
      caption: shape(points, target: effect.target, share: share)
        + (hasBand ? " Shaded: where the curve lies with 95% probability." : ""),
      drawing: plot.svg(label: "Effect of \(effect.column) on the log-odds of \(effect.target)"),
      numbers: NumberTable(
        head: [effect.column, "Log-odds"] + (hasBand ? ["95% band"] : []),
        rows: points.map {
          [
            effect.isDate ? Scale.dateText($0.x) : NumberWords.short($0.x, 6),
            NumberWords.signed($0.y, 3),
          ]
            + (hasBand
              ? [NumberWords.signed(lower($0), 3) + " to " + NumberWords.signed(upper($0), 3)] : [])
        }
      ).thinned(to: 41))
  }

  private static func lower(_ point: CurvePoint) -> Double { point.y - 1.96 * (point.error ?? 0) }
  private static func upper(_ point: CurvePoint) -> Double { point.y + 1.96 * (point.error ?? 0) }

  /// Rising, falling or bent, in words.
  private static func shape(
    _ points: [CurvePoint], target: String, share: PositiveShare?
  ) -> String {
    let values = points.map(\.y)
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let small = (most - least) * 0.05
    var (rises, falls) = (false, false)
    var (lowest, highest) = (values[0], values[0])
    for value in values {
      if value - lowest > small { rises = true }
      if highest - value > small { falls = true }
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    // What two places do not show is no direction.
    guard rises || falls, most - least >= 0.005 else { return "Hardly any effect." }
    let span = "over its range the log-odds move by \(NumberWords.fixed(most - least, 2))"
    /// What a row makes of it that stands at the share of its class otherwise.
    func moves(_ from: Double, _ joint: String, _ to: Double) -> String {
      guard let share, share.words(movedBy: from) != share.words(movedBy: to) else { return "" }
      return ", and a row at \(share.words) \(joint == "to" ? "goes from" : "stands between") "
        + "\(share.words(movedBy: from)) \(joint) \(share.words(movedBy: to))"
    }
    if rises, falls { return "Goes up and down: \(span)\(moves(least, "and", most))." }
    return "More of it makes “\(target)” \(rises ? "more" : "less") probable: \(span)"
      + (rises ? moves(least, "to", most) : moves(most, "to", least)) + "."
  }
}
