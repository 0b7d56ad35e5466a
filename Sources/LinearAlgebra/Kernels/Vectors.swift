import CRowcastOpenBLAS

/// Sums, products and lengths of plain arrays, always in the same order.
package enum Vectors {
  package static func dot(_ a: [Double], _ b: [Double]) -> Double {
    _ = blasUsesOneThread
    return cblas_ddot(blasint(min(a.count, b.count)), a, 1, b, 1)
  }

  /// Adds `factor * x` to `y`.
  package static func add(_ factor: Double, _ x: [Double], to y: inout [Double]) {
    _ = blasUsesOneThread
    cblas_daxpy(blasint(min(x.count, y.count)), factor, x, 1, &y, 1)
  }

  /// The sum of the squares of a part.
  package static func squares(_ a: [Double], _ range: Range<Int>) -> Double {
    _ = blasUsesOneThread
    return a[range].withUnsafeBufferPointer {
      cblas_ddot(blasint($0.count), $0.baseAddress, 1, $0.baseAddress, 1)
    }
  }

  /// The largest absolute value, 0 of nothing.
  package static func largest(_ a: [Double]) -> Double {
    var most = 0.0
    for value in a { most = max(most, abs(value)) }
    return most
  }
}
