/// The inverse `X` of a factor `L`, by rows: `A^-1 = X' X`, so that `v' A^-1 v` is the square of `X v`.
package struct InverseFactor: Sendable {
  package let order: Int
  /// The lower triangle holds `X`; what is above it is 0.
  private var values: [Double]

  /// Inverts in panels of 64 rows: a small triangle, and products of matrices left of it.
  package init(_ cholesky: Cholesky) {
    let order = cholesky.order
    self.order = order
    values = [Double](repeating: 0, count: order * order)
    let panel = Kernels.panel
    var sums = [Double](repeating: 0, count: panel * panel)
    let l = cholesky.factor
    for i in Swift.stride(from: 0, to: order, by: panel) {
      let height = min(panel, order - i)
      Kernels.invertTriangle(l, to: &values, at: i * order + i, count: height, stride: order)
      let diagonal = (i..<(i + height)).flatMap {
        values[($0 * order + i)..<($0 * order + i + height)]
      }
      for j in Swift.stride(from: 0, to: i, by: panel) {
        // L[i.., j..<i] X[j..<i, j..], and -X[i.., i..] times that.
        Kernels.multiply(
          Operand(l, at: i * order + j, stride: order),
          Operand(values, at: j * order + j, stride: order), rows: height, columns: panel,
          inner: i - j, to: &sums, .set)
        Kernels.multiply(
          Operand(diagonal), Operand(sums), rows: height, columns: panel, inner: height,
          to: &values, at: i * order + j, stride: order, .minus)
      }
    }
  }

  /// The entries `(i + d, i)` of `A^-1` for `d` from 0 to 2: its diagonal and the two beside it.
  package func bands() -> [[Double]] {
    let bands = Kernels.bands(values, order: order)
    return (0..<3).map { Array(bands[($0 * order)..<(($0 + 1) * order)]) }
  }

  /// `v' A^-1 v` of a vector that is 0 but at some places.
  package func quadratic(_ entries: [(place: Int, value: Double)]) -> Double {
    guard let first = entries.map(\.place).min() else { return 0 }
    var sum = 0.0
    for row in first..<order {
      var product = 0.0
      for entry in entries where entry.place <= row {
        product += values[row * order + entry.place] * entry.value
      }
      sum += product * product
    }
    return sum
  }
}
