import RowcastLinearAlgebra

/// The last steps of a quasi-Newton method with the change of the gradient along each.
struct SecantMemory {
  private struct Pair {
    let step: [Double]
    let change: [Double]
    let product: Double
  }

  private var pairs: [Pair] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { pairs.isEmpty }
  mutating func removeAll() { pairs.removeAll() }

  mutating func add(
    from point: [Double], _ gradient: [Double], to next: [Double], _ nextGradient: [Double]
  ) {
    var step = next
    Vectors.add(-1, point, to: &step)
    var change = nextGradient
    Vectors.add(-1, gradient, to: &change)
    let product = Vectors.dot(step, change)
    // A convex function has product >= 0; what rounding made of a flat stretch is left out.
    guard
      product > 1e-14 * Vectors.dot(change, change).squareRoot()
        * Vectors.dot(step, step).squareRoot(), product.isFinite
    else { return }
    if pairs.count == limit { pairs.removeFirst() }
    pairs.append(Pair(step: step, change: change, product: product))
  }

  /// `-H g` by the two-loop recursion over the inverse of `curvature`.
  func direction(for gradient: [Double], over curvature: Curvature) -> [Double] {
    var q = gradient
    var factors: [Double] = []
    for pair in pairs.reversed() {
      let factor = Vectors.dot(pair.step, q) / pair.product
      Vectors.add(-factor, pair.change, to: &q)
      factors.append(factor)
    }
    q = curvature.divided(q)
    if let last = pairs.last {
      let expected = Vectors.dot(last.change, curvature.divided(last.change))
      let scale = expected > 0 ? last.product / expected : 1
      for i in q.indices { q[i] *= scale }
    }
    for (pair, factor) in zip(pairs, factors.reversed()) {
      let correction = factor - Vectors.dot(pair.change, q) / pair.product
      Vectors.add(correction, pair.step, to: &q)
    }
    for i in q.indices { q[i] = -q[i] }
    return q
  }
}
