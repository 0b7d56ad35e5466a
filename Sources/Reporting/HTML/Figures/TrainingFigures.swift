import RowcastClassification
import RowcastEvaluation
import RowcastModeling

extension Figure {
  /// The loss after each iteration or epoch.
  static func loss(_ curve: LossCurve) -> Figure? {
    guard curve.training.count > 1 else { return nil }
    var plot = Plot()
    plot.height = 240
    let x = Scale.linear(
      1...Double(curve.training.count), from: plot.innerLeft, to: plot.innerRight)
    let y = Scale.widened(
      Scale.domain(curve.training + curve.validation), from: plot.innerBottom,
      to: plot.innerTop + 10, count: 4)
    plot.yAxis(y, title: "loss")
    plot.xAxis(x, title: curve.step)
    func points(_ values: [Double]) -> [(Double, Double)] {
      values.enumerated().map { (x(Double($0.offset + 1)), y($0.element)) }
    }
    plot.line(points(curve.training), style: "line c0")
    plot.line(points(curve.validation), style: "line c1")
    let place = curve.training.count * 3 / 5
    plot.text(
      "training", x: x(Double(place + 1)),
      y: y(curve.training[place]) + (curve.validation.isEmpty ? -8 : 16), style: "label t0")
    if place < curve.validation.count {
      plot.text(
        "set aside", x: x(Double(place + 1)), y: y(curve.validation[place]) - 8,
        style: "label t1")
    }
    if let best = curve.best, curve.training.indices.contains(best), !curve.validation.isEmpty {
      plot.rule(
        (x(Double(best + 1)), plot.innerTop + 10), (x(Double(best + 1)), plot.innerBottom),
        style: "marker")
      plot.text("kept", x: x(Double(best + 1)) + 4, y: plot.innerTop + 20, style: "note")
    }
    return Figure(
      title: "How the loss fell while training",
      caption: curve.validation.isEmpty
        ? "After each \(curve.step)."
        : "After each \(curve.step); the weights with the lowest loss on the rows set aside are kept.",
      drawing: plot.svg(label: "Loss by \(curve.step)"),
      numbers: NumberTable(
        head: [curve.step, "Training"] + (curve.validation.isEmpty ? [] : ["Set aside"]),
        rows: curve.training.indices.map { i in
          [String(i + 1), NumberWords.fixed(curve.training[i], 5)]
            + (curve.validation.isEmpty
              ? []
              : [i < curve.validation.count ? NumberWords.fixed(curve.validation[i], 5) : "–"])
        }
      ).thinned(to: 31))
  }

  /// The models that were tried, by log-loss.
  static func comparison(_ models: [ModelComparison]) -> Figure? {
    let sorted = models.filter(\.logLoss.isFinite).sorted { $0.logLoss < $1.logLoss }
    guard let best = sorted.first, sorted.count > 1 else { return nil }
    var plot = Plot()
    plot.left = 6
    plot.right = 50
    plot.top = 4
    plot.bottom = 38
    let step = 34.0
    plot.height = plot.top + step * Double(sorted.count) + plot.bottom
    let ends = sorted.flatMap { [$0.logLoss - $0.standardError, $0.logLoss + $0.standardError] }
    let x = Scale.widened(
      Scale.domain(ends), from: plot.innerLeft, to: plot.innerRight, count: 4)
    for tick in x.ticks {
      plot.rule((x(tick.value), plot.top), (x(tick.value), plot.innerBottom), style: "grid")
    }
    plot.xAxis(x, title: "log-loss, lower is better")
    plot.rule((x(best.logLoss), plot.top), (x(best.logLoss), plot.innerBottom), style: "marker")
    for (i, model) in sorted.enumerated() {
      let y = plot.top + step * Double(i)
      let color = model.isChosen ? "c0" : "c-quiet"
      plot.text(
        shortened(model.name, 40) + (model.isChosen ? " – chosen" : ""), x: plot.innerLeft,
        y: y + 13, style: model.isChosen ? "label t0" : "label")
      let error = model.standardError
      plot.rule(
        (x(model.logLoss - error), y + 23), (x(model.logLoss + error), y + 23),
        style: "whisker \(color)")
      plot.dot(x: x(model.logLoss), y: y + 23, radius: 4, style: "dot \(color)")
      plot.text(
        NumberWords.fixed(model.logLoss, 4), x: plot.width, y: y + 27, anchor: "end",
        style: "label")
    }
    let chosen = sorted.first(where: \.isChosen)?.name ?? best.name
    return Figure(
      title: "Chosen: \(chosen)",
      caption: "Cross-validation inside the training rows. Lines: one standard error of the "
        + "difference from the best. The simplest model whose line reaches the best is kept.",
      drawing: plot.svg(label: "Log-loss of the models that were tried"),
      numbers: NumberTable(
        head: ["Model", "Log-loss", "Standard error of the difference", "Accuracy", "C"],
        rows: sorted.map {
          [
            $0.name, NumberWords.fixed($0.logLoss, 4),
            $0 == best ? "the best" : NumberWords.fixed($0.standardError, 4),
            NumberWords.percent($0.accuracy),
            $0.c.map { $0.isFinite ? NumberWords.short($0) : "" } ?? "",
          ]
        }))
  }

