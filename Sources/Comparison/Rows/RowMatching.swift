internal import RowcastFileIO
internal import RowcastMachine
internal import RowcastTabular

/// Finds for the rows of a part of one table the same ones of the other.
///
/// Rows of one key have one hash, and so lie in one part. A part that is more than memory should
/// hold is cut by further bits of the hash. Rows that share their key with others are matched like
/// this, whatever the memory: equal rows first, the others in their order; and of a key that more than
/// ``pairedRows`` rows have, equal rows alone.
struct RowMatching: Sendable {
  /// The bytes of both tables that are looked at at once.
  let memory: Int
  /// The columns of the key, and those of both tables behind them.
  let keyColumns: Int
  let otherColumns: Int
  /// Whether whole rows are the key.
  let isWhole: Bool

  /// Beyond so many rows of one key, in both tables together, only equal rows are matched.
  static let pairedRows = 10_000

  /// What came of a part.
  struct Outcome: Sendable {
    var tally: RowTally
    var changes: Run
  }

  /// The bits that cut a part into eight: of each thread only a few files are open at once.
  private static let bits = 3

  /// - Parameter used: the bits of the hash that all rows of the parts have in common.
  func matched(_ old: Run, _ new: Run, used: Int) throws -> Outcome {
    try Cancellation.check()
    guard old.count > memory - new.count else { return try matchedInMemory(old, new) }
    guard used + Self.bits <= 64 else { return try matchedByStream(old, new) }
    let (own, others) = (try split(old, used), try split(new, used))
    var tally = RowTally(columns: otherColumns)
    var runs: [Run] = []
    for (a, b) in zip(own, others) where a.count + b.count > 0 {
      let outcome = try matched(a, b, used: used + Self.bits)
      tally.merge(outcome.tally)
      if outcome.changes.count > 0 { runs.append(outcome.changes) }
    }
    return Outcome(tally: tally, changes: try MergedChanges(runs: runs).joined(memory: memory / 4))
  }

  private func split(_ run: Run, _ used: Int) throws -> [Run] {
    let writer = RunWriter(count: 1 << Self.bits, memory: memory >> Self.bits)
    try forEachRow(of: run) { head, block in
      let row = block.extracting((head.start - EncodedRow.headSize)..<head.end)
      try writer.append(row, to: RowPart.index(of: head.hash, bits: Self.bits, behind: used))
      return true
    }
    return writer.finished()
  }

  private func forEachRow(
    of run: Run, _ body: (EncodedRow.Head, Span<UInt8>) throws -> Bool
  ) throws {
    var cursor = RunCursor(run)
    while try cursor.ready(EncodedRow.headSize) {
      let end = cursor.block.span.word(at: cursor.next + 24) >> 32
      let size = EncodedRow.headSize + Int(end)
      guard try cursor.ready(size),
        let head = EncodedRow.Head(cursor.block.span, at: cursor.next)
      else { return }
      if try !body(head, cursor.block.span) { return }
      cursor.skip(size)
    }
  }

  private func matchedInMemory(_ old: Run, _ new: Run) throws -> Outcome {
    var part = RowPairs(
      old: try old.bytes(), new: try new.bytes(), keyColumns: keyColumns,
      otherColumns: otherColumns, isWhole: isWhole)
    part.match()
    let writer = RunWriter(count: 1, memory: memory / 4)
    try part.write(to: writer)
    return Outcome(tally: part.tally, changes: writer.finished()[0])
  }

  /// Rows that all have one hash, and are more than memory should hold: of one key, or equal.
  private func matchedByStream(_ old: Run, _ new: Run) throws -> Outcome {
    let facts = (try facts(of: old), try facts(of: new))
    let total = facts.0.count + facts.1.count
    let first = facts.0.first.isEmpty ? facts.1.first : facts.0.first
    let isOne = [facts.0, facts.1].allSatisfy {
      $0.isOne && ($0.first.isEmpty || $0.first == first)
    }
    // Few long rows, or other keys of the same hash, which only happens when somebody wants it to.
    guard isOne, total > Self.pairedRows || isWhole else { return try matchedInMemory(old, new) }
    guard isWhole else {
      let whole = RowMatching(
        memory: memory, keyColumns: keyColumns, otherColumns: otherColumns,
        isWhole: true)
      var outcome = try whole.matched(try byWholeRow(old), try byWholeRow(new), used: 0)
      if facts.0.count > 1 || facts.1.count > 1 {
        let isOld = facts.0.count > 0
        outcome.tally.add(
          RepeatedKey(
            values: RowPairs.values(first.span, columns: keyColumns), oldCount: facts.0.count,
            newCount: facts.1.count, firstRow: isOld ? facts.0.number : facts.1.number,
            isFirstInOld: isOld))
      }
      return outcome
    }
    let shared = keyColumns > 0 ? min(facts.0.count, facts.1.count) : 0
    var tally = RowTally(columns: otherColumns)
    tally.counts.same = shared
    tally.counts.removed = facts.0.count - shared
    tally.counts.added = facts.1.count - shared
    let runs = [
      try rest(of: old, behind: shared, as: .removed),
      try rest(of: new, behind: shared, as: .added),
    ]
    return Outcome(tally: tally, changes: try MergedChanges(runs: runs).joined(memory: memory / 4))
  }

  /// How many rows there are, and whether all have one key.
  private func facts(
    of run: Run
  ) throws -> (count: Int, number: Int, first: [UInt8], isOne: Bool) {
    var facts = (count: 0, number: 0, first: [UInt8](), isOne: true)
    try forEachRow(of: run) { head, block in
      let key = block.extracting(head.start..<head.keyEnd)
      if facts.count == 0 { (facts.number, facts.first) = (head.number, [UInt8](key)) }
      if !facts.first.span.isEqual(to: key) { facts.isOne = false }
      facts.count += 1
      return facts.isOne
    }
    return facts
  }

  /// The same rows, with all that both tables have as their key.
  private func byWholeRow(_ run: Run) throws -> Run {
    let writer = RunWriter(count: 1, memory: memory / 4)
    var row: [UInt8] = []
    try forEachRow(of: run) { head, block in
      row.removeAll(keepingCapacity: true)
      row.append(contentsOf: block.extracting((head.start - EncodedRow.headSize)..<head.end))
      let shared = UInt64(head.sharedEnd - head.start)
      let hash = StringInterner.hash(block.extracting(head.start..<head.sharedEnd))
      var bytes = row.mutableSpan
      bytes.store(hash, at: 0)
      bytes.store(UInt64(head.number) | shared << 32, at: 16)
      try writer.append(row, to: 0)
      return true
    }
    return writer.finished()[0]
  }

  /// The rows behind the first ones, as changes.
  private func rest(of run: Run, behind count: Int, as kind: RowChange.Kind) throws -> Run {
    let writer = RunWriter(count: 1, memory: memory / 4)
    var seen = 0
    var entry: [UInt8] = []
    try forEachRow(of: run) { head, block in
      seen += 1
      guard seen > count else { return true }
      entry.removeAll(keepingCapacity: true)
      RowPairs.appendHead(EncodedChange.order(place: head.place, kind), kind, to: &entry)
      entry.append(contentsOf: block.extracting((head.start - EncodedRow.headSize)..<head.end))
      try writer.append(entry, to: 0)
      return true
    }
    return writer.finished()[0]
  }
}
