import CRowcastKernels
import RowcastLinearAlgebra
import RowcastMachine
import Testing

/// The kernels against the order that their header promises, to the last bit.
@Suite struct KernelTests {
  private static let counts = [0, 1, 5, 7, 8, 9, 16, 31, 64, 100, 259]

  private static func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (generator.uniform() - 0.5) * Elementary.exp(8 * generator.uniform())
    }
  }

  /// Eight lanes, added up as the header says, and the rest behind.
  private static func dot(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Double {
    let pairs = Array(zip(x, y).map { $0 * $1 })
    var lanes = [Double](repeating: 0, count: 8)
    let whole = pairs.count / 8 * 8
    for i in 0..<whole { lanes[i % 8] += pairs[i] }
    let four = (0..<4).map { lanes[$0] + lanes[$0 + 4] }
    return (four[0] + four[2]) + (four[1] + four[3]) + pairs[whole...].reduce(0, +)
  }

  @Test(arguments: counts) func `a product of vectors has eight lanes`(count: Int) {
    let (x, y) = (Self.numbers(count, 1), Self.numbers(count, 2))
    #expect(rowcast_dot(x, y, count) == Self.dot(x[...], y[...]))
    var sum = y
    rowcast_add(0.3, x, &sum, count)
    #expect(sum == zip(x, y).map { $1 + 0.3 * $0 })
  }

  @Test(arguments: counts, [0, 1, 3, 4, 6, 9])
  func `rows and columns times a vector keep each sum's order`(width: Int, rows: Int) {
    let x = Self.numbers(rows * width, 3)
    let (w, r) = (Self.numbers(width, 4), Self.numbers(rows, 5))
    var (z, g) = (r, w)
    rowcast_rows_times(x, width, rows, width, w, &z)
    rowcast_columns_times(x, width, rows, width, r, &g)
    #expect(
      z == (0..<rows).map { r[$0] + Self.dot(x[($0 * width)..<(($0 + 1) * width)], w[...]) })
    for j in 0..<width {
      #expect(g[j] == (0..<rows).reduce(w[j]) { $0 + r[$1] * x[$1 * width + j] })
    }
  }

  @Test(arguments: [1, 3, 4, 5, 9, 17], [1, 2, 8, 10, 33])
  func `a product of matrices sums stretches of 256 from first to last`(rows: Int, columns: Int) {
    for inner in [0, 1, 30, 256, 300] {
      let (a, b) = (Self.numbers(rows * inner, 6), Self.numbers(inner * columns, 7))
      let (start, weights) = (Self.numbers(rows * columns, 8), Self.numbers(inner, 9))
      for what in [0, 1, 2, 5, 6] {
        for weighted in [false, true] {
          var expected = start
          for i in 0..<rows {
            for j in 0..<columns where what & 4 == 0 || j <= i {
              if what & 3 == 0 { expected[i * columns + j] = 0 }
              for first in stride(from: 0, to: inner, by: 256) {
                let sum = (first..<min(inner, first + 256)).reduce(0.0) {
                  $0 + (weighted ? weights[$1] : 1) * a[i * inner + $1] * b[$1 * columns + j]
                }
                expected[i * columns + j] += what & 2 == 0 ? sum : -sum
              }
            }
          }
          var c = start
          a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
              guard let a = a.baseAddress, let b = b.baseAddress else { return }
              rowcast_multiply(
                rowcast_factor(at: a, row: inner, column: 1),
                rowcast_factor(at: b, row: columns, column: 1), weighted ? weights : nil, rows,
                columns, inner, &c, columns, Int32(what))
            }
          }
          let isSame = c == expected
          #expect(isSame, "inner \(inner), what \(what)")
        }
      }
    }
  }

  @Test func `eight exponentials are those of one`() {
    var generator = SeededGenerator(seed: 1)
    let x = (0..<4003).map { _ in -708 + 1400 * generator.uniform() * generator.uniform() }
    var (powers, shares) = (x, x)
    rowcast_exponentials(&powers, x.count)
    rowcast_sigmoids(x, &shares, x.count, 1)
    #expect(powers == x.map(Elementary.exp))
    #expect(shares == x.map(Elementary.sigmoid))
    var ends = [-720.0, -.infinity]
    rowcast_exponentials(&ends, 2)
    #expect(ends == [0, 0])
    var sigmoids = [0.0, 0, 0, 0]
    rowcast_sigmoids([-.infinity, .infinity, 400, .nan], &sigmoids, 4, 2)
    #expect(sigmoids[0...2] == [0, 1, 1] && sigmoids[3].isNaN)
  }
}
