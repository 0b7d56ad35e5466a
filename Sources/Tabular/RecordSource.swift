/// What gives records: a worksheet, a delimited file, a JSON Lines file.
///
/// A source runs its own parallelism: it cuts its input into chunks, reads each into a batch, and
/// hands the batches to `transform` on any thread; `consume` gets the results one by one, in the
/// order of the input. Memory is a few batches however long the input is.
public protocol RecordSource: Sendable {
  /// The columns as far as they are known before the rows are read, in the order of writing.
  /// Cells beyond the last known column are named `column_N`, N being the source column from 1.
  var schema: Schema { get }
  /// What the places of rows lie in: the file, and the sheet.
  var location: RowcastLocation { get }

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
}

/// Turns batches into bytes; it has no state, so that batches may be encoded on any thread.
public protocol RecordEncoder: Sendable {
  /// The constant bytes of its records, when a record is nothing but these and its values.
  var template: RecordTemplate? { get }
  /// What stands before the first record.
  func encodeBeginning(into buffer: inout OutputBytes)
  /// The records of a batch. A batch whose `firstRow` is 0 is the first one.
  func encode(_ batch: RecordBatch, into buffer: inout OutputBytes)
  /// What stands behind the last record.
  func encodeEnd(rowCount: Int, into buffer: inout OutputBytes)
}

extension RecordSource {
  public var location: RowcastLocation { RowcastLocation() }
}

extension RecordEncoder {
  public var template: RecordTemplate? { nil }
}
