internal import RowcastLinearAlgebra

/// Which values of one column go with each value of another, over all rows; bounded.
struct FunctionTally: Sendable {
  /// The pairs of values, each marked by the first of the two.
  private var pairs: DistinctSketch

  private static let mostPairs = 1 << 16

  init() { pairs = DistinctSketch(capacity: Self.mostPairs) }

  @inline(__always)
  mutating func add(_ from: UInt64, _ to: UInt64, row: UInt32) {
    pairs.add(SplitMix64.mixed(from ^ to &* SplitMix64.step), mark: from, row: row)
  }

  /// Adds the rows of another part, which come behind all these.
  mutating func merge(_ other: FunctionTally) { pairs.merge(other.pairs) }

  /// The rows that have another value than most of their kind, the first few of them, and all rows;
  /// nil where there were too many pairs to hold.
  var exceptions: (count: Int, rows: [Int], of: Int)? {
    guard pairs.isWhole else { return nil }
    var usual: [UInt64: DistinctSketch.Entry] = [:]
    var all = 0
    for entry in pairs.entries {
      all += entry.count
      if entry.count > usual[entry.mark]?.count ?? 0 { usual[entry.mark] = entry }
    }
    var (count, found): (Int, [Int]) = (0, [])
    for entry in pairs.entries where usual[entry.mark]?.hash != entry.hash {
      count += entry.count
      found.append(Int(entry.first))
    }
    return (count, Array(found.sorted().prefix(SeenRows.shown)), all)
  }
}
