import RowcastJSONText
import RowcastTabular

extension Reading {
  /// Gives the records as an encoder's bytes: straight from the file's bytes where the encoder writes
  /// nothing but keys and values, cell by cell elsewhere.
  func encodeBatches(
    with encoder: any RecordEncoder, inOrder consume: (EncodedBatch) throws -> Bool
  ) throws {
    guard let template = (encoder as? JSONRecordEncoder)?.template,
      let json = JSONPlan(plan, template)
    else {
      try mapPieces(
        recordBytes: encoder.recordBytes, { EncodedBatch($0, by: encoder) }, inOrder: consume)
      return
    }
    // Where nothing can be learned but the number of records, the walk that writes them learns it.
    var settled: SettledColumns?
    if case .guessed(let guess) = strategy, guess.settled.isAll { settled = guess.settled }
    try visitChunks(for: JSONSink.byteClass, learnsLater: settled != nil) { [settled] chunk in
      let isLearned = chunk.evidence != nil
      let capacity = json.capacity(chunk.bytes.count, rowCount: chunk.place.rowCount)
      guard capacity <= 2 * RecordBatch.pieceBytes else {
        // The records would be out of proportion to the chunk: they are written in pieces.
        guard case .measured = strategy else { throw WrongGuess() }
        return (nil, .waiting(try batch(chunk)))
      }
      let batch = try encoded(chunk, json)
      return (isLearned ? nil : settled?.evidence(rowCount: batch.rowCount), .made(batch))
    } inOrder: { (_, piece: BatchPiece<EncodedBatch>) in
      try piece.consume(
        recordBytes: encoder.recordBytes, { EncodedBatch($0, by: encoder) }, consume)
    }
  }

  /// The records of one chunk.
  private func encoded(_ chunk: consuming OpenChunk, _ json: JSONPlan) throws -> EncodedBatch {
    let place = chunk.place
    let rowLimit = min(place.rowCount, (options.limit ?? .max) - place.firstRow)
    guard rowLimit > 0 else {
      return EncodedBatch(bytes: ByteChunk(), rowCount: 0, diagnostics: DiagnosticLog())
    }
    let notes = JSONSink.Notes(firstLine: place.line)
    let (bytes, rowCount) = JSONSink.records(
      of: chunk, by: json, notes: notes, rowLimit: rowLimit)
    // What was counted before holds, or the chunk is not what it was taken for.
    guard rowCount == rowLimit, !notes.isForeign else {
      if case .guessed = strategy { throw WrongGuess() }
      throw changed()
    }
    if case .guessed = strategy, !notes.diagnostics.isEmpty { throw WrongGuess() }
    notes.diagnostics.locate(within: location)
    return EncodedBatch(bytes: bytes, rowCount: rowCount, diagnostics: notes.diagnostics)
  }
}
