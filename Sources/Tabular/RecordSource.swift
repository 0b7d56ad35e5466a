/// What gives records: a worksheet, a delimited file, a JSON Lines file.
///
/// A source runs its own parallelism: it cuts its input into chunks, reads each into a batch, and
/// hands the batches to `transform` on any thread; `consume` gets the results one by one, in the
/// order of the input. Memory is a few batches however long the input is.
///
/// ``schema`` and ``mapBatches(_:inOrder:)`` are all that a source must bring; the other ways out
/// follow from them, and a source that knows a shorter way takes it.
public protocol RecordSource: Sendable {
  /// The columns as far as they are known before the rows are read, in the order of writing.
  /// Cells beyond the last known column are named `column_N`, N being the source column from 1.
  var schema: Schema { get }
  /// What the places of rows lie in: the file, and the sheet.
  var location: RowcastLocation { get }

  /// What was found about the source as a whole, before its records.
  var diagnostics: DiagnosticLog { get }

  /// Reads the whole source once, from its beginning, on each call.
  /// - Parameters:
  ///   - transform: called once for each batch, on any thread, several at once.
  ///   - consume: called once for each result, in the order of the batches, never two at once;
  ///     false ends the reading early.
  /// - Throws: the source's error type, or what the two functions throw.
  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws

  /// Reads the whole source once and gives its records as the encoder's bytes, without what stands
  /// before the first record and behind the last.
  /// - Parameter consume: as in ``mapBatches(_:inOrder:)``.
  /// - Throws: the source's error type, or what `consume` throws.
  func encodeBatches(
    with encoder: any RecordEncoder, inOrder consume: (EncodedBatch) throws -> Bool) throws

  /// Reads the whole source once into columns of equal length.
  /// - Parameters:
  ///   - schema: the columns that are wanted, by ``ColumnSchema/source``.
  ///   - progress: told the number of rows read and what was odd in the last of them, in order.
  /// - Throws: the source's error type.
  func table(of schema: Schema, progress: (Int, DiagnosticLog) -> Void) throws -> Table

  /// Lets `body` read the records, where what it makes of them can be thrown away.
  ///
  /// A source may hand out records by what its first rows suggest, and call `body` again when a
  /// later row shows that to be wrong: what the first call made must not be used then.
  /// - Parameter body: gets the source to read, with the schema that its batches have.
  /// - Throws: what `body` throws.
  func reading<Result>(_ body: (any RecordSource) throws -> Result) throws -> Result
}

extension RecordSource {
  /// Nothing is known of the place.
  public var location: RowcastLocation { RowcastLocation() }

  /// Nothing was found.
  public var diagnostics: DiagnosticLog { DiagnosticLog() }

  /// Encodes each batch of ``mapBatches(_:inOrder:)`` on the thread that read it, unless it becomes
  /// too much for that.
  /// - Throws: the source's error type, ``RecordSizeError``, or what `consume` throws.
  public func encodeBatches(
    with encoder: any RecordEncoder, inOrder consume: (EncodedBatch) throws -> Bool
  ) throws {
    try mapPieces(
      recordBytes: encoder.recordBytes, { EncodedBatch($0, by: encoder) }, inOrder: consume)
  }

  /// Builds the columns from the batches of ``mapBatches(_:inOrder:)``.
  /// - Throws: the source's error type.
  public func table(of schema: Schema, progress: (Int, DiagnosticLog) -> Void) throws -> Table {
    var builder = TableBuilder(schema: schema)
    try mapPieces(
      recordBytes: TablePiece.rowBytes(of: schema),
      { (TableBuilder.piece(of: $0, schema: schema), $0.diagnostics) },
      inOrder: { piece, diagnostics in
        builder.append(piece)
        progress(builder.rowCount, diagnostics)
        return true
      })
    return builder.table()
  }

  /// Calls `body` once, with this source as it is.
  /// - Throws: what `body` throws.
  public func reading<Result>(_ body: (any RecordSource) throws -> Result) throws -> Result {
    try body(self)
  }
}

/// Turns batches into bytes; it has no state, so that batches may be encoded on any thread.
public protocol RecordEncoder: Sendable {
  /// About how many bytes a record takes when all its values are missing.
  var recordBytes: Int { get }
  /// The fewest bytes that any record takes, whatever its values.
  var leastRecordBytes: Int { get }
  /// What stands before the first record.
  func encodeBeginning(into buffer: inout OutputBytes)
  /// The records of a batch. A batch whose `firstRow` is 0 is the first one.
  func encode(_ batch: RecordBatch, into buffer: inout OutputBytes)
  /// What stands behind the last record.
  func encodeEnd(rowCount: Int, into buffer: inout OutputBytes)
}

extension RecordEncoder {
  /// Nothing is known of records.
  public var recordBytes: Int { 0 }
  /// Nothing is known of records.
  public var leastRecordBytes: Int { 0 }
}

/// The records of a batch as bytes, ready to be written.
public struct EncodedBatch: Sendable {
  /// The records as they go to the output.
  public var bytes: ByteChunk
  /// The number of records.
  public var rowCount: Int
  /// What could not be kept or had to be guessed in these rows.
  public var diagnostics: DiagnosticLog

  /// The bytes must hold whole records.
  public init(bytes: ByteChunk, rowCount: Int, diagnostics: DiagnosticLog) {
    self.bytes = bytes
    self.rowCount = rowCount
    self.diagnostics = diagnostics
  }

  /// The records of a batch by an encoder.
  public init(_ batch: RecordBatch, by encoder: any RecordEncoder) {
    var buffer = OutputBytes(capacity: max(4096, batch.text.count * 2))
    encoder.encode(batch, into: &buffer)
    self.init(bytes: buffer.take(), rowCount: batch.rowCount, diagnostics: batch.diagnostics)
  }
}
