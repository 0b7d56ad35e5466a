import CRowcastKernels

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
    factor = lower
    let panel = 64
    let isPositive = factor.withUnsafeMutableBufferPointer { buffer -> Bool in
      guard let a = buffer.baseAddress else { return true }
      for k in Swift.stride(from: 0, to: order, by: panel) {
        let width = min(panel, order - k)
        let diagonal = a + k * order + k
        for j in 0..<width {
          Self.solveRow(diagonal + j * order, against: diagonal, count: j, stride: order)
          let row = diagonal + j * order
          let pivot = row[j] - rowcast_dot(row, row, j)
          guard pivot > 0, pivot.isFinite else { return false }
          row[j] = pivot.squareRoot()
        }
        let below = order - k - width
        if below == 0 { continue }
        let lower = diagonal + width * order
        for i in 0..<below {
          Self.solveRow(lower + i * order, against: diagonal, count: width, stride: order)
        }
        rowcast_multiply(
          Operand(lower).factor(order), Operand(lower, transposed: true).factor(order), nil, below,
          below,
          width, lower + width, order, Product.lowerMinus.rawValue)
      }
      return true
    }
    if !isPositive { return nil }
  }

  /// Replaces a row `b` by the solution `x` of `x L' = b`, with the first rows of a factor.
  private static func solveRow(
    _ row: UnsafeMutablePointer<Double>, against factor: UnsafePointer<Double>, count: Int,
    stride: Int
  ) {
    for i in 0..<count {
      let other = factor + i * stride
      row[i] = (row[i] - rowcast_dot(row, other, i)) / other[i]
    }
  }

  /// What was left of a diagonal entry when its turn came: `L_ii^2`.
  package func pivot(_ i: Int) -> Double {
    factor[i * order + i] * factor[i * order + i]
  }

  /// Replaces `b` by the solution `x` of `A x = b`, sixteen coordinates at a time.
  package func solve(_ b: UnsafeMutablePointer<Double>) {
    factor.withUnsafeBufferPointer { factor in
      guard let l = factor.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { sums in
        guard let sums = sums.baseAddress else { return }
        for start in Swift.stride(from: 0, to: order, by: 16) {
          let count = min(16, order - start)
          let rows = l + start * order
          sums.initialize(repeating: 0, count: count)
          rowcast_rows_times(rows, order, count, start, b, sums)
          for i in 0..<count { b[start + i] -= sums[i] }
          Self.solveRow(b + start, against: rows + start, count: count, stride: order)
        }
        for start in Swift.stride(from: (order - 1) / 16 * 16, through: 0, by: -16) {
          let count = min(16, order - start)
          let rows = l + start * order
          for i in Swift.stride(from: count - 1, through: 0, by: -1) {
            let row = rows + i * order + start
            b[start + i] /= row[i]
            sums[i] = -b[start + i]
            for j in 0..<i { b[start + j] += sums[i] * row[j] }
          }
          rowcast_columns_times(rows, order, count, start, sums, b)
        }
      }
    }
  }

  /// The solution of `A x = b`.
  package func solution(_ b: [Double]) -> [Double] {
    precondition(b.count == order)
    var x = b
    x.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { solve(start) } }
    return x
  }
}
