public import RowcastTabular

/// Writes record batches as JSON: NDJSON, an array of records, or rows as arrays.
///
/// It has no state that its output depends on: batches may be encoded on any thread and in any
/// order, and written one after the other.
public struct JSONRecordEncoder: RecordEncoder {
  /// The columns in the order of writing.
  public let schema: Schema
  /// The shape of records and what stands for missing values.
  public let options: JSONRecordOptions
  let layout: RecordLayout
  /// The sheet's name as a JSON string.
  let sheetText: [UInt8]
  let plainTexts = DictionaryMarksCache(where: StringEscaping.isPlain)

  /// - Parameter sheet: the name of the sheet or table the records come from, if there is one.
  public init(schema: Schema, options: JSONRecordOptions = .init(), sheet: String? = nil) {
    self.schema = schema
    self.options = options
    sheetText = RecordLayout.quoted(sheet ?? "")
    layout = RecordLayout(schema: schema, options: options, hasSheet: sheet != nil)
  }

  /// All keys, and what stands for as many missing values.
  public var recordBytes: Int { layout.recordBytes }

  /// All keys with values of one byte; less where keys are left out or rows keep their width.
  public var leastRecordBytes: Int {
    options.empty == .omit || options.keepsRowWidth && !layout.isKeyed
      ? layout.rowTail.count + 1 : (layout.keyEnds.last ?? 0) + layout.names.count
  }

  /// What opens the document: brackets, and in two shapes the names.
  public func encodeBeginning(into buffer: inout OutputBytes) {
    let isPretty = options.isPretty
    switch options.shape {
    case .lines: break
    case .records: buffer.append(UInt8(ascii: "["))
    case .values:
      buffer.append(literal: isPretty ? "[\n  " : "[\n")
      appendNames(to: &buffer)
    case .split:
      buffer.append(literal: isPretty ? "{\n  \"columns\": " : "{\"columns\":")
      appendNames(to: &buffer)
      buffer.append(literal: isPretty ? ",\n  \"data\": [" : ",\n\"data\":[")
    }
  }

  /// The batch's records, with a comma before each but the first of the document.
  public func encode(_ batch: RecordBatch, into buffer: inout OutputBytes) {
    RecordLoop(encoder: self, batch: batch).encode(into: &buffer)
  }

  /// What closes the document.
  public func encodeEnd(rowCount: Int, into buffer: inout OutputBytes) {
    switch options.shape {
    case .lines: break
    case .records: buffer.append(literal: rowCount == 0 ? "]\n" : "\n]\n")
    case .values: buffer.append(literal: "\n]\n")
    case .split:
      let isPretty = options.isPretty
      if rowCount > 0 { buffer.append(literal: isPretty ? "\n  " : "\n") }
      buffer.append(literal: isPretty ? "]\n}\n" : "]}\n")
    }
  }

  /// `["name", ...]`, with the provenance fields in front.
  private func appendNames(to buffer: inout OutputBytes) {
    buffer.append(UInt8(ascii: "["))
    for (i, name) in layout.names.enumerated() {
      if i > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.appendQuoted(name)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  /// Whether a row is preceded by another record (or, in ``JSONRecordOptions/Shape/values``, by
  /// the names), and so by a comma.
  func isFirst(row: Int) -> Bool { row == 0 && options.shape != .values }
}
