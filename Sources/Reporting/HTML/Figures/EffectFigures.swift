import RowcastMachine
import RowcastEvaluation
import RowcastModeling

extension Figure {
  /// How far each column can move the log-odds: from its lowest to its highest effect.
  static func reach(_ content: ReportContent) -> Figure? {
    var reaches: [String: Double] = [:]
    let all =
      content.numericEffects.map { ($0.column, $0.reach) }
      + content.categoryEffects.map { ($0.column, $0.reach) }
    for (column, reach) in all { reaches[column] = max(reaches[column] ?? 0, reach) }
    let sorted = reaches.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = sorted.first, sorted.count > 1 else { return nil }
    return Figure(
      title: "“\(shortened(first.key, 30))” can move it most",
      caption: "How far a column alone can move the log-odds, between the value that speaks most "
        + "against and the one that speaks most for, of those that 99% of the rows have. 0.7 "
        + "doubles the odds, 2.3 makes them ten times as high.",
      drawing: forest(
        sorted.prefix(15).map {
          ForestRow(name: $0.key, value: $0.value, interval: nil, remark: "")
        }, label: "Reach of each column", isSigned: false),
      numbers: NumberTable(
        head: ["Column", "Reach in log-odds", "Times the odds"],
        rows: sorted.map {
          [$0.key, NumberWords.fixed($0.value, 3), NumberWords.short(Elementary.exp($0.value))]
        }))
  }

  /// Whether a curve is more than a straight line.
  static func isBent(_ effect: NumericEffect) -> Bool {
    guard let first = effect.points.first, let last = effect.points.last, last.x > first.x else {
      return false
    }
    let span = effect.points.map(\.y).reduce(0) { max($0, ($1 - first.y).magnitude) }
    return effect.points.contains { point in
      let share = (point.x - first.x) / (last.x - first.x)
      return (point.y - first.y - share * (last.y - first.y)).magnitude > 0.01 * span
    }
  }

  /// The strongest features that speak for, or against, the only class there is to speak of.
  /// - Parameter bent: columns whose curve tells, and no feature of theirs.
  static func direction(
    _ effects: [FeatureEffect], all: [FeatureEffect], target: String, isFor: Bool,
    besides bent: [String] = []
  ) -> Figure? {
    let shown = effects.filter { isFor ? $0.effect > 0 : $0.effect < 0 }.prefix(10)
    guard !shown.isEmpty else { return nil }
    // Both figures have the same scale, so that their bars can be compared.
    let most = effects.map(\.effect.magnitude).filter(\.isFinite).max() ?? 1
    return Figure(
      title: "What makes “\(target)” \(isFor ? "more" : "less") probable",
      caption: "How far a feature moves the log-odds of “\(target)”. "
        + (isFor ? "0.7 doubles the odds." : "−0.7 halves the odds.")
        + (shown.contains { $0.interval != nil } ? " Lines: 95% intervals." : "")
        + (bent.isEmpty ? "" : " Columns with a curve stand number by number: \(list(bent))."),
      drawing: forest(
        shown.map {
          ForestRow(
            name: $0.feature, value: $0.effect, interval: $0.interval, remark: $0.unit.words)
        }, label: "Features that make \(target) \(isFor ? "more" : "less") probable",
        reaching: isFor ? most : -most),
      numbers: effectTable(all.filter { isFor ? $0.effect > 0 : $0.effect < 0 }))
  }

  /// The strongest features of one class of several, on both sides of zero.
  static func effects(_ all: [FeatureEffect], target: String) -> Figure? {
    let chosen = all.filter { $0.target == target }
    let shown = Array(chosen.prefix(10))
    guard let strongest = shown.first else { return nil }
    return Figure(
      title: "Most telling: \(strongest.feature), \(strongest.effect > 0 ? "for" : "against") "
        + "“\(target)”",
      caption: "How each feature moves the log-odds of “\(target)” against the others; to the "
        + "right makes it more probable. +0.7 doubles the odds, −0.7 halves them."
        + (shown.contains { $0.interval != nil } ? " Lines: 95% intervals." : ""),
      drawing: forest(
        shown.map {
          ForestRow(
            name: $0.feature, value: $0.effect, interval: $0.interval, remark: $0.unit.words)
        }, label: "Strongest features for \(target)"),
      numbers: effectTable(chosen))
  }

  private static func effectTable(_ effects: [FeatureEffect]) -> NumberTable {
    NumberTable(
      head: ["Feature", "Column", "Log-odds", "Odds ratio", "Unit", "95% interval", "p"],
      rows: effects.map {
        [
          $0.feature, $0.column, NumberWords.signed($0.effect, 3),
          NumberWords.short(Elementary.exp($0.effect)), $0.unit.words,
          $0.interval.map {
            NumberWords.signed($0.lower, 3) + " to " + NumberWords.signed($0.upper, 3)
          } ?? "–",
          $0.pValue.map { $0 < 0.0001 ? "< 0.0001" : NumberWords.fixed($0, 4) } ?? "–",
        ]
      })
  }

