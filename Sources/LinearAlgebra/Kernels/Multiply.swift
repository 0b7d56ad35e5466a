import CRowcastOpenBLAS

/// A matrix by rows, where it lies in memory, perhaps to be read by columns.
package struct Operand {
  let pointer: UnsafePointer<Double>
  let isTransposed: Bool

  package init(_ pointer: UnsafePointer<Double>, transposed: Bool = false) {
    self.pointer = pointer
    isTransposed = transposed
  }
}

/// `C (+)= A B`, with `A` of `m` rows and `n` columns in `C` and `k` summed over.
///
/// A transposed operand is stored the other way round: `A` as `k` rows of `m`.
package func multiply(
  _ a: Operand, _ b: Operand, rows m: Int, columns n: Int, inner k: Int, adding: Bool,
  to c: UnsafeMutablePointer<Double>
) {
  guard m > 0, n > 0 else { return }
  _ = blasUsesOneThread
  cblas_dgemm(
    CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans,
    b.isTransposed ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k), 1, a.pointer,
    blasint(a.isTransposed ? m : k), b.pointer, blasint(b.isTransposed ? k : n), adding ? 1 : 0,
    c, blasint(n))
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
