import RowcastTabular

extension BatchPlan {
  /// The records of one chunk as a batch.
  /// - Parameters:
  ///   - text: the chunk's bytes, which become the batch's text.
  ///   - place: how much there is in the chunk, and what comes before it.
  ///   - limit: the number of records of the whole file that are wanted.
  ///   - walk: hands the chunk's records to the sink.
  static func batch(
    _ text: consuming [UInt8], _ place: ChunkPlace, plan: BatchPlan, limit: Int, file: String,
    walk: (UnsafePointer<UInt8>, Int, inout BatchSink) -> Void
  ) -> RecordBatch {
    var batch = RecordBatch(firstRow: place.firstRow)
    var appended: [UInt8] = []
    var diagnostics = DiagnosticLog()
    let modes = plan.modes + [plan.overflowMode]
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      modes.withUnsafeBufferPointer { modes in
        batch.rows = [RecordBatch.Row](unsafeUninitializedCapacity: place.rowCount + 1) {
          rows, filled in
          var rowCount = 0
          batch.cells = [Cell](unsafeUninitializedCapacity: place.fieldCount + 1) { cells, filled in
            var sink = BatchSink(
              bytes: base, count: buffer.count, plan: plan, modes: modes, firstLine: place.line,
              rowLimit: limit - place.firstRow, cells: cells, rows: rows)
            walk(base, buffer.count, &sink)
            filled = sink.cellCount
            rowCount = sink.rowCount
            appended = sink.appended
            diagnostics = sink.diagnostics
          }
          filled = rowCount
        }
      }
    }
    if !appended.isEmpty { text.append(contentsOf: appended) }
    batch.text = text
    batch.diagnostics = diagnostics
    batch.diagnostics.locate(within: RowcastLocation(file: file))
    return batch
  }
}
