import RowcastFileIO
import RowcastJSONText
import RowcastTabular

/// What became of one batch on a worker's thread: bytes to write, and what was noticed.
private struct EncodedBatch: Sendable {
  var bytes: ByteChunk
  var rows: Int
  var diagnostics: DiagnosticLog
  var firstError: RowcastLocation?
}

extension Session {
  /// Reads a source once and writes its records: batches are encoded on any thread and written
  /// in order.
  /// - Parameter map: changes each batch before it is encoded, on any thread.
  /// - Returns: the number of records written.
  func write(
    _ source: any RecordSource, of file: String, with encoder: any RecordEncoder,
    to output: any ByteSink, map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil,
    isFramed: Bool = true
  ) throws -> Int {
    var rows = 0
    var frame = OutputBytes()
    if isFramed { encoder.encodeBeginning(into: &frame) }
    try output.write(frame)
    let isRendered = try rendered(source, map == nil ? encoder.template : nil) { batch in
      try batch.bytes.withBytes { try output.write(UnsafeRawBufferPointer($0)) }
      rows += batch.rowCount
      note(batch.diagnostics, file: file)
      progress?(RunProgress(stage: .converting, rows: rows))
      return true
    }
    if !isRendered {
      rows = try writeBatches(of: source, named: file, with: encoder, to: output, map: map)
    }
    frame.removeAll()
    if isFramed { encoder.encodeEnd(rowCount: rows, into: &frame) }
    try output.write(frame)
    return rows
  }

  /// Has a source write its records by a template; false when it cannot.
  private func rendered(
    _ source: any RecordSource, _ template: RecordTemplate?,
    inOrder consume: (RenderedBatch) throws -> Bool
  ) throws -> Bool {
    guard let template, let source = source as? any TemplateSource else { return false }
    return try source.renderBatches(by: template, inOrder: consume)
  }

  /// Encodes the batches of a source and writes them; returns the number of records.
  private func writeBatches(
    of source: any RecordSource, named file: String, with encoder: any RecordEncoder,
    to output: any ByteSink, map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) throws -> Int {
    var rows = 0
    try source.mapBatches(
      { batch in
        let batch = try map?(batch) ?? batch
        var buffer = OutputBytes(capacity: max(4096, batch.text.count * 2))
        encoder.encode(batch, into: &buffer)
        return EncodedBatch(
          bytes: buffer.take(), rows: batch.rowCount, diagnostics: batch.diagnostics)
      },
      inOrder: { encoded in
        try encoded.bytes.withBytes { try output.write(UnsafeRawBufferPointer($0)) }
        rows += encoded.rows
        note(encoded.diagnostics, file: file)
        progress?(RunProgress(stage: .converting, rows: rows))
        return true
      })
    return rows
  }
}

extension Session {
  /// Reads a source once and writes its records column by column.
  func write(
    _ source: any RecordSource, of file: String, with encoder: JSONColumnsEncoder,
    to output: any ByteSink, map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> Int {
    struct Part: Sendable {
      var values: JSONColumnsPart
      var diagnostics: DiagnosticLog
    }
    let writer = JSONColumnsWriter(encoder)
    try source.mapBatches(
      { batch in
        let batch = try map?(batch) ?? batch
        return Part(values: encoder.encode(batch), diagnostics: batch.diagnostics)
      },
      inOrder: { part in
        try writer.append(part.values)
        note(part.diagnostics, file: file)
        progress?(RunProgress(stage: .converting, rows: writer.rowCount))
        return true
      })
    try writer.finish { try output.write($0) }
    return writer.rowCount
  }
}

extension ByteSink {
  /// Writes a buffer's bytes.
  func write(_ buffer: borrowing OutputBytes) throws(FileError) {
    try buffer.withBytes { bytes throws(FileError) in try write(UnsafeRawBufferPointer(bytes)) }
  }
}
