import RowcastClassification
import RowcastFeatures
import RowcastMachine

extension Trainer {
  /// Fits a candidate to all rows, in passes; the rows that are here stand for the curvature, and give
  /// what cannot be counted in parts: roles, readings, knots, medians.
  func last(
    _ candidate: Candidate, of all: AllRows, _ fitter: Fitter, _ timings: inout Timings
  ) throws -> (FittedCandidate, CoefficientTable?, RowSketch?) {
    guard case .linear(let linear, let cs) = candidate.learner, cs.count == 1 else {
      throw TrainingError(.nothingFitted)
    }
    let task = fitter.task
    let planned = try fitter.features(candidate.recipe, rows: Array(task.labels.indices))
    let features = planned.restated(
      by: all.columns, rows: all.rows, recipe: candidate.recipe)
    let factors: [Double]? =
      linear.classWeights == .balanced ? task.target.balancedFactors : nil
    let total =
      factors.map { zip($0, task.target.counts).reduce(0) { $0 + $1.0 * Double($1.1) } }
      ?? Double(all.rows)
    let fit = LinearElsewhere(
      options: linear, features: features.transformed(task.table), labels: task.labels,
      classCount: task.classCount, factors: factors, levelRows: features.levelRows,
      rowCount: all.rows, totalWeight: total)
    var passes = 0
    let monitor = fitter.monitor
    let classifier = try timings.measure("fit", rows: all.rows) {
      try monitor.part(0.85, 1, { $0.stage = .fitting }) {
        try fit.fitted { point in
          passes += 1
          monitor.advance(1 - 1 / Double(passes))
          return try all.loss(
            AllRows.Question(
              features: features, target: task.target, factors: factors, point: point))
        }
      }
    }
    return (
      FittedCandidate(features: features, classifier: .linear(classifier)), nil,
      all.isWhole ? RowSketch(fitter.marks(features)) : nil
    )
  }
}

extension FittedFeatures {
  /// The rows of each level, by categories of the feature matrix; nil of categories that have none.
  fileprivate var levelRows: [[Int]?] {
    columns.filter { $0.isUsed && ($0.levels != nil || $0.buckets != nil) }.map { column in
      column.levels.map { levels in
        levels.counts + (levels.rareCount > 0 ? [levels.rareCount] : [])
          + (levels.missingCount > 0 ? [levels.missingCount] : [])
      }
    }
  }
}

extension FittedLabels {
  /// The weight of a row of each class with which classes count the same in total.
  fileprivate var balancedFactors: [Double] {
    let total = counts.reduce(0.0) { $0 + Double($1) }
    return counts.map { $0 > 0 ? total / (Double(counts.count) * Double($0)) : 0 }
  }
}
