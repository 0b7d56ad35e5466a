/// Whether a linear model misses a bend in a column of numbers: a score test on its residuals.
///
/// Rows are put into bins of equal counts. Were the model right, the sum of the residuals of a bin
/// would have mean 0 and the sum of `p (1 - p)` as its variance, so the sum of squared ratios would
/// be about the number of bins, with a standard deviation of the root of twice that number. A bend
/// that a model with hinges could follow makes it larger.
package struct BendTest: Sendable {
  /// The probability of each class, row by row.
  let probabilities: [Double]
  let labels: [Int]
  let weights: [Double]?
  let classCount: Int

  static let binCount = 16
  /// Standard deviations beyond which chance is not believed.
  package static let limit = 6.0

  /// - Parameter probabilities: one for each row and class, as the linear model gives them.
  package init(
    probabilities: [Double], labels: [Int], weights: [Double]?, classCount: Int
  ) {
    self.probabilities = probabilities
    self.labels = labels
    self.weights = weights
    self.classCount = classCount
  }

  /// By how many standard deviations the residuals depend on numbers more than by chance; missing
  /// numbers do not count.
  package func deviation(of values: [Double]) -> Double {
    let bins = QuantileBins(of: values, count: Self.binCount)
    let places = bins.places(of: values)
    // Of two classes one says all.
    let outputs = classCount == 2 ? 1 : classCount
    var sums = [Double](repeating: 0, count: (bins.count + 1) * outputs)
    var variances = sums
    for row in values.indices {
      let weight = weights?[row] ?? 1
      for output in 0..<outputs {
        let label = classCount == 2 ? 1 : output
        let p = probabilities[row * classCount + label]
        let place = places[row] * outputs + output
        sums[place] += weight * ((labels[row] == label ? 1 : 0) - p)
        variances[place] += weight * weight * p * (1 - p)
      }
    }
    var statistic = 0.0
    var freedom = 0.0
    // Bins where next to nothing is expected say nothing.
    for place in 0..<(bins.count * outputs) where variances[place] >= 1 {
      statistic += sums[place] * sums[place] / variances[place]
      freedom += 1
    }
    return freedom > 0 ? (statistic - freedom) / (2 * freedom).squareRoot() : 0
  }

  /// Whether residuals bend along numbers.
  package func finds(in values: [Double]) -> Bool { deviation(of: values) > Self.limit }
}
