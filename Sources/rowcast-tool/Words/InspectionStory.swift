import RowcastDelimitedText
import RowcastFeatures
import RowcastPipeline
import RowcastReporting
import RowcastSpreadsheet
import RowcastTabular

/// What `inspect` found, as a person wants to read it.
struct InspectionStory {
  let result: InspectionResult

  var text: String {
    var lines = [
      "\(result.file): \(result.formatName), \(NumberWords.count(result.bytes)) bytes"
    ]
    lines += sheetLines + dialectLines
    if let reason = result.headerReason {
      let rows = result.proposedHeaderRows
      let ends = rows.count < 2 ? rows : [rows[0], rows[rows.count - 1]]
      let proposal =
        ends.isEmpty ? "" : ": " + Remedy(.header, values: ends.map(String.init)).words
      lines.append("header: \(reason)\(proposal)")
    }
    lines.append("")
    lines.append(
      "\(NumberWords.number(result.rows, "record")), \(NumberWords.number(result.columns.count, "column"))"
    )
    let totals = result.totals
    if !totals.isEmpty {
      let shown = totals.prefix(10).map(String.init).joined(separator: ", ")
      lines.append(
        "totals among them, by their words: row \(shown)"
          + (totals.count > 10 ? " and \(totals.count - 10) more" : ""))
    }
    lines += columnLines
    return lines.map { TerminalText.clean($0) }.joined(separator: "\n")
  }

  private var sheetLines: [String] {
    var lines = result.sheets.map { sheet in
      "  \(sheet.isDescribed ? "*" : " ") \(sheet.info.name)"
        + (sheet.isReadable ? "  " + size(sheet.used) : "")
        + (sheet.info.kind == .worksheet ? "" : "  \(sheet.info.kind.rawValue)")
        + (sheet.info.state == .visible ? "" : "  \(sheet.info.state.rawValue)")
    }
    if !lines.isEmpty { lines.insert("sheets (* is described below):", at: 0) }
    lines += result.tables.map { "  table \($0.name): \($0.place)" }
    lines += result.names.map { "  name \($0.name): \($0.text)" }
    return lines
  }

  private func size(_ range: CellRange?) -> String {
    guard let range else { return "empty" }
    return "\(range) (\(NumberWords.number(range.rowCount, "row")), "
      + "\(NumberWords.number(range.columnCount, "column")))"
  }

  private var dialectLines: [String] {
    guard let dialect = result.dialect else { return [] }
    func shown(_ text: String?) -> String {
      switch text {
      case nil: "none"
      case "\t": "tab"
      case let text?: "\"\(text)\""
      }
    }
    var parts: [(String, String)] = [
      ("delimiter", shown(dialect.delimiter)), ("quote", shown(dialect.quote)),
      ("encoding", dialect.encoding),
    ]
    if dialect.escape != nil { parts.append(("escape", shown(dialect.escape))) }
    if dialect.comment != nil { parts.append(("comment", shown(dialect.comment))) }
    parts.append(("header", dialect.header ? "yes" : "no"))
    if dialect.skipRows > 0 { parts.append(("skipped lines", "\(dialect.skipRows)")) }
    return parts.map { name, value in
      let key = ["skipped lines": "skipRows"][name] ?? name
      let reason = dialect.reasons[key].map { "  (\($0))" } ?? ""
      return "\(name): \(value)\(reason)"
    }
  }

  private var columnLines: [String] {
    let shown = result.columns.prefix(500)
    let width = TerminalText.width(shown.map(\.schema.name), least: 6, limit: 32)
    var lines = [
      "",
      "  \(TerminalText.padded("column", width))  \(TerminalText.padded("type", 8))  \(TerminalText.padded("role", 10))  "
        + "\(TerminalText.padded("missing", 8))  \(TerminalText.padded("distinct", 8))  values",
    ]
    for column in shown {
      let distinct = column.distinct.map { NumberWords.count($0) } ?? "many"
      var values = ""
      if result.sensitive.contains(column.schema.name) {
        values = "(not shown)"
      } else if let low = column.minimum, let high = column.maximum, column.kind != .mixed {
        values = "\(low.description) to \(high.description)"
      } else {
        values = column.examples.map { TerminalText.cut($0, 24) }.joined(separator: ", ")
      }
      let isShown = !result.sensitive.contains(column.schema.name)
      let note = (isShown ? [column.schema.note, column.schema.remedy?.words] : [])
        .compactMap(\.self).joined(separator: "; ")
      if !note.isEmpty { values += values.isEmpty ? note : "  (\(note))" }
      lines.append(
        "  \(TerminalText.padded(column.schema.name, width))  "
          + "\(TerminalText.padded(column.kind.rawValue, 8))  \(TerminalText.padded(column.role?.role.rawValue ?? "", 10))  "
          + "\(TerminalText.padded(NumberWords.count(column.missing), 8))  \(TerminalText.padded(distinct, 8))  \(values)"
      )
    }
    if result.columns.count > shown.count {
      lines.append("  and \(result.columns.count - shown.count) more")
    }
    return lines
  }
}
