import CRowcastKernels

/// A matrix by rows, where it lies in memory, perhaps to be read by columns.
package struct Operand {
  let pointer: UnsafePointer<Double>
  let isTransposed: Bool

  package init(_ pointer: UnsafePointer<Double>, transposed: Bool = false) {
    self.pointer = pointer
    isTransposed = transposed
  }

  /// With rows of this length as they are stored.
  func factor(_ stride: Int) -> rowcast_factor {
    isTransposed
      ? rowcast_factor(at: pointer, row: 1, column: stride)
      : rowcast_factor(at: pointer, row: stride, column: 1)
  }
}

/// What happens to the product of two matrices.
enum Product: Int32 {
  case set = 0
  case plus = 1
  case minus = 2
  case lowerPlus = 5
  case lowerMinus = 6
}

/// `C (+)= A B`, with `A` of `m` rows and `n` columns in `C` and `k` summed over.
///
/// A transposed operand is stored the other way round: `A` as `k` rows of `m`.
package func multiply(
  _ a: Operand, _ b: Operand, rows m: Int, columns n: Int, inner k: Int, adding: Bool,
  to c: UnsafeMutablePointer<Double>
) {
  rowcast_multiply(
    a.factor(a.isTransposed ? m : k), b.factor(b.isTransposed ? k : n), nil, m, n, k, c, n,
    (adding ? Product.plus : .set).rawValue)
}

/// Memory for numbers, freed with the object.
package final class Scratch {
  package let pointer: UnsafeMutablePointer<Double>
  package let count: Int

  package init(_ count: Int) {
    self.count = count
    pointer = .allocate(capacity: max(1, count))
    pointer.initialize(repeating: 0, count: max(1, count))
  }

  deinit { pointer.deallocate() }

  package var array: [Double] {
    Array(UnsafeBufferPointer(start: UnsafePointer(pointer), count: count))
  }
}
