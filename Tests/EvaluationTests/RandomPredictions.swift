import RowcastLinearAlgebra

@testable import RowcastEvaluation

/// Seeded predictions with many ties: probabilities are multiples of 1/12.
func randomPredictions(
  rows: Int, classes: Int, seed: UInt64, weighted: Bool = false, ties: Bool = true
) throws -> Predictions {
  var generator = SeededGenerator(seed: seed)
  var values: [Double] = []
  var labels: [Int] = []
  for _ in 0..<rows {
    let label = generator.below(classes)
    labels.append(label)
    if ties {
      var left = 12
      var row = Array(repeating: 0.0, count: classes)
      for k in 0..<(classes - 1) {
        let part = generator.below(left + 1)
        row[k] = Double(part) / 12
        left -= part
      }
      row[classes - 1] = Double(left) / 12
      values += row
    } else {
      var row = (0..<classes).map { _ in generator.uniform() + 0.01 }
      row[label] += 0.8 * generator.uniform()
      let sum = row.reduce(0, +)
      values += row.map { $0 / sum }
    }
  }
  return try Predictions(
    classes: (0..<classes).map { "class \($0)" },
    probabilities: Matrix(rows: rows, columns: classes, values: values), labels: labels,
    weights: weighted ? (0..<rows).map { _ in Double(generator.below(4)) / 2 } : nil)
}

extension AssessmentOptions {
  /// Without intervals, which cost the most.
  static var quick: AssessmentOptions { resampled(0) }

  static func resampled(_ count: Int) -> AssessmentOptions {
    var options = AssessmentOptions()
    options.resamples = count
    return options
  }
}
