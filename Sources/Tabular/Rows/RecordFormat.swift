/// A format that records are written in: `.csv()`, `.ndjson`, `.xlsx()`, each given by its module.
public protocol RecordFormat: Sendable {
  /// A file of these records.
  /// - Parameter batches: hands over all batches, in order.
  /// - Throws: the format's error type, or what `batches` throws.
  func bytes(
    schema: Schema, batches: ((RecordBatch) throws -> Void) throws -> Void
  ) throws -> [UInt8]
}

/// A format in which each batch is written by itself.
public protocol EncodedFormat: RecordFormat {
  /// What turns batches into bytes.
  associatedtype Encoder: RecordEncoder
  /// The encoder for records of these columns.
  func encoder(schema: Schema) -> Encoder
}

extension EncodedFormat {
  /// The encoder's bytes for all batches, with what stands before and behind them.
  /// - Throws: what `batches` throws.
  public func bytes(
    schema: Schema, batches: ((RecordBatch) throws -> Void) throws -> Void
  ) throws -> [UInt8] {
    try encoder(schema: schema).bytes(batches: batches)
  }
}

extension RecordEncoder {
  /// The bytes of all batches, with what stands before and behind them.
  /// - Throws: what `batches` throws.
  package func bytes(
    batches: ((RecordBatch) throws -> Void) throws -> Void
  ) throws -> [UInt8] {
    var buffer = OutputBytes()
    var rowCount = 0
    encodeBeginning(into: &buffer)
    try batches { batch in
      encode(batch, into: &buffer)
      rowCount += batch.rowCount
    }
    encodeEnd(rowCount: rowCount, into: &buffer)
    return buffer.array()
  }
}

extension RecordSource {
  /// All records in another format, in memory.
  /// - Parameter notes: told what could not be kept or had to be guessed of each batch; a format that reads
  ///   twice tells it twice.
  /// - Throws: the error type of the source or of the format.
  public func bytes(
    as format: some RecordFormat, notes: (DiagnosticLog) -> Void = { _ in }
  ) throws -> [UInt8] {
    try format.bytes(schema: schema) { write in
      var rowCount = 0
      try mapBatches {
        $0
      } inOrder: { batch in
        if !batch.diagnostics.isEmpty { notes(batch.diagnostics) }
        // A source need not know how many records stand before a batch.
        var batch = batch
        batch.firstRow = rowCount
        rowCount += batch.rowCount
        try write(batch)
        return true
      }
    }
  }

  /// All records in a format of text, in memory.
  /// - Parameter notes: told what could not be kept or had to be guessed of each batch.
  /// - Throws: the error type of the source or of the format.
  public func text(
    as format: some EncodedFormat, notes: (DiagnosticLog) -> Void = { _ in }
  ) throws -> String {
    String(decoding: try bytes(as: format, notes: notes), as: UTF8.self)
  }
}

extension RecordFormat {
  /// `Codable` values in this format: a record for each, a column for each member.
  /// - Throws: ``RowError`` for a member that is no value of a cell.
  public func bytes(
    of rows: some Sequence<some Encodable>, _ coding: RowCoding = RowCoding()
  ) throws -> [UInt8] {
    let (schema, batch) = try RecordBatch.gathered(rows, coding)
    return try bytes(schema: schema) { try $0(batch) }
  }
}
