import RowcastEvaluation

/// One of the few figures that stand at the top, with what guessing reaches.
struct KeyFigure: Sendable {
  var name: String
  var value: String
  /// `95% interval 78.2% to 82.4%`.
  var interval: String?
  /// What guessing reaches, written as the value is.
  var guessing: String
  var isLessBetter = false
  /// The value, and what guessing reaches, on a scale from worst (0) to best (1).
  var position: Double
  var guess: Double

  /// `guessing 73.5%`
  var comparison: String { "guessing \(guessing)" + (isLessBetter ? ", less is better" : "") }

  static func all(_ assessment: Assessment) -> [KeyFigure] {
    let scores = assessment.scores
    let intervals = assessment.intervals
    var figures = [
      KeyFigure(
        name: "Right predictions", value: NumberWords.percent(scores.accuracy),
        interval: intervals.flatMap { range($0.accuracy) { NumberWords.percent($0) } },
        guessing: NumberWords.percent(assessment.baseline.accuracy),
        position: scores.accuracy, guess: assessment.baseline.accuracy)
    ]
    if let area = scores.rocAUC {
      figures.append(
        KeyFigure(
          name: "ROC area", value: NumberWords.fixed(area, 3),
          interval: intervals?.rocAUC.flatMap { range($0) { NumberWords.fixed($0, 3) } },
          guessing: "0.500", position: area, guess: 0.5))
    }
    figures.append(
      KeyFigure(
        name: "Log-loss", value: NumberWords.fixed(scores.logLoss, 3),
        interval: intervals.flatMap { range($0.logLoss) { NumberWords.fixed($0, 3) } },
        guessing: NumberWords.fixed(assessment.baseline.logLoss, 3), isLessBetter: true,
        position: max(0, 1 - scores.logLoss / max(assessment.baseline.logLoss * 1.25, 1e-9)),
        guess: 0.2))
    if let precision = scores.averagePrecision {
      let shares = assessment.perClass.map { $0.support / assessment.totalWeight }
      let guess =
        assessment.positiveClass.map { shares[$0] }
        ?? shares.reduce(0, +) / Double(max(1, shares.count))
      figures.append(
        KeyFigure(
          name: "Average precision", value: NumberWords.fixed(precision, 3),
          interval: intervals?.averagePrecision.flatMap { range($0) { NumberWords.fixed($0, 3) } },
          guessing: NumberWords.fixed(guess, 3), position: precision, guess: guess))
    }
    return figures
  }

  /// From lower to upper; nil where the rows leave no room to tell.
  private static func range(
    _ interval: Interval, _ text: (Double) -> String
  ) -> String? {
    interval.lower < interval.upper ? "\(text(interval.lower)) to \(text(interval.upper))" : nil
  }
}
