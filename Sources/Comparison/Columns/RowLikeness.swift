internal import RowcastMachine
internal import RowcastTabular

/// How often the cells of two columns are the same in rows that a key matches: of a sample of the rows
/// of both tables that is the same for equal keys.
struct RowLikeness {
  /// The columns of the old and of the new table that are held against each other.
  let old: [Int]
  let new: [Int]
  /// By matched row: the hashes of the values of both, 0 where there is none.
  private var rows: [(old: [UInt64], new: [UInt64])] = []

  /// Fewer matched rows show nothing.
  private static let fewest = 20
  /// The values that are kept of each table.
  private static let kept = 1 << 20

  /// - Parameters:
  ///   - key: the columns by which rows are matched.
  ///   - old: the places of columns of the old table.
  ///   - new: the places of columns of the new one.
  /// - Returns: nil where too few rows are in both.
  /// - Throws: what the sources throw, or `tell`.
  init?(
    _ own: ComparedSide, _ its: ComparedSide, key: [ColumnPair], old: [Int], new: [Int],
    _ tell: (Int) throws -> Void
  ) throws {
    (self.old, self.new) = (old, new)
    let limit = max(1000, Self.kept / max(1, old.count + new.count))
    let first = try SampledRows(
      own, key: key.compactMap { $0.old?.source },
      others: old.map { own.schema.columns[$0].source }, limit: limit, tell)
    let second = try SampledRows(
      its, key: key.compactMap { $0.new?.source },
      others: new.map { its.schema.columns[$0].source }, limit: limit, tell)
    let level = max(first.level, second.level)
    for hash in first.rows.keys.sorted() where hash.trailingZeroBitCount >= level {
      guard let a = first.rows[hash], let b = second.rows[hash], !a.repeats, !b.repeats else {
        continue
      }
      rows.append((a.values, b.values))
    }
    guard rows.count >= Self.fewest else { return nil }
  }

  /// The share of rows in which two columns have the same value, of those in which either has one;
  /// and what it would be if they had nothing to do with each other.
  func share(_ a: Int, _ b: Int) -> (share: Double, chance: Double) {
    guard let i = old.firstIndex(of: a), let j = new.firstIndex(of: b) else { return (0, 0) }
    var (equal, all) = (0, 0)
    var counts: (old: [UInt64: Int], new: [UInt64: Int]) = ([:], [:])
    for row in rows {
      let (x, y) = (row.old[i], row.new[j])
      guard x != 0 || y != 0 else { continue }
      all += 1
      if x == y { equal += 1 }
      counts.old[x, default: 0] += 1
      counts.new[y, default: 0] += 1
    }
    guard all >= Self.fewest else { return (0, 0) }
    let both = counts.old.reduce(0) { $0 + $1.value * (counts.new[$1.key] ?? 0) }
    let total = Double(all)
    return (Double(equal) / total, Double(both) / (total * total))
  }
}

/// Rows of a table by the hashes of their keys; those of a high enough level when they are many.
private struct SampledRows {
  var level = 0
  var rows: [UInt64: (values: [UInt64], repeats: Bool)] = [:]

  init(
    _ side: ComparedSide, key: [Int], others: [Int], limit: Int, _ tell: (Int) throws -> Void
  ) throws {
    let hashes = ValueHashes(
      (key + others).map { (source: $0, reading: .texts) }, passesBlanks: true)
    let keyCount = key.count
    var seen = 0
    try side.source.mapPieces(
      recordBytes: 16 * side.schema.columns.count,
      { batch in
        hashes.rows(of: batch).map { row -> (hash: UInt64, values: [UInt64]) in
          (
            StringInterner.finished(ValueHashes.joined(row.prefix(keyCount))),
            Array(row.dropFirst(keyCount))
          )
        }
      },
      inOrder: { part in
        seen += part.count
        try tell(seen)
        for (hash, values) in part where hash.trailingZeroBitCount >= level {
          if rows[hash] != nil { rows[hash]?.repeats = true } else { rows[hash] = (values, false) }
          while rows.count > limit, level < 60 {
            level += 1
            rows = rows.filter { $0.key.trailingZeroBitCount >= level }
          }
        }
        return true
      })
  }
}
