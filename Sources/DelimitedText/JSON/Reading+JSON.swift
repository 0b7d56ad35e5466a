import RowcastJSONText
import RowcastTabular

extension Reading {
  /// Gives the records as an encoder's bytes: straight from the file's bytes where the encoder writes
  /// nothing but keys and values, cell by cell elsewhere.
  func encodeBatches(
    with encoder: any RecordEncoder, inOrder consume: (EncodedBatch) throws -> Bool
  ) throws {
    let guess = guess
    guard let template = (encoder as? JSONRecordEncoder)?.template,
      let json = JSONPlan(plan, template, known: guess?.known)
    else {
      try mapPieces(
        recordBytes: encoder.recordBytes, { EncodedBatch($0, by: encoder) }, inOrder: consume)
      return
    }
    try visitChunks(for: guess?.known.byteClass ?? JSONSink.byteClass) { chunk in
      let capacity = json.capacity(chunk.bytes.count, rowCount: chunk.place.rowCount)
      guard capacity <= 2 * RecordBatch.pieceBytes else {
        // The records would be out of proportion to the chunk: they are written in pieces.
        guard case .measured = strategy else { throw WrongGuess() }
        return (nil, .waiting(try batch(chunk)))
      }
      let (batch, isNew) = try encoded(chunk, json)
      guard chunk.evidence == nil, let guess else { return (nil, .made(batch)) }
      return (try learned(from: chunk, isNew: isNew, guess), .made(batch))
    } inOrder: { (_, piece: BatchPiece<EncodedBatch>) in
      try piece.consume(
        recordBytes: encoder.recordBytes, { EncodedBatch($0, by: encoder) }, consume)
    }
  }

  /// The records of one chunk, and whether one of their fields tells something new of its column.
  private func encoded(
    _ chunk: borrowing OpenChunk, _ json: JSONPlan
  ) throws -> (EncodedBatch, isNew: Bool) {
    let place = chunk.place
    let rowLimit = min(place.rowCount, (options.limit ?? .max) - place.firstRow)
    guard rowLimit > 0 else {
      return (EncodedBatch(bytes: ByteChunk(), rowCount: 0, diagnostics: DiagnosticLog()), false)
    }
    let notes = JSONSink.Notes(firstLine: place.line)
    let (bytes, rowCount, isNew) = JSONSink.records(
      of: chunk, by: json, notes: notes, rowLimit: rowLimit)
    // What was counted before holds, or the chunk is not what it was taken for.
    guard rowCount == rowLimit, !notes.isForeign else {
      if case .guessed = strategy { throw WrongGuess() }
      throw changed()
    }
    if case .guessed = strategy, !notes.diagnostics.isEmpty { throw WrongGuess() }
    notes.diagnostics.locate(within: location)
    notes.diagnostics.merge(footers(of: chunk))
    return (EncodedBatch(bytes: bytes, rowCount: rowCount, diagnostics: notes.diagnostics), isNew)
  }
}
