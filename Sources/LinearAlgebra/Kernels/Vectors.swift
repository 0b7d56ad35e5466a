/// Sums, products and lengths of plain arrays, always in the same order.
package enum Vectors {
  package static func dot(_ a: [Double], _ b: [Double]) -> Double {
    Kernels.dot(a, b, count: min(a.count, b.count))
  }

  /// Adds `factor * x` to `y`.
  package static func add(_ factor: Double, _ x: [Double], to y: inout [Double]) {
    Kernels.add(factor, x, to: &y, count: min(x.count, y.count))
  }

  /// Adds `factor` times a part of `x` to `y`, which is as long.
  /// - Precondition: `x` has that part.
  package static func add(
    _ factor: Double, _ x: [Double], from start: Int, to y: inout [Double]
  ) {
    Kernels.add(factor, x, from: start, to: &y, count: y.count)
  }

  /// Adds the rows of a matrix to the `width` numbers of `sums` from `start` on, first to last.
  /// - Precondition: there are `rows * width` values.
  package static func addRows(
    _ values: [Double], rows: Int, width: Int, to sums: inout [Double], at start: Int = 0
  ) {
    Kernels.addRows(values, rows: rows, width: width, to: &sums, at: start)
  }

  /// Replaces each value by 0 where `z` is not above 0.
  /// - Precondition: there are as many of both.
  package static func keepPositive(_ values: inout [Double], where z: [Double]) {
    precondition(values.count == z.count)
    Kernels.keepPositive(&values, where: z)
  }

  /// The sum of the squares of a part.
  package static func squares(_ a: [Double], _ range: Range<Int>) -> Double {
    Kernels.dot(
      a, from: range.lowerBound, a, from: range.lowerBound, count: range.count)
  }

  /// The largest absolute value, 0 of nothing.
  package static func largest(_ a: [Double]) -> Double {
    var most = 0.0
    for value in a { most = max(most, abs(value)) }
    return most
  }
}

extension AdamStep {
  /// Moves `count` parameters and their two running averages from `start` on.
  /// - Precondition: all arrays have that part.
  package func move(
    _ parameters: inout [Double], _ first: inout [Double], _ second: inout [Double],
    at start: Int, gradient: [Double], from place: Int, count: Int
  ) {
    Kernels.adam(
      self, &parameters, &first, &second, at: start, gradient: gradient, from: place, count: count)
  }
}
