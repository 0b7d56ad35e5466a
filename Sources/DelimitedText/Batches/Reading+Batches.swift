import RowcastMachine
import RowcastTabular

extension Reading {
  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try visitChunks(for: BatchSink.byteClass) { chunk in
      (nil, try transform(try batch(chunk)))
    } inOrder: { _, result in
      try consume(result)
    }
  }

  /// The records of a chunk as a batch, whose text the chunk's bytes become.
  private func batch(_ chunk: consuming OpenChunk) throws -> RecordBatch {
    let place = chunk.place
    let rowLimit = (options.limit ?? .max) - place.firstRow
    var batch = RecordBatch(firstRow: place.firstRow)
    var appended: [UInt8] = []
    var diagnostics = DiagnosticLog()
    let modes = plan.fields.modes + [plan.fields.overflowMode]
    chunk.bytes.withBytes { base, _ in
      modes.withUnsafeBufferPointer { modes in
        batch.rows = [RecordBatch.Row](unsafeUninitializedCapacity: place.rowCount + 1) {
          rows, filled in
          var rowCount = 0
          batch.cells = [Cell](unsafeUninitializedCapacity: place.fieldCount + 1) { cells, filled in
            let made = BatchSink(
              bytes: base, textCount: chunk.bytes.textCount, plan: plan, modes: modes,
              firstLine: place.line, rowLimit: rowLimit, cells: cells, rows: rows)
            let sink = chunk.walk(base, to: made)
            filled = sink.cellCount
            rowCount = sink.rowCount
            appended = sink.appended
            diagnostics = sink.diagnostics
          }
          filled = rowCount
        }
      }
    }
    let bytes = chunk.bytes
    // The last owner of the bytes may append to them without a copy.
    _ = consume chunk
    batch.text = bytes.text()
    if !appended.isEmpty { batch.text.append(contentsOf: appended) }
    batch.diagnostics = diagnostics
    batch.diagnostics.locate(within: location)
    return batch
  }
}
