import RowcastFileIO
import RowcastJSONText
import RowcastTabular

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
    let write = { (encoded: EncodedBatch) throws -> Bool in
      try output.write(encoded.bytes.bytes)
      rows += encoded.rowCount
      self.note(encoded.diagnostics, file: file)
      self.progress?(RunProgress(stage: .converting, rows: rows))
      return true
    }
    if let map {
      try source.mapBatches({ EncodedBatch(try map($0), by: encoder) }, inOrder: write)
    } else {
      try source.encodeBatches(with: encoder, inOrder: write)
    }
    frame.removeAll()
    if isFramed { encoder.encodeEnd(rowCount: rows, into: &frame) }
    try output.write(frame)
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
    try write(buffer.bytes)
  }
}
