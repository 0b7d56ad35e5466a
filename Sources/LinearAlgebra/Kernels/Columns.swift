private import CRowcastKernels

// What is counted of columns of numbers, and what becomes of them: one walk over memory each.

/// What becomes of up to eight columns: a number is held within bounds or filled, then centered and
/// divided.
package struct ColumnScaling: Sendable {
  /// What stands for numbers that are not finite.
  package var fills = SIMD8<Double>(repeating: 0)
  package var lows = SIMD8<Double>(repeating: 0)
  package var highs = SIMD8<Double>(repeating: 0)
  package var centers = SIMD8<Double>(repeating: 0)
  package var scales = SIMD8<Double>(repeating: 1)

  package init() {}

  /// Writes the columns side by side into rows of `stride` numbers, from the place `start` on.
  /// - Precondition: there are at most eight columns, all have the rows, and the block has room.
  package func write(
    _ columns: [[Double]], _ rows: Range<Int>, to block: inout MutableSpan<Double>,
    at start: Int, stride: Int
  ) {
    Kernels.scale(columns, rows, self, to: &block, at: start, stride: stride)
  }
}

/// What is there of some numbers, in four lanes, each for every fourth number; the last one to three
/// are left out.
package struct LaneCounts {
  /// How many numbers are finite.
  package let found: Int
  package let sums: SIMD4<Double>
  package let lows: SIMD4<Double>
  package let highs: SIMD4<Double>
}

extension Vectors {
  /// Counts the finite ones of some numbers.
  /// - Precondition: the array has the range.
  package static func counts(_ x: [Double], _ range: Range<Int>) -> LaneCounts {
    let counts = Kernels.counts(x, range)
    let (a, b, c) = (counts.sums, counts.lows, counts.highs)
    return LaneCounts(
      found: counts.there, sums: SIMD4(a.0, a.1, a.2, a.3), lows: SIMD4(b.0, b.1, b.2, b.3),
      highs: SIMD4(c.0, c.1, c.2, c.3))
  }

  /// The sums of `(x - center)^2` and of `x - center` of the finite ones of some numbers.
  /// - Precondition: the array has the range.
  package static func deviations(
    _ x: [Double], _ range: Range<Int>, from center: Double
  ) -> (squares: SIMD4<Double>, rests: SIMD4<Double>) {
    Kernels.deviations(x, range, from: center)
  }

  /// Gathers the numbers between two, both included, in their order, until `kept` is full.
  /// - Returns: how many were found, and of all, when `kept` was not filled, how many are finite and how
  ///   many of these below `low`.
  package static func between(
    _ x: [Double], _ low: Double, _ high: Double, to kept: inout [Double]
  ) -> (found: Int, below: Int, finite: Int) {
    Kernels.between(x, low, high, to: &kept)
  }

  /// Whether all numbers are finite.
  package static func areFinite(_ x: [Double]) -> Bool { Kernels.areFinite(x) }

  /// Replaces the mark of each number by `SplitMix64.mixed(mark ^ bits)`, with the bits of the number:
  /// those of zero for both zeros, and `missing` for one that is not finite.
  /// - Parameter marks: those of the range, from its first number on.
  /// - Precondition: the numbers have the range, and there are as many marks.
  package static func mix(
    _ x: [Double], _ range: Range<Int>, into marks: inout [UInt64], missing: UInt64
  ) {
    Kernels.mix(x, range, into: &marks, missing: missing)
  }
}
