import RowcastEvaluation
import RowcastModeling

extension Figure {
  /// ROC curves: of the positive class with its band, or of every class.
  static func roc(_ assessment: Assessment) -> Figure? {
    let shown = curveClasses(assessment).filter { !assessment.perClass[$0].roc.isEmpty }
    guard !shown.isEmpty,
      let area = assessment.scores.rocAUC ?? assessment.perClass[shown[0]].rocAUC
    else { return nil }
    var plot = Plot()
    plot.height = 330
    let x = Scale.share(from: plot.innerLeft, to: plot.innerRight)
    let y = Scale.share(from: plot.innerBottom, to: plot.innerTop + 10)
    plot.yAxis(y, title: "found of the class")
    plot.xAxis(x, title: "false alarms among the others")
    plot.rule((x(0), y(0)), (x(1), y(1)), style: "reference")
    plot.text("guessing", x: x(0.72), y: y(0.72) + 16, style: "note")
    band(assessment.intervals?.rocBand, x, y, &plot)
    for (i, k) in shown.enumerated().reversed() {
      plot.line(
        assessment.perClass[k].roc.map { (x($0.falsePositiveRate), y($0.truePositiveRate)) },
        style: "line \(lineColor(i, of: shown) { assessment.perClass[$0].rocAUC })")
    }
    let point = operatingPoint(assessment)
    if let point {
      plot.dot(x: x(point.x), y: y(point.y), radius: 4.5, style: "dot c0", tip: "as decided now")
      plot.text("as decided", x: x(point.x) + 9, y: y(point.y) + 14, style: "note")
    }
    legend(shown, assessment, &plot) { assessment.perClass[$0].rocAUC }
    return Figure(
      title: "Ranks a pair right \(NumberWords.short(area * 100)) times in 100",
      caption: "ROC curve: how much of the class is found for a share of false alarms. "
        + (assessment.positiveClass == nil
          ? "One class against all others." : bandWords(assessment)),
      drawing: plot.svg(
        label: "ROC curve, area \(NumberWords.fixed(area, 3)), guessing 0.5"),
      numbers: NumberTable(
        head: ["Class", "Threshold", "False alarms", "Found"],
        rows: shown.flatMap { k in
          NumberTable(
            head: [],
            rows: assessment.perClass[k].roc.map {
              [
                assessment.classes[k], $0.threshold.map { NumberWords.short($0) } ?? "none",
                NumberWords.percent($0.falsePositiveRate), NumberWords.percent($0.truePositiveRate),
              ]
            }
          ).thinned(to: shown.count > 1 ? 9 : 21).rows
        }))
  }

  /// Precision-recall curves.
  static func precisionRecall(_ assessment: Assessment) -> Figure? {
    let shown = curveClasses(assessment).filter {
      !assessment.perClass[$0].precisionRecall.isEmpty
    }
    guard !shown.isEmpty, let average = assessment.scores.averagePrecision else { return nil }
    var plot = Plot()
    plot.height = 330
    let x = Scale.share(from: plot.innerLeft, to: plot.innerRight)
    let y = Scale.share(from: plot.innerBottom, to: plot.innerTop + 10)
    plot.yAxis(y, title: "right among those called so (precision)")
    plot.xAxis(x, title: "found of the class (recall)")
    if let positive = assessment.positiveClass {
      let share = assessment.perClass[positive].support / assessment.totalWeight
      plot.rule((x(0), y(share)), (x(1), y(share)), style: "reference")
      plot.text("guessing", x: x(0.02), y: y(share) - 5, style: "note")
    }
    band(assessment.intervals?.precisionRecallBand, x, y, &plot)
    for (i, k) in shown.enumerated().reversed() {
      let points = assessment.perClass[k].precisionRecall
      plot.line(
        [(x(0), y(points[0].precision))] + points.map { (x($0.recall), y($0.precision)) },
        style: "line \(lineColor(i, of: shown) { assessment.perClass[$0].averagePrecision })")
    }
    if let positive = assessment.positiveClass,
      assessment.perClass[positive].predicted > 0
    {
      let scores = assessment.perClass[positive].scores
      plot.dot(
        x: x(scores.recall), y: y(scores.precision), radius: 4.5, style: "dot c0",
        tip: "as decided now")
      plot.text("as decided", x: x(scores.recall) + 8, y: y(scores.precision) - 8, style: "note")
    }
    legend(shown, assessment, &plot) { assessment.perClass[$0].averagePrecision }
    return Figure(
      title: "Average precision \(NumberWords.fixed(average, 2))",
      caption: "The more of the class is to be found, the more others are called so. "
        + (assessment.positiveClass == nil
          ? "One class against all others." : bandWords(assessment)),
      drawing: plot.svg(
        label: "Precision-recall curve, average precision \(NumberWords.fixed(average, 3))"),
      numbers: NumberTable(
        head: ["Class", "Threshold", "Recall", "Precision"],
        rows: shown.flatMap { k in
          NumberTable(
            head: [],
            rows: assessment.perClass[k].precisionRecall.map {
              [
                assessment.classes[k], NumberWords.short($0.threshold),
                NumberWords.percent($0.recall), NumberWords.percent($0.precision),
              ]
            }
          ).thinned(to: shown.count > 1 ? 9 : 21).rows
        }))
  }

