import RowcastEvaluation

extension Assessment {
  /// Whether rows weigh something else than one each.
  var isWeighted: Bool { totalWeight != Double(rowCount) }
}

/// The tables of figures under the drawings: class by class, and everything at once.
enum ScoreTables {
  static func html(_ assessment: Assessment, threshold: ThresholdChoice?) -> Markup {
    let choice = threshold.map { words($0, assessment) }
    let sentence: Markup = choice.map { "<p>\($0)</p>\n" } ?? ""
    return """
      \(sentence)<h3>Class by class</h3>
      \(perClass(assessment).html(caption: "Scores of each class"))
      <details><summary>All figures</summary>\
      \(figures(assessment).html(caption: "All figures"))</details>

      """
  }

  static func perClass(_ assessment: Assessment) -> NumberTable {
    func row(
      _ name: String, _ rows: Int?, _ support: Double, _ scores: PrecisionRecall, _ area: Double?
    ) -> [String] {
      let weight = NumberWords.weight(support)
      return [name, rows.map { NumberWords.weight(Double($0)) } ?? weight]
        + (assessment.isWeighted ? [weight] : []) + [
          NumberWords.percent(scores.precision),
          NumberWords.percent(scores.recall), NumberWords.fixed(scores.f1, 3),
          area.map { NumberWords.fixed($0, 3) } ?? "–",
        ]
    }
    return NumberTable(
      head: ["Class", "Rows"] + (assessment.isWeighted ? ["Weight"] : []) + [
        "Precision", "Recall", "F1", "ROC area",
      ],
      rows: assessment.perClass.map { row($0.name, $0.rows, $0.support, $0.scores, $0.rocAUC) } + [
        row(
          "Mean of classes", assessment.rowCount, assessment.totalWeight, assessment.macro,
          assessment.scores.rocAUC),
        row(
          "Mean by rows", assessment.rowCount, assessment.totalWeight, assessment.weighted,
          assessment.scores.multiclassAUC?.weighted ?? assessment.scores.rocAUC),
      ])
  }

  /// Every figure with its interval and what guessing reaches.
  static func figures(_ assessment: Assessment) -> NumberTable {
    let scores = assessment.scores
    let intervals = assessment.intervals
    let baseline = assessment.baseline
    func row(
      _ name: String, _ value: Double?, _ interval: Interval? = nil, guess: Double? = nil
    ) -> [String] {
      [
        name, value.map { NumberWords.fixed($0, 4) } ?? "undefined",
        interval.map {
          NumberWords.fixed($0.lower, 4) + " to " + NumberWords.fixed($0.upper, 4)
        } ?? "", guess.map { NumberWords.fixed($0, 4) } ?? "",
      ]
    }
    var rows = [
      row("Accuracy", scores.accuracy, intervals?.accuracy, guess: baseline.accuracy),
      row(
        "Balanced accuracy", scores.balancedAccuracy, intervals?.balancedAccuracy,
        guess: 1 / Double(max(1, assessment.classes.count))),
      row("Log-loss", scores.logLoss, intervals?.logLoss, guess: baseline.logLoss),
      row("Brier score (sum over classes)", scores.brier, intervals?.brier, guess: baseline.brier),
      row("ROC area", scores.rocAUC, intervals?.rocAUC, guess: 0.5),
      row("Average precision", scores.averagePrecision, intervals?.averagePrecision),
      row("F1", scores.f1, intervals?.f1),
      row(
        "Matthews correlation", scores.matthewsCorrelation, intervals?.matthewsCorrelation, guess: 0
      ),
      row("Cohen's kappa", scores.cohenKappa, guess: 0),
      row("Calibration error (15 equal-width bins)", scores.calibrationError),
      row("Calibration error (10 equal-mass bins)", scores.calibrationErrorEqualMass),
    ]
    if let areas = scores.multiclassAUC {
      rows += [
        row("ROC area, one against rest, by rows", areas.weighted),
        row("ROC area, one against rest, pooled", areas.micro),
        row("ROC area, pairs of classes", areas.oneVersusOneMacro),
        row("ROC area, pairs of classes, by rows", areas.oneVersusOneWeighted),
        row("Kappa, linear weights", scores.cohenKappaLinear),
        row("Kappa, quadratic weights", scores.cohenKappaQuadratic),
      ]
      rows += scores.topAccuracy.enumerated().dropFirst().prefix(4).map {
        row("Right class among the \($0.offset + 1) most probable", $0.element)
      }
    }
    return NumberTable(head: ["Figure", "Value", "95% interval", "Guessing"], rows: rows)
  }

  static func words(_ choice: ThresholdChoice, _ assessment: Assessment) -> String {
    let name = assessment.positiveClass.map { assessment.classes[$0] } ?? "positive"
    var reached = ""
    if !choice.isReached {
      reached = " The aim could not be reached; this comes nearest to it."
      if case .precision = choice.aim {
        reached +=
          " (A precision counts from \(ThresholdChoice.fewestRows) rows on: of fewer it is luck.)"
      }
    }
    let start =
      "A row is called “\(name)” from a probability of "
      + "\(NumberWords.short(choice.threshold, 4)) on (aim: \(choice.aim))"
    if let rows = choice.learnedRows, let positive = assessment.positiveClass {
      let judged = assessment.perClass[positive]
      let found =
        judged.predicted > 0
        ? "\(NumberWords.percent(judged.scores.precision)) of those called so are so, and "
          + "\(NumberWords.percent(judged.scores.recall)) of all are found"
        : "none is called so"
      return start
        + ", chosen on \(NumberWords.number(rows, "row")) learned from, each predicted by "
        + "a fit to others (\(NumberWords.percent(choice.precision)) so, "
        + "\(NumberWords.percent(choice.recall)) found). Of the "
        + "\(NumberWords.number(assessment.rowCount, "row")) judged here, \(found).\(reached)"
    }
    return start + ": on the rows where this "
      + "was chosen, \(NumberWords.percent(choice.precision)) of those called so are so, and "
      + "\(NumberWords.percent(choice.recall)) of all are found; others may do "
      + "a little worse.\(reached)"
  }
}
