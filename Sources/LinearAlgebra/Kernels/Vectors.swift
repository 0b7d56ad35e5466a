import CRowcastKernels

/// Sums, products and lengths of plain arrays, always in the same order.
package enum Vectors {
  package static func dot(_ a: [Double], _ b: [Double]) -> Double {
    rowcast_dot(a, b, min(a.count, b.count))
  }

  /// Adds `factor * x` to `y`.
  package static func add(_ factor: Double, _ x: [Double], to y: inout [Double]) {
    rowcast_add(factor, x, &y, min(x.count, y.count))
  }

  /// The sum of the squares of a part.
  package static func squares(_ a: [Double], _ range: Range<Int>) -> Double {
    a[range].withUnsafeBufferPointer { part in
      part.baseAddress.map { rowcast_dot($0, $0, part.count) } ?? 0
    }
  }

  /// The largest absolute value, 0 of nothing.
  package static func largest(_ a: [Double]) -> Double {
    var most = 0.0
    for value in a { most = max(most, abs(value)) }
    return most
  }
}
