import RowcastDelimitedText
import RowcastFeatures
import RowcastJSONText
import RowcastTabular

extension InspectionResult {
  /// The findings for programs.
  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "file": .string(file), "format": .string(format.rawValue), "bytes": .number(bytes),
      "rows": .number(rows),
    ]
    if let dialect { document["dialect"] = Self.json(dialect) }
    if format != .xlsx { document["header"] = .array(header.map { .string($0) }) }
    if let headerReason { document["header_reason"] = .string(headerReason) }
    if format == .xlsx {
      document["sheets"] = .array(
        sheets.map { sheet in
          [
            "name": .string(sheet.name), "state": .string(sheet.state),
            "kind": .string(sheet.kind), "range": sheet.size?.range.map { .string($0) } ?? .null,
            "rows": sheet.size.map { .number($0.rows) } ?? .null,
            "columns": sheet.size.map { .number($0.columns) } ?? .null,
            "described": .boolean(sheet.isRead),
          ]
        })
      document["header"] = .array(header.map { .string($0) })
      document["tables"] = Self.places(tables)
      document["names"] = Self.places(names)
    }
    if !totals.isEmpty { document["total_rows"] = .array(totals.map { .number($0) }) }
    document["columns"] = .array(columns.map { Self.json($0) })
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }

  private static func json(_ dialect: Dialect) -> JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "delimiter": text(dialect.delimiter), "quote": text(dialect.quote),
      "escape": text(dialect.escape), "comment": text(dialect.comment),
      "encoding": .string(dialect.encoding), "header": .boolean(dialect.header),
      "header_rows": .number(dialect.headerRows), "skip_rows": .number(dialect.skipRows),
      "skip_initial_space": .boolean(dialect.skipInitialSpace),
      "reasons": .object(
        JSONObject(
          dialect.reasons.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
    ]
  }

  private static func places(_ entries: [(name: String, place: String)]) -> JSONValue {
    .array(entries.map { ["name": .string($0.name), "place": .string($0.place)] })
  }

  private static func json(_ column: Column) -> JSONValue {
    let tally = column.tally
    var entry: JSONValue = [
      "name": .string(column.schema.name), "header": .string(column.schema.header),
      "type": .string(column.kind.rawValue), "missing": .number(column.missing),
      "distinct": tally.hasManyDistinct ? .null : .number(tally.distinct.count),
    ]
    if let role = column.role {
      entry["role"] = .string(role.role.rawValue)
      entry["reason"] = .string(role.reason)
    }
    if let low = tally.minimum { entry["minimum"] = .string(low.description) }
    if let high = tally.maximum { entry["maximum"] = .string(high.description) }
    entry["examples"] = .array(tally.examples.map { .string($0) })
    if let note = column.schema.note { entry["note"] = .string(note) }
    return entry
  }
}
