import RowcastTabular

/// The records of a source with the columns `_file` (where there are several), `_sheet` (where there are
/// sheets) and `_row` before its own, for outputs whose records are rows of columns.
struct ProvenanceSource: RecordSource {
  let schema: Schema
  private let source: any RecordSource
  private let fields: [Field]
  /// The sheet of all records, where batches do not say it.
  private let sheet: String?
  /// Where the columns of the source end, and those of provenance begin.
  private let width: Int

  private enum Field: String {
    case file = "_file"
    case sheet = "_sheet"
    case row = "_row"
  }

  /// - Parameter hasFile: whether the records are of several inputs.
  static func wrapping(_ chosen: NamedSource, hasFile: Bool) -> NamedSource {
    var result = chosen
    let source = ProvenanceSource(chosen, hasFile: hasFile)
    (result.source, result.schema) = (source, source.schema)
    return result
  }

  private init(_ chosen: NamedSource, hasFile: Bool) {
    source = chosen.source
    sheet = chosen.sheet
    let own = chosen.schema.columns
    let width =
      max(
        own.map(\.source).max() ?? -1, chosen.source.schema.columns.map(\.source).max() ?? -1) + 1
    self.width = width
    fields = Self.fields(of: chosen, hasFile: hasFile)
    let names = Self.names(of: fields, besides: chosen.schema)
    let columns = fields.enumerated().map { i, field in
      ColumnSchema(
        name: names[i], source: width + i, kind: field == .row ? .integer : .text,
        hasMissing: field == .sheet && chosen.sheet == nil)
    }
    schema = Schema(columns + own)
  }

  private static func fields(of chosen: NamedSource, hasFile: Bool) -> [Field] {
    (hasFile ? [.file] : []) + (chosen.sheet != nil || chosen.mayHoldErrors ? [.sheet] : [])
      + [.row]
  }

  /// The names of the fields: where the input has such a column, that one keeps its name.
  private static func names(of fields: [Field], besides schema: Schema) -> [String] {
    Schema.repairedNames(schema.names + fields.map(\.rawValue)).suffix(fields.count).map(\.self)
  }

  /// What is to be told of names that columns of the input have already.
  static func renamed(in chosen: NamedSource, hasFile: Bool) -> DiagnosticLog {
    var log = DiagnosticLog()
    let fields = fields(of: chosen, hasFile: hasFile)
    for (field, name) in zip(fields, names(of: fields, besides: chosen.schema))
    where name != field.rawValue {
      log.add(
        Diagnostic(
          kind: .repeatedName,
          message: "there is a column \"\(field.rawValue)\", which keeps its name; what "
            + "--provenance adds is \"\(name)\""))
    }
    return log
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let (fields, sheet, width) = (fields, sheet, width)
    try source.mapBatches(
      { try transform(Self.added(fields, to: $0, sheet, width)) }, inOrder: consume)
  }

  private static func added(
    _ fields: [Field], to batch: RecordBatch, _ sheet: String?, _ width: Int
  ) -> RecordBatch {
    var result = batch
    result.cells.removeAll(keepingCapacity: true)
    // The texts stand once in the batch, and each row points there.
    let texts = [batch.location.file, batch.location.sheet ?? sheet].map { text in
      let offset = result.text.count
      result.text += Array((text ?? "").utf8)
      return text == nil ? nil : (offset: offset, length: result.text.count - offset)
    }
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row)
      where batch.cells[index].column < width
        || batch.cells[index].column == RecordBatch.recordColumn
      {
        result.cells.append(batch.cells[index])
      }
      for (i, field) in fields.enumerated() {
        let column = UInt32(width + i)
        switch field {
        case .row:
          result.cells.append(
            Cell(column: column, kind: .integer, payload: UInt64(batch.rows[row].number)))
        case .file, .sheet:
          guard let text = texts[field == .file ? 0 : 1] else { continue }
          result.cells.append(
            Cell(column: column, kind: .text, offset: text.offset, length: text.length))
        }
      }
      result.rows[row].end = UInt32(clamping: result.cells.count)
    }
    return result
  }
}
