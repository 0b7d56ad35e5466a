import RowcastDelimitedText
import RowcastFeatures
import RowcastJSONText
import RowcastReporting
import RowcastSpreadsheet
import RowcastTabular

extension InspectionResult {
  /// The findings for programs.
  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "file": .string(file), "format": .string(formatName), "bytes": .number(bytes),
      "records": .number(rows),
    ]
    if let dialect { document["dialect"] = Self.json(dialect) }
    if format != .xlsx { document["header"] = .array(header.map { .string($0) }) }
    if let headerReason { document["header_reason"] = .string(headerReason) }
    if format == .xlsx {
      document["sheets"] = .array(
        sheets.map { sheet in
          [
            "name": .string(sheet.info.name), "state": .string(sheet.info.state.rawValue),
            "kind": .string(sheet.info.kind.rawValue),
            "range": sheet.used.map { .string($0.description) } ?? .null,
            "rows": sheet.isReadable ? .number(sheet.used?.rowCount ?? 0) : .null,
            "columns": sheet.isReadable ? .number(sheet.used?.columnCount ?? 0) : .null,
            "described": .boolean(sheet.isDescribed),
          ]
        })
      document["header"] = .array(header.map { .string($0) })
      document["tables"] = Self.places(tables.map { ($0.name, $0.place) })
      document["names"] = Self.places(names.map { ($0.name, $0.text) })
      if !proposedHeaderRows.isEmpty {
        document["proposed_header_rows"] = .array(proposedHeaderRows.map { .number($0) })
      }
    }
    if !totals.isEmpty { document["total_rows"] = .array(totals.map { .number($0) }) }
    document["columns"] = .array(
      columns.map { Self.json($0, isMasked: sensitive.contains($0.schema.name)) })
    if let profile { document["profile"] = json(of: profile) }
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

  private static func json(_ column: Column, isMasked: Bool) -> JSONValue {
    var entry: JSONValue = [
      "name": .string(column.schema.name), "header": .string(column.schema.header),
      "type": .string(column.kind.rawValue), "missing": .number(column.missing),
      "distinct": column.distinct.map { .number($0) } ?? .null,
    ]
    if let role = column.role {
      entry["role"] = .string(role.role.rawValue)
      if !isMasked { entry["reason"] = .string(role.reason.words) }
      if let remedy = role.remedy { entry["role_option"] = .string(remedy.words) }
    }
    if isMasked { return entry }
    if let low = column.minimum { entry["minimum"] = .string(low.description) }
    if let high = column.maximum { entry["maximum"] = .string(high.description) }
    entry["examples"] = .array(column.examples.map { .string($0) })
    if let note = column.schema.note { entry["note"] = .string(note) }
    if let remedy = column.schema.remedy { entry["option"] = .string(remedy.words) }
    return entry
  }
}
