internal import RowcastMachine
internal import RowcastTabular

/// The second pass over two tables: their rows in parts, and each part matched.
struct Matching {
  let old: ComparedSide
  let new: ComparedSide
  let pairs: [ColumnPair]
  let memory: Int

  /// What came of it.
  struct Outcome {
    /// The places of the key's columns.
    var key: [Int]
    var tally: RowTally
    /// Changed cells by the places of the columns.
    var cells: [Int: Int]
    var changes: MergedChanges
    /// The place among the pairs of each encoded value.
    var oldOrder: [Int]
    var newOrder: [Int]
  }

  /// The bits of a hash that choose the part: 32 parts of each table, so few files are open at once.
  private static let bits = 5

  /// The bytes of two parts that are matched at once.
  private var partMemory: Int { max(1, memory / 16) }

  /// Matches rows by some columns.
  /// - Parameter isWhole: whether these are all that both tables have, so that no row is changed.
  func matched(
    by key: [Int], isWhole: Bool = false, _ tell: (ComparisonStep) throws -> Void
  ) throws -> Outcome {
    let others = pairs.indices.filter {
      pairs[$0].oldPlace != nil && pairs[$0].newPlace != nil && !key.contains($0)
    }
    let alone = (
      pairs.indices.filter { pairs[$0].newPlace == nil },
      pairs.indices.filter { pairs[$0].oldPlace == nil }
    )
    let (oldOrder, newOrder) = (key + others + alone.0, key + others + alone.1)
    var rows = 0
    func runs(_ side: ComparedSide, _ order: [Int], isNew: Bool) throws -> [Run] {
      let encoding = RowEncoding(
        columns: order.map { place in
          ((isNew ? pairs[place].new : pairs[place].old)?.source ?? -1, pairs[place].reading)
        }, keyCount: key.count, sharedCount: key.count + others.count)
      // A quarter of the memory waits in all runs of both tables before they have files.
      let writer = RunWriter(count: 1 << Self.bits, memory: (memory / 4) >> (Self.bits + 1))
      try side.source.mapPieces(
        recordBytes: EncodedRow.headSize + order.count,
        { (encoding.parts($0, bits: Self.bits), $0.rowCount) },
        inOrder: { parts, count in
          for (run, bytes) in parts.enumerated() { try writer.append(bytes, to: run) }
          rows += count
          try tell(.matched(rows: rows))
          return true
        })
      return writer.finished()
    }
    let (own, its) = (
      try runs(old, oldOrder, isNew: false), try runs(new, newOrder, isNew: true)
    )
    let matching = RowMatching(
      memory: partMemory, keyColumns: key.count, otherColumns: others.count,
      isWhole: isWhole)
    var tally = RowTally(columns: others.count)
    var changes: [Run] = []
    var next = 0
    try orderedMap(
      workers: min(WorkerCount.current, max(1, memory / (4 * partMemory))),
      produce: {
        defer { next += 1 }
        return next < own.count ? (own[next], its[next]) : nil
      },
      transform: { try matching.matched($0.0, $0.1, used: Self.bits) },
      consume: { outcome in
        tally.merge(outcome.tally)
        if outcome.changes.count > 0 { changes.append(outcome.changes) }
        return true
      })
    return Outcome(
      key: key, tally: tally,
      cells: Dictionary(uniqueKeysWithValues: zip(others, tally.cells)),
      changes: MergedChanges(runs: changes), oldOrder: oldOrder, newOrder: newOrder)
  }
}
