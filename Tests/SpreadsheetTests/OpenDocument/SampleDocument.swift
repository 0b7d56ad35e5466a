import RowcastFileIO
import RowcastSpreadsheet

/// A spreadsheet of OpenDocument around raw XML.
enum SampleDocument {
  /// The namespaces under the prefixes that everybody uses.
  private static let names = [
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
    ("number", "datastyle"), ("draw", "drawing"),
  ].map { "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($1):1.0\"" }
  private static let calc =
    "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""

  /// The document with its sheets, and what stands behind them.
  static func content(
    _ spreadsheet: String, styles: String = "", root: String = "document-content",
    attributes: String = ""
  ) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:\(root) \(names.joined(separator: " ")) "
      + "\(calc)\(attributes)><office:automatic-styles>\(styles)</office:automatic-styles>"
      + "<office:body><office:spreadsheet>\(spreadsheet)</office:spreadsheet></office:body>"
      + "</office:\(root)>"
  }

  static func sheet(_ rows: String, name: String = "Data", columns: String = "") -> String {
    "<table:table table:name=\"\(name)\">\(columns)\(rows)</table:table>"
  }

  static func row(_ cells: String..., attributes: String = "") -> String {
    "<table:table-row\(attributes)>\(cells.joined())</table:table-row>"
  }

  static func number(_ value: String, attributes: String = "") -> String {
    "<table:table-cell\(attributes) office:value-type=\"float\" office:value=\"\(value)\" "
      + "calcext:value-type=\"float\"><text:p>shown</text:p></table:table-cell>"
  }

  static func text(_ text: String, attributes: String = "") -> String {
    "<table:table-cell\(attributes) office:value-type=\"string\" calcext:value-type=\"string\">"
      + "<text:p>\(text)</text:p></table:table-cell>"
  }

  /// The package.
  static func bytes(_ content: String, parts: [(String, [UInt8])] = []) -> [UInt8] {
    StoredArchive(
      [
        ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
        ("content.xml", Array(content.utf8)),
      ] + parts
    ).bytes
  }

  static func open(_ content: String, limits: WorkbookLimits = WorkbookLimits()) throws -> Workbook
  {
    try Workbook(MemoryBytes(bytes(content), name: "book.ods"), limits: limits)
  }

  /// A workbook of one sheet with these rows.
  static func rows(_ rows: String, columns: String = "", styles: String = "") throws -> Workbook {
    try open(content(sheet(rows, columns: columns), styles: styles))
  }
}

extension Workbook {
  /// The cells of a sheet as texts with their kinds.
  func cells(_ sheet: Int = 0) throws -> [String: String] {
    var cells: [String: String] = [:]
    try auditCells(of: sheets[sheet]) { cell in
      let kind =
        switch cell.value {
        case .number(let text): "n \(text)"
        case .text(let text): "s \(text)"
        case .boolean(let truth): "b \(truth)"
        case .error(let code): "e \(code)"
        case .date(let text): "d \(text)"
        case .uncalculated: "u"
        }
      cells["\(cell.reference)"] = kind
    }
    return cells
  }
}