  /// Each fold's figures as dots, with their mean.
  static func folds(_ summary: CrossValidationSummary) -> Figure? {
    guard summary.folds.count > 1 else { return nil }
    let measures: [(String, CrossValidationSummary.Spread, (Scores) -> Double?)] = [
      ("accuracy", summary.accuracy, { $0.accuracy }),
      ("ROC area", summary.rocAUC ?? summary.accuracy, { $0.rocAUC }),
      ("log-loss", summary.logLoss, { $0.logLoss }),
      ("F1", summary.f1, { $0.f1 }),
    ].filter { $0.0 != "ROC area" || summary.rocAUC != nil }
    var plot = Plot()
    plot.left = 6
    plot.right = 6
    plot.bottom = 4
    plot.top = 0
    let step = 56.0
    plot.height = step * Double(measures.count) + 6
    for (i, (name, spread, value)) in measures.enumerated() {
      let y = step * Double(i)
      let margin = max(spread.maximum - spread.minimum, 1e-6) * 0.25
      let x = Scale.linear(
        Scale.domain([spread.minimum - margin, spread.maximum + margin]), from: plot.innerLeft,
        to: plot.innerRight, count: 4)
      plot.text(name, x: plot.innerLeft, y: y + 13, style: "label")
      plot.text(
        "\(NumberWords.fixed(spread.mean, 3)) ± \(NumberWords.fixed(spread.standardDeviation, 3))",
        x: plot.innerRight, y: y + 13, anchor: "end", style: "label")
      plot.rule((plot.innerLeft, y + 28), (plot.innerRight, y + 28), style: "grid")
      plot.rule((x(spread.mean), y + 20), (x(spread.mean), y + 36), style: "whisker ink")
      for (number, fold) in summary.folds.enumerated() {
        guard let score = value(fold.scores) else { continue }
        plot.dot(
          x: x(score), y: y + 28, radius: 4, style: "dot see-through c0",
          tip: "fold \(number + 1): \(NumberWords.fixed(score, 4))")
      }
      for tick in x.ticks.prefix(6) {
        plot.text(tick.label, x: x(tick.value), y: y + 46, anchor: "middle")
      }
    }
    return Figure(
      title: "Fold by fold",
      caption:
        "Each dot is one fold that was judged by a model that had not seen it; the stroke is "
        + "their mean.",
      drawing: plot.svg(label: "Figures of each fold"),
      numbers: NumberTable(
        head: [
          "Fold", "Trained on", "Judged on", "Accuracy", "Balanced", "ROC area", "Log-loss", "F1",
        ],
        rows: summary.folds.enumerated().map { i, fold in
          [
            String(i + 1), NumberWords.count(fold.trainingRows),
            NumberWords.count(fold.validationRows), NumberWords.percent(fold.scores.accuracy),
            NumberWords.percent(fold.scores.balancedAccuracy),
            fold.scores.rocAUC.map { NumberWords.fixed($0, 4) } ?? "–",
            NumberWords.fixed(fold.scores.logLoss, 4), NumberWords.fixed(fold.scores.f1, 4),
          ]
        }))
  }

  /// Gradient norms, dead and saturated units of each layer.
  static func layers(_ layers: [LayerHealth]) -> Figure? {
    guard !layers.isEmpty else { return nil }
    var plot = Plot()
    plot.left = 6
    plot.right = 6
    plot.bottom = 4
    plot.top = 4
    let step = 70.0
    plot.height = plot.top + step * Double(layers.count)
    let norms = layers.map(\.gradientNorm)
    let most = max(norms.max() ?? 1, 1e-300)
    let third = (plot.innerRight - plot.innerLeft - 24) / 3
    for (i, layer) in layers.enumerated() {
      let y = plot.top + step * Double(i)
      plot.text(
        "hidden layer \(i + 1): \(NumberWords.number(layer.units, "unit"))",
        x: plot.innerLeft, y: y + 13, style: "label")
      let values = [
        ("gradient \(NumberWords.short(layer.gradientNorm))", layer.gradientNorm / most, "c0"),
        ("dead \(NumberWords.percent(layer.deadShare, 0))", layer.deadShare, "c1"),
        ("saturated \(NumberWords.percent(layer.saturatedShare, 0))", layer.saturatedShare, "c1"),
      ]
      for (j, (label, share, color)) in values.enumerated() {
        let x = plot.innerLeft + Double(j) * (third + 12)
        plot.bar(x: x, y: y + 24, width: third, height: 7, style: "track")
        plot.bar(
          x: x, y: y + 24, width: third * min(1, max(0, share)), height: 7, style: "fill \(color)")
        plot.text(label, x: x, y: y + 46, style: "note")
      }
    }
    return Figure(
      title: "Layers after training",
      caption: "The gradient that still reaches each layer, units that are zero on every row, and "
        + "outputs at the flat ends of the function.",
      drawing: plot.svg(label: "Health of each layer"),
      numbers: NumberTable(
        head: [
          "Layer", "Units", "Gradient norm", "Dead", "Saturated", "Zero", "Mean",
        ],
        rows: layers.enumerated().map { index, layer in
          [
            "hidden layer \(index + 1)", NumberWords.count(layer.units),
            NumberWords.short(layer.gradientNorm, 4), NumberWords.percent(layer.deadShare),
            NumberWords.percent(layer.saturatedShare), NumberWords.percent(layer.zeroShare),
            NumberWords.short(layer.meanOutput),
          ]
        }))
  }
}
