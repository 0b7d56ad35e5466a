import CRowcastKernels
import RowcastMachine

// The cross-entropy of K classes for a block of rows. The largest logit of each row is taken off
// first, so nothing overflows and the sum of exponentials lies between 1 and K:
//
//     loss      = log(sum_j exp(z_j - m)) - (z_y - m)
//     residual  = softmax(z)_k - [k = y]
//
// The exponentials of the whole block are taken at once, and, without row weights, one logarithm
// of the product of many rows' sums.

/// Turns logits into residuals in place, and returns the sum of the weighted losses.
func softmaxLoss(
  logits z: UnsafeMutablePointer<Double>, labels: UnsafePointer<Int32>,
  weights: UnsafePointer<Double>?, count: Int, classCount k: Int
) -> Double {
  var sum = subtractLargest(z, count: count, classCount: k, labels: labels, weights: weights)
  rowcast_exponentials(z, count * k)
  var product = 1.0
  for i in 0..<count {
    let row = z + i * k
    var total = 0.0
    for j in 0..<k { total += row[j] }
    let inverse = (weights?[i] ?? 1) / total
    for j in 0..<k { row[j] *= inverse }
    row[Int(labels[i])] -= weights?[i] ?? 1
    if let weights {
      sum += weights[i] * Elementary.log(total)
    } else {
      product *= total
      if product > 1e280 {
        sum += Elementary.log(product)
        product = 1
      }
    }
  }
  return sum + Elementary.log(product)
}

/// Takes each row's largest logit off the row; the sum of `weight * (largest - logit of the class)`.
private func subtractLargest(
  _ z: UnsafeMutablePointer<Double>, count: Int, classCount k: Int,
  labels: UnsafePointer<Int32>, weights: UnsafePointer<Double>?
) -> Double {
  var sum = 0.0
  for i in 0..<count {
    let row = z + i * k
    var largest = row[0]
    for j in 1..<k { largest = row[j] > largest ? row[j] : largest }
    for j in 0..<k { row[j] -= largest }
    sum -= (weights?[i] ?? 1) * row[Int(labels[i])]
  }
  return sum
}