  /// What each value of a category column does.
  /// - Parameters:
  ///   - share: where a row stands of which nothing is known, for two classes.
  ///   - namesTarget: says the class in the title, where there are figures of several.
  static func category(
    _ effect: CategoryEffect, share: PositiveShare? = nil, namesTarget: Bool = false
  ) -> Figure {
    let sorted = effect.levels.sorted { $0.effect > $1.effect }
    let shown =
      sorted.count <= 14 ? sorted : Array(sorted.prefix(7)) + Array(sorted.suffix(7))
    return Figure(
      title: effect.column + (namesTarget ? ", for “\(effect.target)”" : ""),
      caption: "Log-odds of “\(effect.target)” by value"
        + (shown.count < sorted.count
          ? "; the 7 highest and 7 lowest of \(NumberWords.count(sorted.count))." : ".")
        + moves(sorted, share),
      drawing: forest(
        shown.map {
          ForestRow(
            name: $0.value, value: $0.effect, interval: $0.interval,
            remark: NumberWords.number($0.rows, "row"))
        }, label: "Effects of the values of \(effect.column)", isAtLeast: hardly),
      numbers: NumberTable(
        head: ["Value", "Log-odds", "Rows"],
        rows: sorted.map {
          [$0.value, NumberWords.signed($0.effect, 3), NumberWords.count($0.rows)]
        }))
  }

  /// Log-odds that move no probability by more than one in eighty: p(1 - p) is a quarter at most.
  private static let hardly = 0.05

  /// Some names, and how many others.
  private static func list(_ names: [String]) -> String {
    names.prefix(6).map { "“\(shortened($0, 24))”" }.joined(separator: ", ")
      + (names.count > 6 ? " and \(NumberWords.count(names.count - 6)) more" : "")
  }

  /// What the strongest values make of a row that stands at the share of its class otherwise.
  private static func moves(_ sorted: [CategoryEffect.Level], _ share: PositiveShare?) -> String {
    guard sorted.count > 1, let first = sorted.first, let last = sorted.last else { return "" }
    if first.effect - last.effect < hardly { return " Hardly any effect." }
    guard let share else { return "" }
    return " A row at \(share.words) goes to \(share.words(movedBy: first.effect)) with “"
      + "\(shortened(first.value, 24))”, to \(share.words(movedBy: last.effect)) with “"
      + "\(shortened(last.value, 24))”."
  }

  struct ForestRow {
    var name: String
    var value: Double
    var interval: Interval?
    var remark: String
  }

  /// Rows of a name over a bar from zero: needs no room at the left, so it stays legible when
  /// narrow.
  /// - Parameter least: how far the axis goes both ways at least, so that next to nothing looks it.
  static func forest(
    _ rows: [ForestRow], label: String, places: Int = 2, reaching: Double = 0,
    isAtLeast least: Double = 0, isSigned: Bool = true
  ) -> Markup {
    var plot = Plot()
    plot.left = 6
    plot.right = 50
    plot.top = 4
    plot.bottom = 26
    let step = 33.0
    plot.height = plot.top + step * Double(rows.count) + plot.bottom
    let ends = rows.flatMap { row in
      [row.value, row.interval?.lower ?? row.value, row.interval?.upper ?? row.value]
    }
    let x = Scale.widened(
      Scale.domain(ends + [0, reaching, -least, least]), from: plot.innerLeft, to: plot.innerRight,
      count: 4)
    for tick in x.ticks {
      plot.rule((x(tick.value), plot.top), (x(tick.value), plot.innerBottom), style: "grid")
      plot.text(
        tick.label, x: x(tick.value), y: plot.innerBottom + 15,
        anchor: tick.value == x.domain.lowerBound ? "start" : "middle")
    }
    for (i, row) in rows.enumerated() {
      let y = plot.top + step * Double(i)
      let color = row.value >= 0 ? "c0" : "c1"
      plot.text(shortened(row.name, 42), x: plot.innerLeft, y: y + 13, style: "label")
      if !row.remark.isEmpty, row.name.count + row.remark.count < 46 {
        plot.text(row.remark, x: plot.innerRight, y: y + 13, anchor: "end", style: "note")
      }
      let (from, to) = (min(x(0), x(row.value)), max(x(0), x(row.value)))
      plot.bar(x: from, y: y + 19, width: max(1, to - from), height: 7, style: "fill \(color)")
      if let interval = row.interval {
        plot.rule(
          (x(interval.lower), y + 22.5), (x(interval.upper), y + 22.5), style: "whisker ink")
      }
      plot.text(
        isSigned ? NumberWords.signed(row.value, places) : NumberWords.fixed(row.value, places),
        x: plot.width, y: y + 26, anchor: "end",
        style: "label t\(color.dropFirst())")
    }
    plot.rule((x(0), plot.top), (x(0), plot.innerBottom), style: "axis")
    return plot.svg(label: label)
  }
}
