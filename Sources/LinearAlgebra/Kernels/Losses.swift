import RowcastMachine

/// The probabilities and losses of rows of logits.
package enum Losses {
  /// Replaces each logit by its sigmoid, `1 / (1 + e^-z)`, without overflow for any `z`.
  package static func sigmoids(_ values: inout [Double]) { Kernels.sigmoids(&values) }

  /// Writes the sigmoids of `scale * z` to `a`.
  /// - Precondition: `a` has as many numbers.
  package static func sigmoids(_ z: [Double], to a: inout [Double], scale: Double = 1) {
    Kernels.sigmoids(z, to: &a, scale: scale)
  }

  /// Replaces each row of logits by its softmax; the row's largest logit is taken off first.
  package static func softmax(_ values: inout [Double], classes k: Int) {
    let rows = values.count / max(1, k)
    if rows == 0 || k == 0 { return }
    Kernels.belowLargest(&values, rows: rows, classes: k)
    Kernels.exponentials(&values, count: rows * k)
    _ = Kernels.shares(&values, rows: rows, classes: k)
  }

  // The loss of two classes. With the class as a sign s = +1 or -1 and the margin m = s z:
  //
  //     loss      = log(1 + e^-m) = max(-m, 0) + log1p(e), where e = exp(-|m|)
  //     residual  = d loss / d z = -s sigmoid(-m), where sigmoid(-m) = e / (1 + e) or 1 / (1 + e)
  //
  // Without row weights the logarithms are taken once for many rows, of the product of their
  // (1 + e), each between 1 and 2: that trades a logarithm for a multiplication.

  /// Turns the logits of the rows of a block into residuals in place.
  /// - Parameters:
  ///   - signs: +1 for class 1, -1 for class 0, of all rows.
  ///   - weights: of all rows.
  /// - Returns: the sum of the weighted losses.
  package static func logistic(
    _ z: inout [Double], signs: [Double], weights: [Double]?, _ block: Range<Int>
  ) -> Double {
    let count = block.count
    var powers = [Double](
      repeating: 0, count: Kernels.logisticRoom(count: count, isWeighted: weights != nil))
    var (sum, groups) = Kernels.logistic(
      &z, signs: signs, weights: weights, from: block.lowerBound, count: count, powers: &powers)
    if let weights {
      for i in 0..<count { sum += weights[block.lowerBound + i] * Elementary.log1p(powers[i]) }
    } else {
      for i in 0..<(8 * groups) { sum += Elementary.log(powers[i]) }
      for i in 0..<(count % 8) { sum += Elementary.log1p(powers[8 * groups + i]) }
    }
    return sum
  }

  // The cross-entropy of K classes. The largest logit of each row is taken off first, so nothing
  // overflows and the sum of exponentials lies between 1 and K:
  //
  //     loss      = log(sum_j exp(z_j - m)) - (z_y - m)
  //     residual  = softmax(z)_k - [k = y]
  //
  // The exponentials of the whole block are taken at once, and, without row weights, one logarithm
  // of the product of many rows' sums.

  /// Turns the logits of the rows of a block into residuals in place.
  /// - Parameters:
  ///   - labels: of all rows, each below `k`.
  ///   - weights: of all rows.
  /// - Returns: the sum of the weighted losses.
  package static func softmax(
    _ z: inout [Double], labels: [Int], weights: [Double]?, _ block: Range<Int>, classes k: Int
  ) -> Double {
    let (first, count) = (block.lowerBound, block.count)
    Kernels.belowLargest(&z, rows: count, classes: k)
    var sum = 0.0
    for i in 0..<count { sum -= (weights?[first + i] ?? 1) * z[i * k + labels[first + i]] }
    Kernels.exponentials(&z, count: count * k)
    let totals = Kernels.shares(&z, rows: count, classes: k, weights: weights, from: first)
    var product = 1.0
    for i in 0..<count {
      z[i * k + labels[first + i]] -= weights?[first + i] ?? 1
      if let weights {
        sum += weights[first + i] * Elementary.log(totals[i])
      } else {
        product *= totals[i]
        if product > 1e280 {
          sum += Elementary.log(product)
          product = 1
        }
      }
    }
    return sum + Elementary.log(product)
  }
}
