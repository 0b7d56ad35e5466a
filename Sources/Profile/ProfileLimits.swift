/// How much is held of each column: less of many columns, so that memory has a bound.
struct ProfileLimits: Sendable, Hashable {
  /// The different texts of a column that are counted one by one, the first ones.
  let levels: Int
  /// The bytes that these may have.
  let levelBytes: Int
  /// The different values of a column that are held before it becomes a sample of them.
  let distinct: Int
  /// The buckets of the spread of a column's numbers.
  let buckets: Int
  /// The days of a column that are told apart.
  let days: Int
  /// The rows that are told apart.
  let rows: Int
  /// The rows of the sample that relations are learned from.
  let sampledRows: Int

  /// The limits of a table of so many columns.
  init(columns: Int) {
    let columns = max(1, columns)
    func share(_ total: Int, _ range: ClosedRange<Int>) -> Int {
      min(range.upperBound, max(range.lowerBound, total / columns))
    }
    levels = share(400_000, 64...10_000)
    levelBytes = share(64 << 20, (16 << 10)...(4 << 20))
    distinct = share(1 << 20, 256...(1 << 14))
    buckets = share(1 << 18, NumberSketch.leastLimit...2048)
    days = share(1 << 20, NumberSketch.leastLimit...8192)
    rows = 1 << 17
    sampledRows = share(2_000_000, 200...20_000)
  }
}
