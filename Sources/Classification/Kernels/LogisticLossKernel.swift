import CRowcastKernels
import RowcastMachine

// The loss of two classes for a block of rows. With the class as a sign s = +1 or -1 and the margin
// m = s z:
//
//     loss      = log(1 + e^-m) = max(-m, 0) + log1p(e), where e = exp(-|m|)
//     residual  = d loss / d z = -s sigmoid(-m), where sigmoid(-m) = e / (1 + e) or 1 / (1 + e)
//
// Without row weights the logarithms are taken once for many rows, of the product of their
// (1 + e), each between 1 and 2: that trades a logarithm for a multiplication.

/// Turns logits into residuals in place, and returns the sum of the weighted losses.
/// - Parameter signs: +1 for class 1, -1 for class 0.
func logisticLoss(
  logits z: UnsafeMutablePointer<Double>, signs: UnsafePointer<Double>,
  weights: UnsafePointer<Double>?, count: Int
) -> Double {
  // A power for each row; or eight products of 1000 powers each, and those of the last rows.
  let room = weights == nil ? 8 * (count / 8000 + 2) : count
  return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, room)) { buffer in
    guard let powers = buffer.baseAddress else { return .nan }
    var groups = 0
    var sum = rowcast_logistic(z, signs, weights, count, powers, &groups)
    if let weights {
      for i in 0..<count { sum += weights[i] * Elementary.log1p(powers[i]) }
    } else {
      assert(8 * groups + count % 8 <= room)
      for i in 0..<(8 * groups) { sum += Elementary.log(powers[i]) }
      for i in 0..<(count % 8) { sum += Elementary.log1p(powers[8 * groups + i]) }
    }
    return sum
  }
}
