import RowcastLinearAlgebra

/// The figures of one resample, as one row of numbers.
enum ResampledStatistics {
  /// Places of the figures in the row; the curves follow.
  static let names = [
    "accuracy", "balancedAccuracy", "logLoss", "brier", "f1", "matthewsCorrelation", "rocAUC",
    "averagePrecision",
  ]
  /// A curve is taken at `i / bandSteps` for `i` in `0...bandSteps`.
  static let bandSteps = 50

  /// The figures of one random resample.
  static func drawn(
    from sample: BootstrapSample, classCount: Int, generator: inout SeededGenerator
  ) -> [Double] {
    var counts = Array(repeating: Int32(0), count: sample.rows.count)
    for label in 0..<classCount {
      let start = sample.classStarts[label]
      let size = sample.classStarts[label + 1] - start
      for _ in 0..<size { counts[start + generator.below(size)] += 1 }
    }
    var weights = sample.weights
    for label in 0..<classCount {
      let scale = sample.scales[label]
      for i in sample.classStarts[label]..<sample.classStarts[label + 1] {
        weights[i] *= 1 + (Double(counts[i]) - 1) * scale
      }
    }
    return figures(of: sample, weights: weights, classCount: classCount)
  }

  /// The figures when row `i` of the sample weighs `weights[i]`.
  static func figures(
    of sample: BootstrapSample, weights: [Double], classCount: Int
  ) -> [Double] {
    var confusion = ConfusionMatrix(classCount: classCount)
    var loss = 0.0
    var squares = 0.0
    for label in 0..<classCount {
      for i in sample.classStarts[label]..<sample.classStarts[label + 1] {
        let w = weights[i]
        confusion.values[label * classCount + sample.predicted[i]] += w
        loss += w * sample.losses[i]
        squares += w * sample.squares[i]
      }
    }
    let total = confusion.total
    let isBinary = classCount == 2
    var areas: [Double] = []
    var precisions: [Double] = []
    var bands: [Double] = []
    for ranking in sample.rankings {
      let swept = sweep(ranking, sample: sample, weights: weights, withBands: isBinary)
      areas.append(swept.area)
      precisions.append(swept.averagePrecision)
      if isBinary { bands = swept.bands }
    }
    func mean(_ values: [Double]) -> Double {
      values.reduce(0, +) / Double(max(1, values.count))
    }
    let target = sample.rankings.first?.target ?? 0
    return [
      confusion.accuracy, confusion.balancedAccuracy, loss / total, squares / total,
      isBinary ? confusion.scores(of: target).f1 : confusion.macro.f1,
      confusion.matthewsCorrelation, mean(areas), mean(precisions),
    ] + bands
  }

  /// One walk down a ranking: both areas, and both curves at even steps. NaN where undefined.
  private static func sweep(
    _ ranking: BootstrapSample.Ranking, sample: BootstrapSample, weights: [Double],
    withBands: Bool
  ) -> (area: Double, averagePrecision: Double, bands: [Double]) {
    let own = sample.classStarts[ranking.target]..<sample.classStarts[ranking.target + 1]
    let positives = weights[own].reduce(0, +)
    let negatives = weights.reduce(0, +) - positives
    let steps = bandSteps
    var rates = Array(repeating: 1.0, count: steps + 1)
    var precisions = Array(repeating: 0.0, count: steps + 1)
    var (nextRate, nextRecall) = (0, 0)
    var area = 0.0
    var precision = 0.0
    var before = (tp: 0.0, fp: 0.0)
    var now = (tp: 0.0, fp: 0.0)
    for i in ranking.order.indices {
      let row = Int(ranking.order[i])
      if own.contains(row) { now.tp += weights[row] } else { now.fp += weights[row] }
      if !ranking.closes[i] { continue }
      area += (now.fp - before.fp) * (now.tp + before.tp)
      let share = now.tp + now.fp > 0 ? now.tp / (now.tp + now.fp) : 0
      precision += (now.tp - before.tp) * share
      if withBands {
        while nextRate < steps, now.fp > negatives * Double(nextRate) / Double(steps) {
          let wanted = negatives * Double(nextRate) / Double(steps)
          let inside = (wanted - before.fp) / (now.fp - before.fp)
          rates[nextRate] = (before.tp + inside * (now.tp - before.tp)) / positives
          nextRate += 1
        }
        while nextRecall <= steps,
          now.tp >= positives * Double(nextRecall) / Double(steps) - 1e-9, now.tp > 0
        {
          precisions[nextRecall] = share
          nextRecall += 1
        }
      }
      before = now
    }
    return (area / (2 * positives * negatives), precision / positives, rates + precisions)
  }
}
