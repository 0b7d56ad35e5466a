import Parallelism
package import Tabular

extension OnePassSource {
  /// Gathers all records into a table, as ``DelimitedSource/table(columns:progress:)`` does.
  ///
  /// A chunk is read for its types, then learns from the chunk before it how many rows that makes,
  /// and writes its own into columns with room for a quarter more rows than the first chunk lets expect:
  /// what is not written to takes no memory.
  /// - Parameter progress: told the number of rows read.
  /// - Throws: ``WrongGuess`` when the file must be read twice.
  package func table(progress: (Int) -> Void) throws -> Table {
    let plan = guess.plan
    let storage = TableStorage(
      modes: plan.modes, kinds: plan.decisions.map(\.kind), rowCount: mostRows)
    let reader = ChunkReader(layout: layout, rules: rules, options: options)
    var cutter = Self.cutter(layout, options)
    var check = GuessCheck(guess: guess, layout: layout, options: options)
    var joiner = TextJoiner(columns: schema.columns.map(\.source))
    let counted = Relay(0)
    var tickets = 0
    var rowCount = 0
    try orderedMap(
      produce: { () -> (Int, RawChunk)? in
        guard let chunk = try cutter.next() else { return nil }
        defer { tickets += 1 }
        return (tickets, chunk)
      },
      transform: { (ticket: Int, chunk: RawChunk) throws -> (ChunkEvidence, [TableSink.Texts]) in
        try reader.gather(chunk.bytes, plan: plan, into: storage) { count in
          counted.pass(ticket) { total in
            defer { total += count }
            return total
          }
        }
      },
      consume: { evidence, texts in
        try check.append(evidence)
        joiner.join(texts, of: rowCount..<rowCount + evidence.rowCount, in: storage)
        rowCount += evidence.rowCount
        progress(rowCount)
        return true
      })
    return joiner.table(
      of: schema.columns, kinds: check.now.plan.decisions.map(\.kind), storage, rowCount: rowCount)
  }

}

extension ChunkReader {
  /// Reads a chunk for its types, and its records into columns by a plan that may prove wrong.
  /// - Parameter firstRow: told the number of records, gives the number of those before; called once,
  ///   also when the chunk cannot be read.
  func gather(
    _ bytes: [UInt8], plan: BatchPlan, into storage: TableStorage, firstRow: (Int) -> Int
  ) throws -> (ChunkEvidence, [TableSink.Texts]) {
    try bytes.withUnsafeBufferPointer { buffer in
      var counted = false
      defer { if !counted { _ = firstRow(0) } }
      guard let base = buffer.baseAddress else { throw OnePassSource.WrongGuess() }
      let index = try index(base, buffer.count)
      let found = try evidence(base, buffer.count, index)
      counted = true
      let place = ChunkPlace(
        offset: 0, count: buffer.count, line: 0, firstRow: firstRow(found.rowCount),
        rowCount: found.rowCount, fieldCount: found.fieldCount, spare: found.encodedBytes)
      guard place.firstRow + place.rowCount <= storage.rowCount else {
        throw OnePassSource.WrongGuess()
      }
      var sink = TableSink(bytes: base, plan: plan, storage: storage, place: place)
      _ = IndexWalker(grammar: plan.grammar).walk(
        base, count: buffer.count, index: index, sink: &sink)
      sink.finish()
      guard sink.row == place.firstRow + place.rowCount else { throw OnePassSource.WrongGuess() }
      return (found, sink.texts)
    }
  }
}
