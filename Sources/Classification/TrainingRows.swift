import RowcastLinearAlgebra
import RowcastMachine

/// Labels and weights of the rows a classifier learns from, checked once.
struct TrainingRows: Sendable {
  let labels: [Int]
  let classCount: Int
  /// Row weight times class weight, nil when every row counts one.
  let weights: [Double]?
  let totalWeight: Double

  init(
    _ features: FeatureMatrix, labels: [Int], classCount: Int, weights: [Double]?,
    classWeights: ClassWeights
  ) throws(ClassificationError) {
    let rows = features.rowCount
    guard rows > 0 else { throw ClassificationError(.noRows) }
    guard labels.count == rows else {
      throw ClassificationError(.rowCount(of: "labels", found: labels.count, expected: rows))
    }
    guard classCount >= 2 else { throw ClassificationError(.oneClass) }
    for (row, label) in labels.enumerated() where label < 0 || label >= classCount {
      throw ClassificationError(.label(label, classCount: classCount), row: row)
    }
    if let weights {
      guard weights.count == rows else {
        throw ClassificationError(
          .rowCount(of: "row weights", found: weights.count, expected: rows))
      }
      for (row, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
        throw ClassificationError(.value(of: "the row's weight", weight), row: row)
      }
    }
    guard labels.contains(where: { $0 != labels[0] }) else { throw ClassificationError(.oneClass) }
    do throws(MatrixError) {
      try features.checkFinite()
    } catch {
      throw ClassificationError(.features(error), row: error.row)
    }
    let factors = try classWeights.factors(
      labels: labels, classCount: classCount, rowWeights: weights)
    self.labels = labels
    self.classCount = classCount
    if let factors {
      self.weights = labels.indices.map { factors[labels[$0]] * (weights?[$0] ?? 1) }
    } else {
      self.weights = weights
    }
    totalWeight = self.weights?.reduce(0, +) ?? Double(rows)
    guard totalWeight > 0 else { throw ClassificationError(.noRows) }
  }

  private init(labels: [Int], classCount: Int, weights: [Double]?) {
    self.labels = labels
    self.classCount = classCount
    self.weights = weights
    totalWeight = weights?.reduce(0, +) ?? Double(labels.count)
  }

  /// The logarithm of each class's share of the weights, with half a row more for each class.
  var shareLogarithms: [Double] {
    var sums = [Double](repeating: 0.5, count: classCount)
    for (row, label) in labels.enumerated() { sums[label] += weights?[row] ?? 1 }
    let logs = sums.map { Elementary.log($0) }
    let mean = logs.reduce(0, +) / Double(classCount)
    return logs.map { $0 - mean }
  }

  /// +1 for class 1 and -1 for class 0, of two.
  var signs: [Double] { labels.map { $0 == 1 ? 1 : -1 } }

  /// The given rows, in that order.
  func selecting(_ rows: [Int]) -> TrainingRows {
    TrainingRows(
      labels: rows.map { labels[$0] }, classCount: classCount,
      weights: weights.map { weights in rows.map { weights[$0] } })
  }
}
