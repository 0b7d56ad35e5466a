import RowcastMachine
package import RowcastTabular

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
      let index = try index(base, buffer.count, marksLines: false)
      // A regular chunk has one position for each field, or it does not have the rows it should.
      let (rowCount, rest) = index.count.quotientAndRemainder(dividingBy: max(1, layout.width))
      guard rest == 0, buffer.last == UInt8(ascii: "\n") else {
        return try gatherCounting(base, buffer.count, index, plan, storage) {
          counted = true
          return firstRow($0)
        }
      }
      counted = true
      let place = try place(rowCount, buffer.count, 0, firstRow(rowCount), storage)
      var sink = EvidenceAndTable(
        evidence: evidenceSink(base),
        table: TableSink(bytes: base, plan: plan, storage: storage, place: place))
      let lines = IndexWalker(grammar: plan.grammar).walk(
        base, count: buffer.count, index: index, sink: &sink)
      sink.table.finish()
      let found = try finished(sink.evidence.finish(), lines: lines)
      guard sink.table.row == place.firstRow + rowCount, found.rowCount == rowCount else {
        throw OnePassSource.WrongGuess()
      }
      return (found, sink.table.texts)
    }
  }

  /// The same for a chunk whose records must be read to be counted.
  private func gatherCounting(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ index: borrowing StructureIndex,
    _ plan: BatchPlan, _ storage: TableStorage, firstRow: (Int) -> Int
  ) throws -> (ChunkEvidence, [TableSink.Texts]) {
    let found = try evidence(base, count, index)
    let place = try place(
      found.rowCount, count, found.encodedBytes, firstRow(found.rowCount), storage)
    var sink = TableSink(bytes: base, plan: plan, storage: storage, place: place)
    _ = IndexWalker(grammar: plan.grammar).walk(base, count: count, index: index, sink: &sink)
    sink.finish()
    guard sink.row == place.firstRow + place.rowCount else { throw OnePassSource.WrongGuess() }
    return (found, sink.texts)
  }

  private func place(
    _ rowCount: Int, _ count: Int, _ spare: Int, _ firstRow: Int, _ storage: TableStorage
  ) throws -> ChunkPlace {
    guard firstRow + rowCount <= storage.rowCount else { throw OnePassSource.WrongGuess() }
    return ChunkPlace(
      offset: 0, count: count, line: 0, firstRow: firstRow, rowCount: rowCount, fieldCount: 0,
      spare: spare)
  }
}

/// Both sinks in one walk.
private struct EvidenceAndTable: RecordSink {
  static let byteClass = ByteClass.notDigit
  var evidence: EvidenceSink
  var table: TableSink

  @inline(__always)
  mutating func field(_ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64) {
    evidence.field(start, end, traits, classes)
    table.field(start, end, traits, classes)
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    let goesOn = evidence.endRecord(line: line, next: next, isTerminated: isTerminated)
    return table.endRecord(line: line, next: next, isTerminated: isTerminated) && goesOn
  }
}
