import RowcastFileIO
import RowcastJSONText
import RowcastTabular

extension Session {
  /// Reads a source once and writes its records: batches are encoded on any thread and written
  /// in order.
  /// - Parameter map: changes each batch before it is encoded, on any thread.
  /// - Returns: the number of records written.
  func write(
    _ chosen: NamedSource, of file: String, with encoder: any RecordEncoder,
    to output: any ByteSink, map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> Int {
    try check(chosen.rowCount, encoder.leastRecordBytes, of: file)
    var rows = 0
    var frame = OutputBytes()
    encoder.encodeBeginning(into: &frame)
    try output.write(frame)
    let write = { (encoded: EncodedBatch) throws -> Bool in
      try output.write(encoded.bytes.bytes)
      try self.count(encoded.bytes.count, of: file)
      rows += encoded.rowCount
      self.note(encoded.diagnostics, file: file)
      self.progress?(RunProgress(stage: .converting, rows: rows))
      return true
    }
    if let map {
      try chosen.source.mapPieces(
        recordBytes: encoder.recordBytes, { EncodedBatch(try map($0), by: encoder) },
        inOrder: write)
    } else {
      try chosen.source.encodeBatches(with: encoder, inOrder: write)
    }
    frame.removeAll()
    encoder.encodeEnd(rowCount: rows, into: &frame)
    try output.write(frame)
    return rows
  }
}

extension Session {
  /// Reads a source once, each batch encoded on any thread after `map`; the parts come in order, and
  /// what was noted of the batches is kept.
  /// - Parameters:
  ///   - recordBytes: about the bytes that a record becomes without its values.
  ///   - told: what is to be noted of a part, behind what is of its batch.
  func encode<Part: Sendable>(
    _ source: any RecordSource, of file: String, recordBytes: Int,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)?,
    _ encode: @Sendable (RecordBatch) -> Part,
    told: (Part) -> DiagnosticLog = { _ in DiagnosticLog() }, inOrder append: (Part) throws -> Void
  ) throws {
    try source.mapPieces(
      recordBytes: recordBytes,
      { batch in
        let batch = try map?(batch) ?? batch
        return (encode(batch), batch.diagnostics)
      },
      inOrder: { part, diagnostics in
        try append(part)
        note(diagnostics, file: file)
        note(told(part), file: file)
        return true
      })
  }

  /// Reads a source once and writes its records column by column.
  func write(
    _ chosen: NamedSource, of file: String, with encoder: JSONColumnsEncoder,
    to output: any ByteSink, map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> Int {
    try check(chosen.rowCount, encoder.leastRecordBytes, of: file)
    let writer = JSONColumnsWriter(encoder)
    try encode(
      chosen.source, of: file, recordBytes: encoder.recordBytes, map: map, { encoder.encode($0) }
    ) { part in
      try writer.append(part)
      try self.count(part.byteCount, of: file)
      progress?(RunProgress(stage: .converting, rows: writer.rowCount))
    }
    try writer.finish { try output.write($0) }
    return writer.rowCount
  }

  /// Ends a run before anything is written when so many records must become too much.
  private func check(_ rows: Int?, _ recordBytes: Int, of file: String) throws(PipelineError) {
    let least = (rows ?? 0).multipliedReportingOverflow(by: recordBytes)
    try proportions.checkOutput(least.overflow ? .max : least.partialValue, of: file)
  }
}

extension ByteSink {
  /// Writes a buffer's bytes.
  func write(_ buffer: borrowing OutputBytes) throws(FileError) {
    try write(buffer.bytes)
  }
}
