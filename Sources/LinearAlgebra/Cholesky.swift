/// The factor `L` of a symmetric positive definite matrix `A = L L'`.
package struct Cholesky: Sendable {
  package let order: Int
  /// The lower triangle holds `L`, by rows; what is above it means nothing.
  private(set) var factor: [Double]

  /// Factors the lower triangle of a square matrix; nil when it is not positive definite.
  ///
  /// Panels of 64 columns: a small factor, a triangular solve below it, and an update of the rest,
  /// which is a product of matrices.
  package init?(_ lower: consuming [Double], order: Int) {
    precondition(lower.count == order * order)
    self.order = order
    factor = consume lower
    let panel = Kernels.panel
    for k in Swift.stride(from: 0, to: order, by: panel) {
      let width = min(panel, order - k)
      let diagonal = k * order + k
      guard
        Kernels.factorPanel(
          in: &factor, at: diagonal, width: width, rows: order - k, stride: order)
      else { return nil }
      let below = order - k - width
      if below == 0 { continue }
      Kernels.subtractOuterProducts(
        in: &factor, at: diagonal + width * order, rows: below, inner: width, stride: order)
    }
  }

  /// What was left of a diagonal entry when its turn came: `L_ii^2`.
  package func pivot(_ i: Int) -> Double {
    factor[i * order + i] * factor[i * order + i]
  }

  /// Replaces `b` by the solution `x` of `A x = b`, sixteen coordinates at a time.
  private func solve(_ b: inout [Double]) {
    var sums = [Double](repeating: 0, count: 16)
    for start in Swift.stride(from: 0, to: order, by: 16) {
      let rows = rows(from: start)
      for i in 0..<rows.count { sums[i] = 0 }
      Kernels.times(rows, b, to: &sums)
      for i in 0..<rows.count { b[start + i] -= sums[i] }
      Kernels.solve(
        &b, at: start, against: factor, at: start * order + start, count: rows.count, stride: order)
    }
    for start in Swift.stride(from: (order - 1) / 16 * 16, through: 0, by: -16) {
      let rows = rows(from: start)
      for i in Swift.stride(from: rows.count - 1, through: 0, by: -1) {
        let row = (start + i) * order + start
        b[start + i] /= factor[row + i]
        sums[i] = -b[start + i]
        for j in 0..<i { b[start + j] += sums[i] * factor[row + j] }
      }
      Kernels.transposedTimes(rows, sums, to: &b)
    }
  }

  /// Up to sixteen rows of the factor, without the columns from their first one on.
  private func rows(from start: Int) -> Kernels.Rows {
    Kernels.Rows(
      values: factor, start: start * order, stride: order, count: min(16, order - start),
      width: start)
  }

  /// The solution of `A x = b`.
  package func solution(_ b: [Double]) -> [Double] {
    precondition(b.count == order)
    var x = b
    if order > 0 { solve(&x) }
    return x
  }
}
