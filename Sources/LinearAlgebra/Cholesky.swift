import CRowcastOpenBLAS

/// The factor `L` of a symmetric positive definite matrix `A = L L'`.
package struct Cholesky: Sendable {
  package let order: Int
  /// The lower triangle holds `L`, by rows; what is above it means nothing.
  private(set) var factor: [Double]

  /// Factors the lower triangle of a square matrix; nil when it is not positive definite.
  ///
  /// Panels of 64 columns: a small factor, a triangular solve below it, and a symmetric update of
  /// the rest, the last two by BLAS.
  package init?(_ lower: consuming [Double], order: Int) {
    precondition(lower.count == order * order)
    _ = blasUsesOneThread
    self.order = order
    factor = lower
    let panel = 64
    let isPositive = factor.withUnsafeMutableBufferPointer { buffer -> Bool in
      guard let a = buffer.baseAddress else { return true }
      let stride = blasint(order)
      for k in Swift.stride(from: 0, to: order, by: panel) {
        let width = min(panel, order - k)
        let diagonal = a + k * order + k
        if !Self.factorSmall(diagonal, count: width, stride: order) { return false }
        let below = order - k - width
        if below == 0 { continue }
        let lower = diagonal + width * order
        cblas_dtrsm(
          CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, blasint(below),
          blasint(width), 1, diagonal, stride, lower, stride)
        cblas_dsyrk(
          CblasRowMajor, CblasLower, CblasNoTrans, blasint(below), blasint(width), -1, lower,
          stride, 1, lower + width, stride)
      }
      return true
    }
    if !isPositive { return nil }
  }

  private static func factorSmall(
    _ a: UnsafeMutablePointer<Double>, count: Int, stride: Int
  ) -> Bool {
    for j in 0..<count {
      let row = a + j * stride
      for i in 0..<j {
        let other = a + i * stride
        var sum = row[i]
        for t in 0..<i { sum -= row[t] * other[t] }
        row[i] = sum / other[i]
      }
      var pivot = row[j]
      for t in 0..<j { pivot -= row[t] * row[t] }
      guard pivot > 0, pivot.isFinite else { return false }
      row[j] = pivot.squareRoot()
    }
    return true
  }

  /// What was left of a diagonal entry when its turn came: `L_ii^2`.
  package func pivot(_ i: Int) -> Double {
    factor[i * order + i] * factor[i * order + i]
  }

  /// Replaces `b` by the solution `x` of `A x = b`.
  package func solve(_ b: UnsafeMutablePointer<Double>) {
    guard order > 0 else { return }
    let n = blasint(order)
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, n, factor, n, b, 1)
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, n, factor, n, b, 1)
  }

  /// The solution of `A x = b`.
  package func solution(_ b: [Double]) -> [Double] {
    precondition(b.count == order)
    var x = b
    x.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { solve(start) } }
    return x
  }
}
