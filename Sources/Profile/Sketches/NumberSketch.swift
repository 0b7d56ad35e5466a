/// How numbers are spread, in bounded memory: counts of buckets of one width, a power of two.
///
/// Every number belongs to the bucket `floor(x / 2^e) * 2^e`. While there are few different
/// numbers, `e` is so small that each has a bucket of its own, and everything told is exact. When
/// more than ``limit`` buckets are occupied, `e` becomes the least one by which they are no more.
///
///     e = 0    |3 4 4 5 . . . 9 11|      e = 2    |3 | 4 4 5 | 9 11|
///
/// A number far from the others costs one bucket, not the precision of the rest. `e` follows from
/// the set of numbers alone and counts are sums: any cutting of the rows, merged in any order, gives
/// the same sketch.
public struct NumberSketch: Sendable, Hashable {
  /// The most buckets.
  public let limit: Int
  /// The exponent of the buckets' width; nil while every number has its own.
  private(set) var exponent: Int?
  /// The least number of each bucket, ascending.
  private(set) var edges: [Double] = []
  /// The numbers in each bucket.
  private(set) var counts: [Int] = []
  /// All numbers.
  public private(set) var count = 0
  /// The least number; 0 when there is none.
  public private(set) var minimum = 0.0
  /// The greatest number; 0 when there is none.
  public private(set) var maximum = 0.0

  /// Numbers beyond 2^1017 have at most 256 buckets of this width.
  private static let greatestExponent = 1017
  static let leastLimit = 256

  /// A sketch of no numbers; of at least 256 buckets.
  public init(limit: Int = 2048) { self.limit = max(Self.leastLimit, limit) }

  /// A sketch of some numbers, of which NaN and infinities do not count.
  /// - Parameter rows: how many rows each number has; nil for one.
  public init(of values: [Double], rows: [Int]? = nil, limit: Int = 2048) {
    self.init(limit: limit)
    if let rows {
      let order = values.indices.filter { values[$0].isFinite && $0 < rows.count }
        .sorted { values[$0] < values[$1] }
      for index in order { append(values[index], rows[index]) }
    } else {
      var sorted = values.filter(\.isFinite)
      sorted.sort()
      for value in sorted { append(value, 1) }
    }
    guard let first = edges.first, let last = edges.last else { return }
    (minimum, maximum) = (first, last)
    if edges.count > 2 * self.limit { coarsen(to: leastExponent) }
  }

  /// Takes over buckets; of a sketch that has none.
  mutating func take(
    _ edges: [Double], _ counts: [Int], _ exponent: Int?, _ minimum: Double, _ maximum: Double
  ) {
    (self.edges, self.counts, self.exponent) = (edges, counts, exponent)
    (self.minimum, self.maximum) = (minimum, maximum)
    count = counts.reduce(0, +)
    if edges.count > 2 * limit { coarsen(to: leastExponent) }
  }

  private mutating func append(_ value: Double, _ rows: Int) {
    count += rows
    if let edge = edges.last, edge == value {
      counts[counts.count - 1] += rows
    } else {
      edges.append(value + 0)
      counts.append(rows)
    }
  }

  /// Adds the numbers of another part, which has the same limit.
  public mutating func merge(_ other: NumberSketch) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    (minimum, maximum) = (min(minimum, other.minimum), max(maximum, other.maximum))
    count += other.count
    var other = other
    if let exponent = other.exponent, exponent > self.exponent ?? .min { coarsen(to: exponent) }
    if let exponent, exponent > other.exponent ?? .min { other.coarsen(to: exponent) }
    add(other.edges, other.counts)
    // Twice the limit at most, so that most merges are but a walk.
    if edges.count > 2 * limit { coarsen(to: leastExponent) }
  }

  private mutating func add(_ others: [Double], _ otherCounts: [Int]) {
    var (newEdges, newCounts): ([Double], [Int]) = ([], [])
    newEdges.reserveCapacity(edges.count + others.count)
    newCounts.reserveCapacity(edges.count + others.count)
    var (i, j) = (0, 0)
    while i < edges.count || j < others.count {
      if j == others.count || (i < edges.count && edges[i] < others[j]) {
        newEdges.append(edges[i])
        newCounts.append(counts[i])
        i += 1
      } else if i == edges.count || others[j] < edges[i] {
        newEdges.append(others[j])
        newCounts.append(otherCounts[j])
        j += 1
      } else {
        newEdges.append(edges[i])
        newCounts.append(counts[i] + otherCounts[j])
        (i, j) = (i + 1, j + 1)
      }
    }
    (edges, counts) = (newEdges, newCounts)
  }

  /// The sketch with no more buckets than its limit: what is read.
  public func finished() -> NumberSketch {
    guard edges.count > limit else { return self }
    var sketch = self
    sketch.coarsen(to: leastExponent)
    return sketch
  }

  /// The least exponent by which no more than ``limit`` buckets are occupied: wider buckets are
  /// unions of narrower ones, so that it can be found by halving.
  private var leastExponent: Int {
    var (low, high) = ((exponent ?? -1075) + 1, Self.greatestExponent)
    while low < high {
      let middle = low + (high - low) / 2
      let grid = Grid(exponent: middle)
      var occupied = 0
      var last = Double.nan
      for edge in edges {
        let floor = grid.floor(edge)
        if floor != last {
          occupied += 1
          last = floor
        }
      }
      if occupied > limit { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func coarsen(to exponent: Int) {
    let grid = Grid(exponent: exponent)
    var kept = 0
    for index in edges.indices {
      let edge = grid.floor(edges[index])
      if kept > 0, edges[kept - 1] == edge {
        counts[kept - 1] += counts[index]
      } else {
        (edges[kept], counts[kept]) = (edge, counts[index])
        kept += 1
      }
    }
    edges.removeSubrange(kept...)
    counts.removeSubrange(kept...)
    self.exponent = exponent
  }
}

/// Multiples of a power of two.
struct Grid: Sendable {
  let exponent: Int

  /// The greatest multiple that is not above a number.
  func floor(_ value: Double) -> Double {
    // A number of so great an exponent is a multiple itself.
    guard value != 0, Int(value.exponent) - 52 < exponent else { return value }
    // So small that its scaled value might be lost.
    if Int(value.exponent) < exponent {
      return value > 0 ? 0 : Double(sign: .minus, exponent: exponent, significand: 1)
    }
    let scaled = Double(sign: .plus, exponent: -exponent, significand: value)
    return Double(sign: .plus, exponent: exponent, significand: scaled.rounded(.down)) + 0
  }
}
