import RowcastEvaluation

extension Figure {
  /// What was said against what was seen, with intervals, and how many rows each point stands for.
  static func calibration(_ assessment: Assessment) -> Figure? {
    let bins = assessment.calibration
    guard !bins.isEmpty else { return nil }
    var plot = Plot()
    plot.height = 330
    let x = Scale.share(from: plot.innerLeft, to: plot.innerRight)
    let y = Scale.share(from: plot.innerBottom, to: plot.innerTop + 10)
    plot.yAxis(y, title: "what happened")
    plot.xAxis(x, title: "what the model said")
    plot.rule((x(0), y(0)), (x(1), y(1)), style: "reference")
    let most = bins.map(\.weight).max() ?? 1
    for bin in bins {
      let height = 34 * bin.weight / most
      plot.bar(
        x: x(bin.lower) + 1, y: plot.innerBottom - height, width: x(bin.upper) - x(bin.lower) - 2,
        height: height, style: "quiet-bar")
    }
    for bin in bins {
      plot.rule(
        (x(bin.predicted), y(bin.interval.lower)), (x(bin.predicted), y(bin.interval.upper)),
        style: "whisker c0")
    }
    plot.line(bins.map { (x($0.predicted), y($0.observed)) }, style: "line thin c0")
    for bin in bins {
      plot.dot(
        x: x(bin.predicted), y: y(bin.observed), style: "dot c0",
        tip: "\(NumberWords.weight(bin.weight)) rows: said \(NumberWords.percent(bin.predicted)), "
          + "happened \(NumberWords.percent(bin.observed))")
    }
    plot.text("says too little", x: x(0.06), y: y(0.93), style: "note")
    plot.text("says too much", x: x(0.97), y: y(0.22), anchor: "end", style: "note")
    let error = NumberWords.fixed(assessment.scores.calibrationError * 100, 1)
    let what =
      assessment.positiveClass.map { "the probability of “\(assessment.classes[$0])”" }
      ?? "the probability of the predicted class"
    return Figure(
      title: "Probabilities miss by \(error) points on average",
      caption: "Rows gathered by \(what), against how often it was so. On the diagonal the model "
        + "means what it says. Bars below: how many rows.",
      drawing: plot.svg(label: "Calibration curve; mean miss \(error) percentage points"),
      numbers: NumberTable(
        head: ["From", "To", "Rows", "Said", "Happened", "95% interval"],
        rows: bins.map {
          [
            NumberWords.percent($0.lower), NumberWords.percent($0.upper),
            NumberWords.weight($0.weight), NumberWords.percent($0.predicted),
            NumberWords.percent($0.observed),
            NumberWords.percent($0.interval.lower) + " to "
              + NumberWords.percent($0.interval.upper),
          ]
        }))
  }

  /// How much of a class the highest-scored rows hold.
  static func gain(_ assessment: Assessment) -> Figure? {
    let shown = curveClasses(assessment).filter { !assessment.perClass[$0].gain.isEmpty }
    guard let first = shown.first, assessment.positiveClass != nil else { return nil }
    let item = assessment.perClass[first]
    var plot = Plot()
    plot.height = 330
    let x = Scale.share(from: plot.innerLeft, to: plot.innerRight)
    let y = Scale.share(from: plot.innerBottom, to: plot.innerTop + 10)
    plot.yAxis(y, title: "found of “\(shortened(item.name, 24))”")
    plot.xAxis(x, title: "rows looked at, most probable first")
    plot.rule((x(0), y(0)), (x(1), y(1)), style: "reference")
    plot.text("in any order", x: x(0.72), y: y(0.72) + 16, style: "note")
    let share = item.support / assessment.totalWeight
    plot.line([(x(0), y(0)), (x(share), y(1)), (x(1), y(1))], style: "reference")
    plot.text("perfect", x: x(share) + 6, y: y(1) + 14, style: "note")
    plot.line(item.gain.map { (x($0.share), y($0.captured)) }, style: "line c0")
    let tenth = item.gain.min { ($0.share - 0.1).magnitude < ($1.share - 0.1).magnitude }
    let lift = tenth?.lift ?? 1
    if let tenth {
      plot.dot(x: x(tenth.share), y: y(tenth.captured), radius: 4.5, style: "dot c0")
      plot.text(
        "\(NumberWords.percent(tenth.captured, 0)) in the first tenth", x: x(tenth.share) + 9,
        y: y(tenth.captured) + 14, style: "note")
    }
    return Figure(
      title: "The first tenth holds \(NumberWords.fixed(lift, 1)) times its share",
      caption: "Gain: take the rows in the order of their probability; how much of the class has "
        + "been met?",
      drawing: plot.svg(label: "Gain curve; lift \(NumberWords.fixed(lift, 2)) in the first tenth"),
      numbers: NumberTable(
        head: ["Rows", "Found", "Lift"],
        rows: item.gain.filter { ($0.share * 20).rounded() == $0.share * 20 && $0.share > 0 }.map {
          [
            NumberWords.percent($0.share, 0), NumberWords.percent($0.captured),
            NumberWords.fixed($0.lift, 2),
          ]
        }))
  }
}
