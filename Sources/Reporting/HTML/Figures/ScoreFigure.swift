import RowcastEvaluation

extension Figure {
  /// How the probabilities spread for each true class.
  static func scores(_ assessment: Assessment) -> Figure? {
    let items = assessment.perClass
    guard let bins = items.first?.scoreHistogram.count, bins > 0 else { return nil }
    let judged = items.indices.filter { items[$0].support > 0 }
    let shown = Array(judged.prefix(12))
    var plot = Plot()
    let band = shown.count <= 2 ? 120.0 : shown.count <= 4 ? 76 : 44
    plot.left = 8
    plot.top = 6
    plot.height = plot.top + band * Double(shown.count) + plot.bottom
    let x = Scale.share(from: plot.innerLeft, to: plot.innerRight)
    for (row, k) in shown.enumerated() {
      let base = plot.top + band * Double(row + 1)
      let counts = items[k].scoreHistogram
      let most = counts.max() ?? 1
      let color = assessment.positiveClass == k || assessment.positiveClass == nil ? "c0" : "c1"
      for (i, count) in counts.enumerated() where count > 0 {
        let height = max(0.75, (band - 22) * count / most)
        plot.bar(
          x: x(Double(i) / Double(bins)) + 0.5, y: base - height,
          width: (x(1) - x(0)) / Double(bins) - 1, height: height, style: "fill \(color)",
          tip: "\(NumberWords.percent(Double(i) / Double(bins))) on: \(NumberWords.weight(count))")
      }
      plot.rule((plot.innerLeft, base), (plot.innerRight, base), style: "axis")
      let isLeft =
        items[k].scoreHistogram.prefix(bins / 2).max() ?? 0
        < items[k].scoreHistogram.suffix(bins / 2).max() ?? 0
      plot.text(
        "truly \(shortened(items[k].name, 26)) (\(NumberWords.weight(items[k].support)))",
        x: isLeft ? plot.innerLeft : plot.innerRight, y: base - band + 18,
        anchor: isLeft ? "start" : "end", style: "label t\(color.dropFirst())")
    }
    if case .threshold(let value, _) = assessment.decision, assessment.positiveClass != nil {
      plot.rule((x(value), plot.top), (x(value), plot.innerBottom), style: "marker")
    } else if assessment.positiveClass != nil {
      plot.rule((x(0.5), plot.top), (x(0.5), plot.innerBottom), style: "marker")
    }
    let what =
      assessment.positiveClass.map { "probability of “\(shortened(assessment.classes[$0], 24))”" }
      ?? "probability of the true class"
    plot.xAxis(x, title: what)
    let caption =
      assessment.positiveClass == nil
      ? "The probability that was given to the class that was true; far right is good."
      : "The less the two heaps overlap, the better. The line is where the decision turns."
    let cut =
      shown.count < judged.count ? " The first \(shown.count) of \(judged.count) classes." : ""
    return Figure(
      title: "How sure it was, by what was true", caption: caption + cut,
      drawing: plot.svg(label: "Histograms of the \(what) for each true class"),
      numbers: NumberTable(
        head: ["From"] + shown.map { items[$0].name },
        rows: (0..<bins).map { i in
          [NumberWords.percent(Double(i) / Double(bins))]
            + shown.map { NumberWords.weight(items[$0].scoreHistogram[i]) }
        }))
  }

  /// Precision and recall by the threshold, for two classes.
  static func thresholds(_ assessment: Assessment, choice: ThresholdChoice?) -> Figure? {
    guard let positive = assessment.positiveClass else { return nil }
    let points = assessment.perClass[positive].precisionRecall
    guard points.count > 2 else { return nil }
    var plot = Plot()
    plot.height = 330
    let x = Scale.share(from: plot.innerLeft, to: plot.innerRight)
    let y = Scale.share(from: plot.innerBottom, to: plot.innerTop + 10)
    plot.yAxis(y, title: "share")
    plot.xAxis(x, title: "called “\(shortened(assessment.classes[positive], 20))” from")
    plot.line(points.map { (x($0.threshold), y($0.recall)) }, style: "line c0")
    plot.line(points.map { (x($0.threshold), y($0.precision)) }, style: "line c1")
    let middle = points[points.count / 2]
    let low = points.last { $0.threshold >= 0.12 } ?? middle
    plot.text("found (recall)", x: x(low.threshold) + 4, y: y(low.recall) - 7, style: "label t0")
    plot.text(
      "right (precision)", x: x(low.threshold) + 4, y: y(low.precision) + 16, style: "label t1")
    var now = 0.5
    if case .threshold(let value, _) = assessment.decision { now = value }
    plot.rule((x(now), plot.innerTop + 10), (x(now), plot.innerBottom), style: "marker")
    plot.text(
      "now \(NumberWords.short(now, 2))", x: x(now) + 4, y: plot.innerTop + 20, style: "note")
    let aim = choice.map { " Chosen for \($0.aim)." } ?? ""
    return Figure(
      title: "Where to draw the line",
      caption: "A higher limit makes fewer false alarms and finds less." + aim,
      drawing: plot.svg(label: "Precision and recall by decision threshold"),
      numbers: NumberTable(
        head: ["Threshold", "Recall", "Precision"],
        rows: points.map {
          [
            NumberWords.short($0.threshold), NumberWords.percent($0.recall),
            NumberWords.percent($0.precision),
          ]
        }
      ).thinned(to: 21))
  }
}
