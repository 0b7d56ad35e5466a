import RowcastLinearAlgebra
import Testing

@testable import RowcastProfile

@Suite struct `Sketches of different values` {
  /// Rows of values, as their numbers; every third value has several rows.
  static func rows(_ count: Int, seed: UInt64) -> [Int] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { row in
      row % 3 == 0 ? Int(random.uniform() * Double(count) / 10) : count + row
    }
  }

  static func sketch(_ rows: ArraySlice<Int>, capacity: Int) -> DistinctSketch {
    var sketch = DistinctSketch(capacity: capacity)
    for (place, value) in zip(rows.indices, rows) {
      sketch.add(
        SplitMix64.mixed(UInt64(value)), mark: UInt64(place % 2), row: UInt32(place + 1))
    }
    return sketch
  }

  @Test(arguments: [16, 100, 5000])
  func `Any cutting gives the same sketch`(capacity: Int) {
    let rows = Self.rows(3000, seed: 3)
    let whole = Self.sketch(rows[...], capacity: capacity)
    for size in [1, 7, 250, 2999] {
      var merged = DistinctSketch(capacity: capacity)
      for start in stride(from: 0, to: rows.count, by: size) {
        merged.merge(
          Self.sketch(rows[start..<min(rows.count, start + size)], capacity: capacity))
      }
      #expect(merged == whole, "parts of \(size)")
    }
    #expect(whole.entries.count <= capacity)
  }

  @Test func `Few values are counted exactly`() {
    let rows = Self.rows(3000, seed: 5)
    let sketch = Self.sketch(rows[...], capacity: 5000)
    let counts = Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(sketch.isWhole && sketch.distinct == EstimatedCount(value: counts.count, error: 0))
    #expect(sketch.single.value == counts.values.count { $0 == 1 })
    #expect(sketch.repeated.value == rows.count - counts.count)
  }

  @Test func `Estimates are within their error, nearly always`() {
    var misses = 0
    for seed in 0..<40 as Range<UInt64> {
      var sketch = DistinctSketch(capacity: 256)
      let count = 5000 + Int(seed) * 100
      for value in 0..<count {
        sketch.add(
          SplitMix64.mixed(UInt64(value) ^ seed << 40), mark: 0, row: UInt32(value + 1))
      }
      let found = sketch.distinct
      #expect(!found.isExact && found.error < 0.2)
      let miss = Double(found.value - count).magnitude / Double(count)
      if miss > found.error { misses += 1 }
      #expect(miss < 2 * found.error)
      #expect(sketch.single == found)
    }
    // Twice the standard error is missed once in 20.
    #expect(misses <= 5)
  }

  @Test func `The first later row with another mark is remembered`() {
    var sketch = DistinctSketch(capacity: 16)
    for (row, mark) in [(1, 5), (2, 5), (3, 6), (4, 7)] as [(UInt32, UInt64)] {
      sketch.add(99, mark: mark, row: row)
    }
    let entry = sketch.entry(of: 99)
    #expect(entry?.first == 1 && entry?.other == 3 && entry?.count == 4)
    #expect(sketch.entry(of: 98) == nil)
  }
}
