import RowcastMachine
import RowcastTabular

extension Reading {
  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var isWhole = true
    let guess = guess
    let shown = try visitChunks(
      for: guess?.known.byteClass ?? BatchSink.byteClass, countsLines: true
    ) { chunk in
      let (evidence, batch) = try batch(chunk, learning: guess)
      return (evidence, try transform(batch))
    } inOrder: { _, result in
      isWhole = try consume(result)
      return isWhole
    }
    guard foretellsKinds, isWhole, let shown else { return }
    if shown.schema.columns.map(\.kind) != schema.columns.map(\.kind) { throw WrongGuess() }
  }

  /// The records of a chunk as a batch, whose text the chunk's bytes become.
  func batch(_ chunk: consuming OpenChunk) throws -> RecordBatch {
    try batch(chunk, learning: nil).1
  }

  /// The records of a chunk as a batch, and what the chunk tells where that is to be learned.
  private func batch(
    _ chunk: consuming OpenChunk, learning guess: Guess?
  ) throws -> (ChunkEvidence?, RecordBatch) {
    let guess = chunk.evidence == nil ? guess : nil
    let place = chunk.place
    let rowLimit = (options.limit ?? .max) - place.firstRow
    var batch = RecordBatch(firstRow: place.firstRow)
    var appended: [UInt8] = []
    var diagnostics = DiagnosticLog()
    let isNew = BatchSink.fill(
      &batch, of: chunk, by: plan, rowLimit: rowLimit, known: guess?.known, appended: &appended,
      diagnostics: &diagnostics)
    var evidence: ChunkEvidence?
    if let guess {
      // What was counted before holds, or the chunk is not what it was taken for.
      guard batch.rowCount == place.rowCount, diagnostics.isEmpty else { throw WrongGuess() }
      evidence = try learned(from: chunk, isNew: isNew, guess)
    }
    let bytes = chunk.bytes
    // The last owner of the bytes may append to them without a copy.
    _ = consume chunk
    batch.text = bytes.array()
    if !appended.isEmpty { batch.text.append(contentsOf: appended) }
    batch.diagnostics = diagnostics
    batch.diagnostics.locate(within: location)
    batch.diagnostics.merge(footers(of: batch, at: place))
    return (evidence, batch)
  }
}
