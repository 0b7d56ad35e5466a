import RowcastLinearAlgebra

@testable import RowcastEvaluation

/// Two small sets of predictions with ties and weights, whose figures scikit-learn 1.9.1 gave.
enum ReferenceCases {
  static let binaryLabels = [
    1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0,
  ]
  static let binaryScores: [Double] = [
    0.0, 1.0, 0.2, 0.9, 0.9, 0.1, 0.6, 0.5, 0.1, 0.7, 0.6, 0.1, 0.5, 0.4, 0.9, 0.2, 0.0, 0.2, 0.3,
    0.4, 0.7, 0.8, 0.3, 0.0,
  ]
  static let binaryWeights: [Double] = [
    0.48, 2.99, 1.38, 2.07, 0.16, 0.1, 2.54, 1.76, 0.93, 0.95, 0.27, 0.52, 0.07, 2.52, 1.4, 0.38,
    2.22, 0.59, 0.19, 1.8, 2.69, 0.08, 2.42, 0.57,
  ]

  static func binary(weighted: Bool = false) throws -> Predictions {
    try Predictions(
      classes: ["no", "yes"],
      probabilities: Matrix(
        rows: binaryScores.count, columns: 2, values: binaryScores.flatMap { [1 - $0, $0] }),
      labels: binaryLabels, weights: weighted ? binaryWeights : nil)
  }

  static let multiclassLabels = [
    0, 1, 2, 3, 3, 0, 3, 1, 0, 1, 1, 1, 3, 0, 1, 1, 2, 2, 0, 2, 3, 0, 0, 0, 1, 3, 0, 3, 2, 0,
  ]
  static let multiclassProbabilities: [[Double]] = [
    [0.008, 0.046, 0.084, 0.862],
    [0.166, 0.741, 0.039, 0.054],
    [0.344, 0.213, 0.358, 0.085],
    [0.25, 0.25, 0.25, 0.25],
    [0.197, 0.419, 0.233, 0.151],
    [0.197, 0.419, 0.233, 0.151],
    [0.081, 0.566, 0.114, 0.239],
    [0.069, 0.387, 0.176, 0.368],
    [0.566, 0.014, 0.284, 0.136],
    [0.531, 0.318, 0.118, 0.033],
    [0.482, 0.101, 0.063, 0.354],
    [0.077, 0.634, 0.26, 0.029],
    [0.027, 0.669, 0.256, 0.048],
    [0.592, 0.098, 0.189, 0.121],
    [0.685, 0.25, 0.028, 0.037],
    [0.028, 0.447, 0.377, 0.148],
    [0.084, 0.218, 0.508, 0.19],
    [0.058, 0.014, 0.608, 0.32],
    [0.442, 0.07, 0.07, 0.418],
    [0.269, 0.128, 0.547, 0.056],
    [0.15, 0.602, 0.215, 0.033],
    [0.437, 0.111, 0.384, 0.068],
    [0.246, 0.381, 0.304, 0.069],
    [0.032, 0.096, 0.85, 0.022],
    [0.149, 0.646, 0.018, 0.187],
    [0.162, 0.24, 0.429, 0.169],
    [0.523, 0.138, 0.296, 0.043],
    [0.538, 0.119, 0.009, 0.334],
    [0.308, 0.269, 0.102, 0.321],
    [0.359, 0.421, 0.031, 0.189],
  ]

  static func multiclass(weights: [Double]? = nil) throws -> Predictions {
    try Predictions(
      classes: ["a", "b", "c", "d"],
      probabilities: Matrix(
        rows: multiclassLabels.count, columns: 4, values: multiclassProbabilities.flatMap { $0 }),
      labels: multiclassLabels, weights: weights)
  }
}
