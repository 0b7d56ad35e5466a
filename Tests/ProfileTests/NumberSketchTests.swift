import RowcastLinearAlgebra
import Testing

@testable import RowcastProfile

@Suite struct `Sketches of numbers` {
  /// Columns as they come: whole numbers, prices, far-off values, signs, one value, tiny and huge.
  static let columns: [[Double]] = {
    var random = SeededGenerator(seed: 7)
    func uniform() -> Double { random.uniform() }
    return [
      [], [3], Array(repeating: -2.5, count: 100),
      (0..<3000).map { Double($0 % 77) }, (0..<6000).map { _ in uniform() },
      (0..<6000).map { _ in (uniform() * 2e5).rounded() / 100 },
      (0..<5000).map { _ in 1 / (uniform() + 1e-6) } + [1e300, -1e300],
      (0..<5000).map { _ in uniform() - 0.5 } + [0, -0.0],
      (0..<4000).map { _ in 1.7e12 + (uniform() * 4e10).rounded() },
      (0..<3000).map {
        Double(sign: $0 % 2 == 0 ? .plus : .minus, exponent: $0 / 2 - 750, significand: 1)
      },
      [.nan, .infinity, 1, -.infinity, 2],
    ]
  }()

  @Test(arguments: columns.indices)
  func `Any cutting gives the same sketch`(column: Int) {
    let values = Self.columns[column]
    var random = SeededGenerator(seed: UInt64(column))
    let whole = NumberSketch(of: values, limit: 256).finished()
    for _ in 0..<4 {
      var merged = NumberSketch(limit: 256)
      var start = 0
      while start < values.count {
        let end = min(values.count, start + 1 + Int(random.uniform() * 900))
        merged.merge(NumberSketch(of: Array(values[start..<end]), limit: 256))
        start = end
      }
      #expect(merged.finished() == whole)
      // And whatever the order of the parts.
      var backwards = NumberSketch(limit: 256)
      for start in stride(from: values.count / 500 * 500, through: 0, by: -500) {
        backwards.merge(
          NumberSketch(of: Array(values[start..<min(values.count, start + 500)]), limit: 256))
      }
      #expect(backwards.finished() == whole)
    }
  }

  @Test(arguments: columns.indices)
  func `Quantiles are as near as the sketch says`(column: Int) {
    let values = Self.columns[column].filter(\.isFinite).sorted()
    let sketch = NumberSketch(of: values, limit: 256).finished()
    #expect(sketch.count == values.count && sketch.buckets.count <= 256)
    #expect(sketch.buckets.reduce(0) { $0 + $1.count } == values.count)
    let levels = [0, 0.01, 0.25, 0.5, 0.501, 0.502, 0.75, 0.99, 1]
    let found = sketch.quantiles(at: levels)
    guard let last = values.indices.last else {
      #expect(found.isEmpty)
      return
    }
    for (level, quantile) in zip(levels, found) {
      let place = level * Double(last)
      let (low, high) = (values[Int(place)], values[min(last, Int(place) + 1)])
      let part = place - Double(Int(place))
      let exact = low == high ? low : low + (high - low) * part
      #expect((quantile - exact).magnitude <= sketch.error + 1e-9 * exact.magnitude, "\(level)")
    }
    #expect(found.first == values.first && found.last == values.last)
  }

  @Test func `Few different numbers are exact, however many rows have them`() {
    let sketch = NumberSketch(of: (0..<100_000).map { Double($0 % 200) / 7 }).finished()
    #expect(sketch.isExact && sketch.error == 0 && sketch.buckets.count == 200)
    #expect(sketch.buckets.allSatisfy { $0.count == 500 })
  }

  @Test func `A number far off costs a bucket and no precision`() {
    let near = (0..<20_000).map { Double($0) / 20_000 }
    let alone = NumberSketch(of: near).finished()
    let beside = NumberSketch(of: near + [1e15, -1e15]).finished()
    #expect(beside.error <= 2 * alone.error && alone.error < 0.001)
  }

  @Test func `Numbers with rows count as often`() {
    let one = NumberSketch(of: [1, 2, 2, 2, .nan, 9])
    #expect(NumberSketch(of: [9, .nan, 1, 2], rows: [1, 5, 1, 3]) == one)
  }

  @Test(arguments: columns.indices)
  func `Every number is in a bin, below or above`(column: Int) {
    let sketch = NumberSketch(of: Self.columns[column], limit: 256).finished()
    let bins = [-1, 0, 0.25, 1, 10, 1000.0]
    let found = sketch.histogram(bins)
    #expect(found.counts.reduce(0, +) + found.below + found.above == sketch.count)
    #expect(found.counts.count == bins.count - 1)
  }
}
