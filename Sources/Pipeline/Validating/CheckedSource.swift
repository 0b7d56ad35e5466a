import RowcastJSONSchema
import RowcastJSONText
import RowcastReporting
import RowcastTabular

/// The records of a source, each held against a JSON Schema: as it came from JSON where it comes along so,
/// else as it would stand in NDJSON. What is not as the schema says is told with its cell.
struct CheckedSource: RecordSource {
  let schema: Schema
  private let source: any RecordSource
  private let expected: RecordSchema
  private let encoder: JSONRecordEncoder
  private let sheet: String?
  private let file: String
  /// Whether the schema is of columns as they are written, be they members of objects in the source.
  private let isOfWritten: Bool

  /// - Parameter options: how the records would be written.
  init(
    _ chosen: NamedSource, _ expected: RecordSchema, as options: JSONRecordOptions, file: String
  ) {
    source = chosen.source
    schema = chosen.schema
    self.expected = expected
    encoder = JSONRecordEncoder(schema: chosen.schema, options: options, sheet: chosen.sheet)
    sheet = chosen.sheet
    self.file = file
    let columns = chosen.schema
    isOfWritten =
      expected.isOfWritten
      || expected.schema.memberNames.contains { $0.contains(".") && columns.index(of: $0) != nil }
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try source.mapBatches({ try transform(try checked($0)) }, inOrder: consume)
  }

  private func checked(_ batch: RecordBatch) throws -> RecordBatch {
    var batch = batch
    let records = batch.takeRecords()
    var log = batch.diagnostics
    if batch.firstRow == 0, batch.rowCount > 0 {
      noteUnchecked(&log, isAsRead: !isOfWritten && records.contains { $0 != nil })
    }
    batch.diagnostics = DiagnosticLog()
    var buffer = OutputBytes()
    for row in 0..<batch.rowCount {
      let record: JSONValue
      if !isOfWritten, let own = records[row].flatMap({ batch.record($0) }) {
        record = own
      } else {
        buffer.removeAll()
        encoder.encode(batch.slice(row..<(row + 1)), into: &buffer)
        record = try JSONValue(parsing: buffer.bytes)
      }
      let violations: [SchemaViolation]
      do { violations = try expected.schema.violations(of: record) } catch {
        let place = batch.place(row: row, sheet: sheet).within(RowcastLocation(file: file))
        throw PipelineError(error, schema: expected.path, at: place.description)
      }
      for violation in violations {
        log.add(
          Diagnostic(
            kind: .schemaViolation, message: violation.words(of: record),
            location: batch.place(row: row, column: column(of: violation), sheet: sheet)),
          kind: .schemaViolation)
      }
    }
    batch.diagnostics = log
    return batch
  }

  /// The column of the source that a violation is in.
  private func column(of violation: SchemaViolation) -> Int? {
    guard case .key(let name)? = violation.path.first else { return nil }
    return schema.index(of: name).map { schema.columns[$0].source }
  }

  /// - Parameter isAsRead: whether objects within records are what they are in the source.
  private func noteUnchecked(_ log: inout DiagnosticLog, isAsRead: Bool) {
    let place = RowcastLocation(file: expected.path)
    for (kind, names) in [
      ("keyword", expected.schema.uncheckedKeywords), ("format", expected.schema.uncheckedFormats),
    ] {
      for name in names {
        log.add(
          Diagnostic(
            kind: .uncheckedKeyword, message: "the \(kind) \"\(name)\" is not checked",
            location: place))
      }
    }
    for (name, near) in misnamed where !(isAsRead && near.hasPrefix(name + ".")) {
      log.add(
        Diagnostic(
          kind: .uncheckedKeyword,
          message: "\"\(name)\" of the schema is no column; did you mean \"\(near)\"?",
          location: place))
    }
  }

  /// Members of the schema that are no columns, and a column that the schema does not name and that may
  /// be meant: objects within records become columns such as `a.b`.
  private var misnamed: [(name: String, near: String)] {
    let known = Set(expected.schema.memberNames)
    let columns = schema.names.filter { !known.contains($0) }
    return known.subtracting(schema.names).sorted().compactMap { name in
      let near =
        columns.first { $0.hasPrefix(name + ".") } ?? NearestNames.of(name, among: columns).first
      return near.map { (name, $0) }
    }
  }
}

extension RecordBatch {
  /// A record as it stands in the source; nil where it is no JSON that every reader takes.
  fileprivate func record(_ cell: Cell) -> JSONValue? {
    textRange(of: cell).flatMap { try? JSONValue(parsing: Array(text[$0])) }
  }
}