  /// The classes whose curves are drawn: the positive one, or all.
  static func curveClasses(_ assessment: Assessment) -> [Int] {
    assessment.positiveClass.map { [$0] } ?? Array(assessment.classes.indices)
  }

  /// Up to six classes have a color of their own; of more the best and the worst have.
  static func lineColor(_ index: Int, of shown: [Int], _ value: (Int) -> Double?) -> String {
    if shown.count <= 6 { return "c\(index)" }
    let ends = extremes(shown, value)
    return shown[index] == ends?.best ? "c0" : shown[index] == ends?.worst ? "c1" : "c-many"
  }

  private static func extremes(
    _ shown: [Int], _ value: (Int) -> Double?
  ) -> (best: Int, worst: Int)? {
    let known = shown.filter { value($0) != nil }
    guard let best = known.max(by: { (value($0) ?? 0) < (value($1) ?? 0) }),
      let worst = known.min(by: { (value($0) ?? 0) < (value($1) ?? 0) }), best != worst
    else { return nil }
    return (best, worst)
  }

  private static func band(
    _ band: [Interval]?, _ x: Scale, _ y: Scale, _ plot: inout Plot
  ) {
    guard let band, band.count > 1 else { return }
    let last = Double(band.count - 1)
    plot.band(
      upper: band.enumerated().map { (x(Double($0.offset) / last), y($0.element.upper)) },
      lower: band.enumerated().map { (x(Double($0.offset) / last), y($0.element.lower)) },
      style: "band c0")
  }

  private static func bandWords(_ assessment: Assessment) -> String {
    guard let intervals = assessment.intervals, !intervals.rocBand.isEmpty else { return "" }
    return "Shaded: 95% of \(NumberWords.count(intervals.resamples)) resamples of the rows."
  }

  private static func operatingPoint(_ assessment: Assessment) -> CurvePoint? {
    guard let positive = assessment.positiveClass else { return nil }
    let matrix = assessment.confusion
    let totals = matrix.trueTotals
    guard totals[0] > 0, totals[1] > 0 else { return nil }
    return CurvePoint(
      matrix[1 - positive, positive] / totals[1 - positive],
      matrix[positive, positive] / totals[positive])
  }

  private static func legend(
    _ shown: [Int], _ assessment: Assessment, _ plot: inout Plot, _ value: (Int) -> Double?
  ) {
    guard shown.count > 1 else { return }
    var lines = shown.enumerated().map { i, k in (name: assessment.classes[k], k: k, color: i) }
    if shown.count > 6 {
      guard let ends = extremes(shown, value) else { return }
      lines = [
        ("best: \(assessment.classes[ends.best])", ends.best, 0),
        ("worst: \(assessment.classes[ends.worst])", ends.worst, 1),
      ]
    }
    for (i, line) in lines.enumerated() {
      let y = plot.innerBottom - 16 - Double(lines.count - 1 - i) * 15
      let figure = value(line.k).map { NumberWords.fixed($0, 3) } ?? "–"
      plot.text(
        "\(shortened(line.name, 24)) \(figure)", x: plot.innerRight - 8, y: y, anchor: "end",
        style: "label t\(line.color)")
    }
  }
}
