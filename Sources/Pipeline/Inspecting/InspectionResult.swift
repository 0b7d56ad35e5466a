import RowcastDelimitedText
import RowcastFeatures
import RowcastJSONText
import RowcastTabular
import RowcastReporting

/// What `inspect` found, as text and as JSON.
public struct InspectionResult: Sendable {
  struct Column: Sendable {
    var schema: ColumnSchema
    var tally: ColumnTally
    var rows: Int
    var role: RoleAssignment?

    var missing: Int { max(0, rows - tally.present) }

    /// The kind: what the source says, or what the cells are.
    var kind: ColumnKind {
      if let kind = schema.kind { return kind }
      let kinds = Set(tally.kinds.keys)
      switch kinds {
      case []: return .empty
      case [.boolean]: return .boolean
      case [.integer]: return .integer
      case [.date]: return .date
      case [.time]: return .time
      case [.duration]: return .duration
      case [.error], [.uncalculated]: return .mixed
      case _ where kinds.isSubset(of: [.integer, .double, .decimal]): return .decimal
      case _ where kinds.isSubset(of: [.date, .dateTime]): return .dateTime
      case _ where kinds.isSubset(of: [.text, .sharedText]): return .text
      default: return .mixed
      }
    }
  }

  struct Sheet: Sendable {
    var name: String
    var state: String
    var kind: String
    var size: Size?
    var isRead: Bool
  }

  /// The cells of a sheet that have values.
  struct Size: Sendable {
    var range: String?
    var rows = 0
    var columns = 0

    static let empty = Size()

    var text: String {
      guard let range else { return "empty" }
      return
        "\(range) (\(NumberWords.number(rows, "row")), \(NumberWords.number(columns, "column")))"
    }
  }

  var file: String
  var format: FileFormat
  var bytes = 0
  var rows = 0
  var columns: [Column] = []
  var dialect: Dialect?
  var header: [String] = []
  /// Where the header was found and why.
  var headerReason: String?
  /// Rows, or lines of a text, that look like totals or subtotals.
  var totals: [Int] = []
  var sheets: [Sheet] = []
  /// Tables and defined names: name and where.
  var tables: [(name: String, place: String)] = []
  var names: [(name: String, place: String)] = []

  init(file: String, format: FileFormat) {
    self.file = file
    self.format = format
  }

  /// The findings for a person.
  public var text: String {
    var lines = ["\(file): \(format.rawValue), \(NumberWords.count(bytes)) bytes"]
    lines += sheetLines + dialectLines
    if let headerReason { lines.append("header: \(headerReason)") }
    lines.append("")
    lines.append(
      "\(NumberWords.number(rows, "record")), \(NumberWords.number(columns.count, "column"))")
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
    var lines = sheets.map { sheet in
      "  \(sheet.isRead ? "*" : " ") \(sheet.name)"
        + (sheet.size.map { "  \($0.text)" } ?? "")
        + (sheet.kind == "worksheet" ? "" : "  \(sheet.kind)")
        + (sheet.state == "visible" ? "" : "  \(sheet.state)")
    }
    if !lines.isEmpty { lines.insert("sheets (* is described below):", at: 0) }
    lines += tables.map { "  table \($0.name): \($0.place)" }
    lines += names.map { "  name \($0.name): \($0.place)" }
    return lines
  }

  private var dialectLines: [String] {
    guard let dialect else { return [] }
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
    let shown = columns.prefix(500)
    let width = TerminalText.width(shown.map(\.schema.name), least: 6, limit: 32)
    var lines = [
      "",
      "  \(TerminalText.padded("column", width))  \(TerminalText.padded("type", 8))  \(TerminalText.padded("role", 10))  "
        + "\(TerminalText.padded("missing", 8))  \(TerminalText.padded("distinct", 8))  values",
    ]
    for column in shown {
      let tally = column.tally
      let distinct = tally.hasManyDistinct ? "many" : NumberWords.count(tally.distinct.count)
      var values = ""
      if let low = tally.minimum, let high = tally.maximum, column.kind != .mixed {
        values = "\(low.description) to \(high.description)"
      } else {
        values = tally.examples.map { TerminalText.cut($0, 24) }.joined(separator: ", ")
      }
      if let note = column.schema.note { values += values.isEmpty ? note : "  (\(note))" }
      lines.append(
        "  \(TerminalText.padded(column.schema.name, width))  "
          + "\(TerminalText.padded(column.kind.rawValue, 8))  \(TerminalText.padded(column.role?.role.rawValue ?? "", 10))  "
          + "\(TerminalText.padded(NumberWords.count(column.missing), 8))  \(TerminalText.padded(distinct, 8))  \(values)"
      )
    }
    if columns.count > shown.count { lines.append("  and \(columns.count - shown.count) more") }
    return lines
  }
}
