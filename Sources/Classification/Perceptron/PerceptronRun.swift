import RowcastLinearAlgebra

/// The state of a perceptron that is learning: its weights, and what their average needs.
struct PerceptronRun {
  private let rows: TrainingRows
  private let width: Int
  private let outputs: Int
  /// Feature by feature, the intercepts last.
  private(set) var parameters: [Double]
  /// Every change times the number of rows seen before it.
  private var delayed: [Double]
  private var seen = 1.0

  init(rows: TrainingRows, width: Int) {
    self.rows = rows
    self.width = width
    outputs = rows.classCount == 2 ? 1 : rows.classCount
    parameters = Array(repeating: 0, count: (width + 1) * outputs)
    delayed = parameters
  }

  /// The mean of the weights after each row seen.
  var averaged: [Double] { zip(parameters, delayed).map { $0 - $1 / seen } }

  /// Goes through the rows once; returns how many were on the wrong side.
  mutating func epoch(
    _ features: FeatureMatrix, order: [Int], learningRate: Double
  ) -> Int {
    var mistakes = 0
    var scores = [Double](repeating: 0, count: outputs)
    var change = scores
    for row in order {
      for k in 0..<outputs { scores[k] = parameters[width * outputs + k] }
      features.addProducts(row..<(row + 1), weights: parameters, outputs: outputs, to: &scores)
      var isWrong = false
      for k in 0..<outputs {
        let isMember = outputs == 1 ? rows.labels[row] == 1 : rows.labels[row] == k
        // A score of exactly 0 is on neither side.
        let isRight = isMember ? scores[k] > 0 : scores[k] < 0
        let step = learningRate * (rows.weights?[row] ?? 1)
        change[k] = isRight ? 0 : isMember ? step : -step
        if !isRight && step > 0 { isWrong = true }
      }
      if isWrong {
        mistakes += 1
        add(features, row, change)
      }
      seen += 1
    }
    return mistakes
  }

  private mutating func add(_ features: FeatureMatrix, _ row: Int, _ change: [Double]) {
    let range = row..<(row + 1)
    features.addTransposed(range, residuals: change, outputs: outputs, to: &parameters)
    let late = change.map { $0 * seen }
    features.addTransposed(range, residuals: late, outputs: outputs, to: &delayed)
    for k in 0..<outputs {
      parameters[width * outputs + k] += change[k]
      delayed[width * outputs + k] += late[k]
    }
  }
}
