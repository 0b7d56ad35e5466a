import RowcastLinearAlgebra
import RowcastMachine

extension Assessment {
  /// Judges predictions against the truth.
  ///
  /// One pass adds up everything that is a sum over rows; each class's ranking is sorted once for
  /// all its curves and areas. Deterministic for any number of threads.
  public init(_ predictions: Predictions, options: AssessmentOptions = AssessmentOptions()) {
    let isBinary = predictions.classCount == 2
    let positive = isBinary && options.positiveClass == 0 ? 0 : 1
    let sums = RowSums(predictions, decision: options.decision, positive: positive)
    let classRankings = isBinary ? [] : ClassRanking.all(predictions)
    // The ranking by confidence and, for two classes, the one by the positive class.
    let pair = mapChunks(of: isBinary ? 2 : 1, size: 1) { which, _ in
      which == 0 ? predictions.rankedByConfidence() : predictions.ranked(by: positive)
    }
    var ranked = classRankings.map(\.scores)
    if isBinary {
      ranked = [RankedScores(), RankedScores()]
      ranked[positive] = pair[1]
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
      calibrationErrorEqualMass: pair[0].equalMassError(bins: 10),
      f1: isBinary ? perClass[positive].f1 : confusion.macro.f1,
      matthewsCorrelation: confusion.matthewsCorrelation,
      cohenKappa: confusion.cohenKappa(), cohenKappaLinear: confusion.cohenKappa(.linear),
      cohenKappaQuadratic: confusion.cohenKappa(.quadratic),
      topAccuracy: sums.topWeights.indices.map {
        sums.topWeights[...$0].reduce(0, +) / sums.weight
      })
    let predictedTotals = confusion.predictedTotals
    var rowsOfClass = [Int](repeating: 0, count: predictions.classCount)
    for label in predictions.labels { rowsOfClass[label] += 1 }
    self.perClass = predictions.classes.indices.map { k in
      ClassAssessment(
        name: predictions.classes[k], support: trueTotals[k], rows: rowsOfClass[k],
        predicted: predictedTotals[k],
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
    chance =
      options.resamples < 2
      ? nil : Chance(predictions, shares: baseline.shares, seed: options.seed)
    intervals =
      options.resamples < 2
      ? nil
      : BootstrapIntervals(predictions, scores: scores, options: options, positive: positive)
  }

  private static func notes(
    _ predictions: Predictions, sums: RowSums, trueTotals: [Double], predictedTotals: [Double]
  ) -> [AssessmentNote] {
    var notes: [AssessmentNote] = []
    for (k, name) in predictions.classes.enumerated() {
      if trueTotals[k] == 0 {
        notes.append(.noRows(ofClass: name))
      } else if predictedTotals[k] == 0 {
        notes.append(.neverPredicted(class: name))
      }
    }
    if sums.clipped > 0 {
      notes.append(.clipped(rows: sums.clipped, of: predictions.count))
    }
    if predictions.classCount > 2,
      predictions.count * predictions.classCount > MulticlassAreas.microLimit
    {
      notes.append(.noMicroArea)
    }
    return notes
  }
}

extension Predictions {
  /// Rows by the probability of one class, against whether they are of it.
  func ranked(by target: Int) -> RankedScores {
    RankedScores(
      count: count, weights: weights, score: { probabilities.values[$0 * classCount + target] },
      isPositive: { labels[$0] == target })
  }

  /// Rows by the probability of their most probable class, against whether that was right.
  func rankedByConfidence() -> RankedScores {
    let width = classCount
    let values = probabilities.values
    func top(_ row: Int) -> Int {
      var best = row * width
      for k in (best + 1)..<(best + width) where values[k] > values[best] { best = k }
      return best
    }
    return RankedScores(
      count: count, weights: weights, score: { values[top($0)] },
      isPositive: { top($0) == $0 * width + labels[$0] })
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
