import Foundation
import RowcastLinearAlgebra
import TestSupport

/// A reference optimum of a penalized logistic objective.
struct Optimum: Decodable, Sendable, CustomStringConvertible {
  let dataset: String
  let classes: [String]
  let c: Double
  let classWeight: String?
  let l1Ratio: Double
  let objective: Double
  let meanLogLoss: Double
  let coefficients: [[Double]]
  let intercepts: [Double]

  enum CodingKeys: String, CodingKey {
    case dataset, classes
    case c = "C"
    case classWeight = "class_weight"
    case l1Ratio = "l1_ratio"
    case objective = "objective_C_sum_loss_plus_penalty"
    case meanLogLoss = "mean_log_loss"
    case coefficients = "coef"
    case intercepts = "intercept"
  }

  var description: String { "\(dataset), C \(c), L1 ratio \(l1Ratio)" }

  static func all() throws -> [Optimum] {
    try JSONDecoder().decode(
      [Optimum].self, from: Data(Fixture.bytes("optima/optima.json")))
  }
}

/// A table of numbers with a class in its last column, imputed and standardized.
struct NumberTable {
  let features: FeatureMatrix
  let labels: [Int]

  init(_ name: String) throws {
    let lines = try Fixture.text("optima/\(name).csv").split(separator: "\n").dropFirst()
    let rows = lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    }
    let width = (rows.first?.count ?? 1) - 1
    var dense = [Double](repeating: 0, count: rows.count * width)
    for j in 0..<width {
      let known = rows.compactMap { $0[j] }.sorted()
      let median =
        (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
      let values = rows.map { $0[j] ?? median }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      for (row, value) in values.enumerated() {
        dense[row * width + j] = (value - mean) / variance.squareRoot()
      }
    }
    features = FeatureMatrix(trusted: rows.count, dense: dense, denseWidth: width)
    labels = rows.map { Int($0[width] ?? 0) }
  }
}
