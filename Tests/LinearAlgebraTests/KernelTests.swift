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

  /// Numbers of which some are missing, infinite, or zero with a minus.
  private static func column(_ count: Int) -> [Double] {
    var values = numbers(count, 17)
    for i in stride(from: 2, to: count, by: 5) {
      values[i] = [.nan, .infinity, -0.0, -.infinity, 0][i / 5 % 5]
    }
    return values
  }

  @Test(arguments: counts) func `what is there of a column is counted in four lanes`(count: Int) {
    let values = Self.column(count)
    let found = Vectors.counts(values, 0..<count)
    var (sums, squares, there) = ([0.0, 0, 0, 0], [0.0, 0, 0, 0], 0)
    for i in 0..<(count / 4 * 4) where values[i].isFinite {
      there += 1
      sums[i % 4] += values[i]
      squares[i % 4] += (values[i] - 2) * (values[i] - 2)
    }
    let finite = values[..<(count / 4 * 4)].filter(\.isFinite)
    #expect(found.found == there && found.sums == SIMD4(sums))
    #expect(found.lows.min() == finite.min() ?? .infinity)
    #expect(found.highs.max() == finite.max() ?? -.infinity)
    #expect(Vectors.deviations(values, 0..<count, from: 2).squares == SIMD4(squares))
    #expect(Vectors.areFinite(values) == values.allSatisfy(\.isFinite))
    #expect(Vectors.areFinite(values.filter(\.isFinite)))
  }

  @Test(arguments: counts) func `numbers between two are gathered until room ends`(count: Int) {
    let values = Self.column(count)
    let within = values.filter { $0 >= -3 && $0 <= 40 }
    var kept = [Double](repeating: 0, count: count + 1)
    let found = Vectors.between(values, -3, 40, to: &kept)
    #expect(Array(kept[..<found.found]) == within)
    #expect(found.finite == values.count(where: \.isFinite))
    #expect(found.below == values.count { $0.isFinite && $0 < -3 })
    var few = [Double](repeating: 0, count: within.count / 2)
    #expect(Vectors.between(values, -3, 40, to: &few).found == few.count)
    #expect(few == Array(within.prefix(few.count)))
  }

  @Test(arguments: counts) func `marks are mixed as by SplitMix64`(count: Int) {
    let values = Self.column(count)
    let marks = (0..<count).map { UInt64($0) &* SplitMix64.step }
    var mixed = marks
    Vectors.mix(values, 0..<count, into: &mixed, missing: 77)
    #expect(
      mixed
        == zip(marks, values).map { mark, value in
          let bits = value.isFinite ? (value == 0 ? 0 : value.bitPattern) : 77
          return SplitMix64.mixed(mark ^ bits)
        })
  }

  @Test(arguments: counts) func `values stay where others are above zero`(count: Int) {
    var values = Self.numbers(count, 18)
    let (before, z) = (values, Self.column(count))
    Vectors.keepPositive(&values, where: z)
    #expect(values == zip(before, z).map { $1 > 0 ? $0 : 0 })
  }

  @Test(arguments: [1, 3, 8]) func `columns are scaled side by side`(count: Int) {
    let columns = (0..<count).map { j in Self.column(20).map { $0 + Double(j) } }
    var scaling = ColumnScaling()
    for j in 0..<count {
      (scaling.fills[j], scaling.lows[j], scaling.highs[j]) = (0.5, -20 - Double(j), 30)
      (scaling.centers[j], scaling.scales[j]) = (Double(j), 3)
    }
    var block = [Double](repeating: -1, count: 12 * 9)
    var span = block.mutableSpan
    scaling.write(columns, 5..<16, to: &span, at: 9, stride: 9)
    for row in 0..<12 {
      for j in 0..<9 {
        guard row > 0, j < count else {
          #expect(block[row * 9 + j] == -1)
          continue
        }
        let x = columns[j][row + 4]
        let held = x.isFinite ? min(max(x, -20 - Double(j)), 30) : 0.5
        #expect(block[row * 9 + j] == (held - Double(j)) / 3)
      }
    }
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
