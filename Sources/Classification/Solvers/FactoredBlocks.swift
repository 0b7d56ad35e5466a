import RowcastLinearAlgebra

/// A block-diagonal positive definite matrix: one Cholesky factor for each of `outputs` blocks.
///
/// Coordinate `j` of block `k` is coordinate `j * outputs + k` of the whole, the layout of weights.
/// With one block it is an ordinary factored matrix.
///
/// Several blocks stand for the Hessian of softmax, whose weights of all classes may move together
/// without any change of the loss. Along these directions the blocks are far too steep, which would
/// cost hundreds of steps; and there is nothing to find, since a penalty that is the same for all
/// classes is least where the weights of a feature add up to zero, as they do from the start on. So
/// what is divided by several blocks is centered: beyond these directions a block is within a factor
/// of two of the Hessian.
struct FactoredBlocks: Sendable {
  let factors: [Cholesky]

  /// `A^-1 v`.
  func divided(_ v: [Double]) -> [Double] {
    let outputs = factors.count
    guard outputs > 1 else { return factors[0].solution(v) }
    var result = v
    let width = v.count / outputs
    for (k, factor) in factors.enumerated() {
      let part = factor.solution((0..<width).map { v[$0 * outputs + k] })
      for j in 0..<width { result[j * outputs + k] = part[j] }
    }
    for j in 0..<width {
      var mean = 0.0
      for k in 0..<outputs { mean += result[j * outputs + k] }
      mean /= Double(outputs)
      for k in 0..<outputs { result[j * outputs + k] -= mean }
    }
    return result
  }
}

/// Factors a lower triangle, with as small an addition to the diagonal as makes it definite.
///
/// Constant or repeated columns and unpenalized redundant classes make a Hessian singular; the
/// gradient has no part in those directions, so what is added there changes nothing.
/// - Returns: nil when the numbers are not finite.
func factored(_ lower: [Double], order: Int) -> Cholesky? {
  var largest = 0.0
  for i in 0..<order { largest = max(largest, lower[i * order + i]) }
  var addition = 1e-12
  while addition < 1e3 {
    var shifted = lower
    for i in 0..<order {
      let place = i * order + i
      shifted[place] += addition * max(lower[place], 1e-6 * largest, 1e-300)
    }
    if let factor = Cholesky(consume shifted, order: order) { return factor }
    addition *= 100
  }
  return nil
}
