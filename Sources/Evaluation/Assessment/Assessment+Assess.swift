import LinearAlgebra
import Parallelism

extension Assessment {
  /// Judges predictions against the truth.
  ///
  /// One pass adds up everything that is a sum over rows; each class's ranking is sorted once for
  /// all its curves and areas. Deterministic for any number of threads.
  public init(_ predictions: Predictions, options: AssessmentOptions = AssessmentOptions()) {
    let isBinary = predictions.classCount == 2
    let positive = isBinary && options.positiveClass == 0 ? 0 : 1
    let sums = RowSums(predictions, decision: options.decision, positive: positive)
    let rankings =
      isBinary
      ? [RankedScores](repeating: RankedScores(), count: 2) : []
    let classRankings = isBinary ? [] : ClassRanking.all(predictions)
    var ranked = isBinary ? rankings : classRankings.map(\.scores)
    if isBinary {
      ranked[positive] = RankedScores(
        count: predictions.count, weights: predictions.weights,
        score: { predictions.probabilities.values[$0 * 2 + positive] },
        isPositive: { predictions.labels[$0] == positive })
    }
    let confusion = sums.confusion
    let trueTotals = confusion.trueTotals
    let areas =
      isBinary
      ? nil
      : MulticlassAreas(predictions, rankings: classRankings, trueTotals: trueTotals)
    let perClass = confusion.perClass
    let precisions = ranked.map(\.averagePrecision)
    classes = predictions.classes
    positiveClass = isBinary ? positive : nil
    rowCount = predictions.count
    totalWeight = sums.weight
    decision = options.decision
    self.confusion = confusion
    macro = confusion.macro
    micro = confusion.micro
    weighted = confusion.weighted
    baseline = Baseline(shares: options.trainingShares, trueTotals: trueTotals)
    scores = Scores(
      accuracy: confusion.accuracy, balancedAccuracy: confusion.balancedAccuracy,
      logLoss: sums.logLoss / sums.weight, clippedRows: sums.clipped,
      brier: sums.brier / sums.weight,
      brierBinary: isBinary ? sums.brier / sums.weight / 2 : nil,
      rocAUC: isBinary ? ranked[positive].areaUnderROC : areas?.macro, multiclassAUC: areas,
      averagePrecision: isBinary
        ? precisions[positive]
        : precisions.contains { $0 == nil }
          ? nil : precisions.reduce(0) { $0 + ($1 ?? 0) } / Double(precisions.count),
      calibrationError: sums.confidence.expectedError,
      calibrationErrorEqualMass: predictions.equalMassCalibrationError(bins: 10),
      f1: isBinary ? perClass[positive].f1 : confusion.macro.f1,
      matthewsCorrelation: confusion.matthewsCorrelation,
      cohenKappa: confusion.cohenKappa(), cohenKappaLinear: confusion.cohenKappa(.linear),
      cohenKappaQuadratic: confusion.cohenKappa(.quadratic),
      topAccuracy: sums.topWeights.indices.map {
        sums.topWeights[...$0].reduce(0, +) / sums.weight
      })
    let predictedTotals = confusion.predictedTotals
    self.perClass = predictions.classes.indices.map { k in
      ClassAssessment(
        name: predictions.classes[k], support: trueTotals[k], predicted: predictedTotals[k],
        scores: perClass[k],
        rocAUC: isBinary ? ranked[positive].areaUnderROC : ranked[k].areaUnderROC,
        averagePrecision: isBinary && k != positive ? nil : precisions[k],
        roc: ranked[k].rocCurve(limit: options.curveLimit),
        precisionRecall: ranked[k].precisionRecallCurve(limit: options.curveLimit),
        gain: ranked[k].gainCurve(),
        scoreHistogram: Array(
          sums.scores[(k * RowSums.scoreBins)..<((k + 1) * RowSums.scoreBins)]))
    }
    calibration = (isBinary ? sums.positive : sums.confidence).curve(
      rowsPerWeight: Double(predictions.count) / sums.weight)
    notes = Assessment.notes(
      predictions, sums: sums, trueTotals: trueTotals, predictedTotals: predictedTotals)
    intervals =
      options.resamples < 2
      ? nil
      : BootstrapIntervals(predictions, scores: scores, options: options, positive: positive)
  }

  private static func notes(
    _ predictions: Predictions, sums: RowSums, trueTotals: [Double], predictedTotals: [Double]
  ) -> [String] {
    var notes: [String] = []
    for (k, name) in predictions.classes.enumerated() {
      if trueTotals[k] == 0 {
        notes.append(
          "no judged row is of class '\(name)': its recall counts as 0, its ROC area is undefined")
      } else if predictedTotals[k] == 0 {
        notes.append("class '\(name)' was never predicted: its precision counts as 0")
      }
    }
    if sums.clipped > 0 {
      notes.append(
        "\(sums.clipped) of \(predictions.count) rows gave their true class less than 1e-15, which "
          + "the log-loss counts as 1e-15")
    }
    if predictions.classCount > 2,
      predictions.count * predictions.classCount > MulticlassAreas.microLimit
    {
      notes.append("the micro average of the ROC area was left out: too many rows and classes")
    }
    return notes
  }
}

extension Predictions {
  /// The top label's calibration error over bins of equal weight.
  func equalMassCalibrationError(bins: Int) -> Double {
    let width = classCount
    let tops = mapChunks(of: count, size: Predictions.chunkSize) { _, rows in
      rows.map { row -> (confidence: Double, isRight: Bool) in
        let p = probabilities.values[(row * width)..<((row + 1) * width)]
        var best = p.startIndex
        for k in p.indices where p[k] > p[best] { best = k }
        return (p[best], best - p.startIndex == labels[row])
      }
    }.flatMap { $0 }
    return equalMassError(
      count: count, bins: bins, weight: weight, confidence: { tops[$0].confidence },
      isRight: { tops[$0].isRight })
  }
}

extension BinSums {
  /// The bins that hold rows. `rowsPerWeight` turns weights back into numbers of rows, which is
  /// what the interval depends on.
  func curve(rowsPerWeight: Double) -> [CalibrationBin] {
    weight.indices.filter { weight[$0] > 0 }.map { i in
      let observed = outcome[i] / weight[i]
      return CalibrationBin(
        lower: Double(i) / Double(weight.count), upper: Double(i + 1) / Double(weight.count),
        weight: weight[i], predicted: score[i] / weight[i], observed: observed,
        interval: .wilson(share: observed, count: weight[i] * rowsPerWeight))
    }
  }
}
