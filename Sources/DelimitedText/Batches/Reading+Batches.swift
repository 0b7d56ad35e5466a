import RowcastMachine
import RowcastTabular

extension Reading {
  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var isWhole = true
    let shown = try visitChunks(for: BatchSink.byteClass) { chunk in
      (nil, try transform(try batch(chunk)))
    } inOrder: { _, result in
      isWhole = try consume(result)
      return isWhole
    }
    guard foretellsKinds, isWhole, let shown else { return }
    if shown.schema.columns.map(\.kind) != schema.columns.map(\.kind) { throw WrongGuess() }
  }

  /// The records of a chunk as a batch, whose text the chunk's bytes become.
  func batch(_ chunk: consuming OpenChunk) throws -> RecordBatch {
    let place = chunk.place
    let rowLimit = (options.limit ?? .max) - place.firstRow
    var batch = RecordBatch(firstRow: place.firstRow)
    var appended: [UInt8] = []
    var diagnostics = DiagnosticLog()
    BatchSink.fill(
      &batch, of: chunk, by: plan, rowLimit: rowLimit, appended: &appended,
      diagnostics: &diagnostics)
    let bytes = chunk.bytes
    // The last owner of the bytes may append to them without a copy.
    _ = consume chunk
    batch.text = bytes.array()
    if !appended.isEmpty { batch.text.append(contentsOf: appended) }
    batch.diagnostics = diagnostics
    batch.diagnostics.locate(within: location)
    return batch
  }
}
