/// A matrix by rows, in a part of an array, perhaps to be read by columns.
package struct Operand {
  let values: [Double]
  let start: Int
  /// From one stored row to the next; nil where nothing stands between them.
  let stride: Int?
  let isTransposed: Bool

  package init(
    _ values: [Double], at start: Int = 0, stride: Int? = nil, transposed: Bool = false
  ) {
    self.values = values
    self.start = start
    self.stride = stride
    isTransposed = transposed
  }
}

/// `C (+)= A B`, with `A` of `m` rows and `n` columns in `C` and `k` summed over.
///
/// A transposed operand is stored the other way round: `A` as `k` rows of `m`.
/// - Precondition: the arrays have so many numbers, `c` from `start` on.
package func multiply(
  _ a: Operand, _ b: Operand, rows m: Int, columns n: Int, inner k: Int, adding: Bool,
  to c: inout [Double], at start: Int = 0
) {
  Kernels.multiply(
    a, b, rows: m, columns: n, inner: k, to: &c, at: start, adding ? .plus : .set)
}
