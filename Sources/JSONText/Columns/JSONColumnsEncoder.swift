import RowcastMachine
public import RowcastTabular

/// Turns batches into the parts of `{"a":[...],"b":[...]}`: one list of values for each column.
///
/// Stateless, so that batches may be encoded on any thread; ``JSONColumnsWriter`` joins the parts.
public struct JSONColumnsEncoder: Sendable {
  /// The columns, in the order of the lists.
  public let schema: Schema
  /// How values are written; the shape does not matter here.
  public let options: JSONRecordOptions
  let layout: RecordLayout
  private let sheetText: [UInt8]
  private let plainTexts = DictionaryMarksCache(where: StringEscaping.isPlain)

  /// - Parameter sheet: the name of the sheet or table the records come from, if there is one.
  public init(schema: Schema, options: JSONRecordOptions = .init(), sheet: String? = nil) {
    self.schema = schema
    var options = options
    // The layout of arrays: a value is preceded by a comma alone.
    options.shape = .values
    self.options = options
    layout = RecordLayout(schema: schema, options: options, hasSheet: sheet != nil)
    sheetText = RecordLayout.quoted(sheet ?? "")
  }

  /// About how many bytes a record takes when all its values are missing.
  public var recordBytes: Int { layout.recordBytes }
  /// The fewest bytes that a record takes: a comma and a value for each column.
  public var leastRecordBytes: Int { layout.names.count * 2 }

  /// The values of a batch, column by column, each with a comma before it.
  public func encode(_ batch: RecordBatch) -> JSONColumnsPart {
    let plain = plainTexts.marks(of: batch.dictionary)
    let values = ValueWriter(batch: batch, options: options, plain: plain)
    var buffer = OutputBytes(capacity: max(4096, batch.text.count * 2))
    var ends: [Int] = []
    for field in layout.provenance {
      for row in batch.rows {
        buffer.append(UInt8(ascii: ","))
        switch field {
        case .sheet: buffer.append(contentsOf: sheetText)
        case .row: NumberText.append(Int64(row.number), to: &buffer)
        }
      }
      ends.append(buffer.count)
    }
    // For each row, the cells not yet reached by the columns in the order of the source.
    var fingers = batch.rows.indices.map { batch.cellRange(ofRow: $0).lowerBound }
    let comma: [UInt8] = [UInt8(ascii: ",")] + Array(repeating: 0, count: ShortCopy.slack)
    let shared = batch.dictionary.bytes
    let bytes = ValueWriter.Bytes(
      text: batch.text.span, shared: shared.span, keys: comma.span)
    for source in layout.sources {
      if !layout.isOrdered {
        fingers = batch.rows.indices.map { batch.cellRange(ofRow: $0).lowerBound }
      }
      for row in 0..<batch.rowCount {
        let end = Int(batch.rows[row].end)
        var finger = fingers[row]
        while finger < end, batch.cells[finger].column < source { finger += 1 }
        if finger < end, batch.cells[finger].column == source {
          values.append(batch.cells[finger], bytes, key: 0..<1, to: &buffer)
          finger += 1
        } else {
          values.appendEmpty(bytes.keys, key: 0..<1, to: &buffer)
        }
        fingers[row] = finger
      }
      ends.append(buffer.count)
    }
    return JSONColumnsPart(bytes: buffer.take(), ends: ends, rowCount: batch.rowCount)
  }
}

/// One batch's values, column by column.
public struct JSONColumnsPart: Sendable {
  let bytes: ByteChunk
  /// Where each column's values end in `bytes`.
  let ends: [Int]
  /// The number of bytes of all values.
  public var byteCount: Int { bytes.count }
  /// The number of values of each column.
  public let rowCount: Int
}
