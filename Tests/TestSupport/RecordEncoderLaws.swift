public import RowcastTabular
public import Testing

/// What every encoder promises: it has no state, so that the batches of a source may be cut anywhere
/// and encoded in any order.
public func checkRecordEncoder(
  _ encoder: any RecordEncoder, on batch: RecordBatch,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try checkRecordEncoder(on: batch, sourceLocation: sourceLocation) {
    EncodedBatch($0, by: encoder)
  } document: { parts -> [UInt8] in
    var document = OutputBytes()
    encoder.encodeBeginning(into: &document)
    for part in parts { document.append(part.bytes.bytes) }
    encoder.encodeEnd(rowCount: batch.rowCount, into: &document)
    return document.array()
  }
}

/// The same of an encoder whose parts are more than bytes.
/// - Parameters:
///   - encode: makes a part of a batch.
///   - document: what the parts come to, in their order.
public func checkRecordEncoder<Part, Document: Equatable>(
  on batch: RecordBatch, sourceLocation: SourceLocation = #_sourceLocation,
  encode: (RecordBatch) throws -> Part, document: ([Part]) throws -> Document
) throws {
  #expect(batch.rowCount > 2, "a batch that can be cut", sourceLocation: sourceLocation)
  let whole = try document([try encode(batch)])
  for size in [1, 2, 7, batch.rowCount] {
    let starts = stride(from: 0, to: batch.rowCount, by: size)
    // The last one first: no part hangs on what was encoded before it.
    let parts = try starts.reversed().map { start in
      try encode(batch.slice(start..<min(start + size, batch.rowCount)))
    }
    #expect(
      try document(parts.reversed()) == whole, "in pieces of \(size) rows",
      sourceLocation: sourceLocation)
  }
}

/// A batch with cells of every kind, empty rows and gaps, for encoders to be tried on.
public func batchOfAllKinds() -> RecordBatch {
  let shared = StringDictionary(["shared", "with \"quotes\", and\nlines", ""])
  var batch = RecordBatch(dictionary: shared)
  func add(_ kind: Cell.Kind, _ column: UInt32, _ payload: Int64) {
    batch.cells.append(Cell(column: column, kind: kind, payload: UInt64(bitPattern: payload)))
  }
  for row in 0..<17 {
    if row % 5 != 4 {
      if row % 3 != 0 { batch.append("plain \(row)".utf8, column: 0) }
      batch.append("a \"b\", ü\r\n\(row)".utf8, column: 1)
      add(.sharedText, 2, Int64(row % 3))
      add(.integer, 3, Int64(row) - 8)
      batch.cells.append(
        Cell(column: 4, kind: .double, payload: (Double(row) / 3).bitPattern))
      batch.append((row % 2 == 0 ? "-0.5\(row)0" : "1\(row)E5").utf8, kind: .decimal, column: 5)
      add(.boolean, 6, Int64(row & 1))
      add(.date, 7, Int64(row) * CivilDate.millisecondsPerDay)
      add(.time, 8, Int64(row) * 3_600_001)
      add(.dateTime, 9, Int64(row) * 100_000_000_001)
      add(.duration, 10, Int64(row) * -60_001)
      batch.append("#N/A".utf8, kind: .error, column: 11)
      add(.uncalculated, 12, 0)
    }
    batch.endRow(number: row + 2)
  }
  return batch
}

/// Columns for ``batchOfAllKinds()``, one for each kind.
public func schemaOfAllKinds() -> Schema {
  Schema((0..<13).map { ColumnSchema(name: "c\($0)", source: $0) })
}
