import RowcastFileIO
import Foundation
import RowcastSpreadsheet
import RowcastTabular
import TestSupport

/// A workbook of one sheet around raw XML.
enum SampleBook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// The parts of a workbook, with the sheet's whole part given.
  static func bytes(
    sheet: [UInt8], strings: String? = nil, formats: [String] = [], names: String = ""
  ) -> [UInt8] {
    bytes(
      sheet: sheet, stringBytes: strings.map { Array($0.utf8) }, formats: formats, names: names)
  }

  /// The same with bytes of shared strings, which may be no text.
  static func bytes(
    sheet: [UInt8], stringBytes: [UInt8]?, formats: [String] = [], names: String = ""
  ) -> [UInt8] {
    let relationships = { (rows: String) in
      Array(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(rows)</Relationships>"
          .utf8)
    }
    let xfs = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }.joined()
    let codes = formats.enumerated().map {
      "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>"
    }.joined()
    var parts: [(String, [UInt8])] = [
      (
        "_rels/.rels",
        relationships(
          "<Relationship Id=\"a\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/>")
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relationships(
          "<Relationship Id=\"s\" Type=\"\(office)/worksheet\" Target=\"sheet.xml\"/>"
            + "<Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"strings.xml\"/>"
            + "<Relationship Id=\"f\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>")
      ),
      (
        "xl/workbook.xml",
        Array(
          "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"Data\" r:id=\"s\"/></sheets><definedNames>\(names)</definedNames></workbook>"
            .utf8)
      ),
      (
        "xl/styles.xml",
        Array(
          "<styleSheet xmlns=\"\(main)\"><numFmts>\(codes)</numFmts><cellXfs><xf numFmtId=\"0\"/>\(xfs)</cellXfs></styleSheet>"
            .utf8)
      ),
      ("xl/sheet.xml", sheet),
    ]
    if let stringBytes {
      parts.append(
        (
          "xl/strings.xml",
          Array("<sst xmlns=\"\(main)\">".utf8) + stringBytes + Array("</sst>".utf8)
        ))
    }
    return StoredArchive(parts).bytes
  }

  static func sheet(_ rows: String, before: String = "", after: String = "") -> [UInt8] {
    Array(
      "<worksheet xmlns=\"\(main)\">\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
        .utf8)
  }

  /// Opens bytes as a workbook.
  static func open(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws -> Workbook {
    try Workbook(MemoryBytes(bytes, name: "book.xlsx"), limits: limits)
  }

  static func fixture(_ name: String) throws -> Workbook {
    try Workbook(try InputFile(path: Fixture.path("workbooks/\(name).xlsx")))
  }
}

extension WorksheetSource {
  /// All records as texts by column name, for small sheets.
  func records() throws -> [[String: String]] {
    var names: [Int: String] = [:]
    for column in schema.columns { names[column.source] = column.name }
    var all: [[String: String]] = []
    try mapBatches({ batch in batch.texts() }) { rows in
      all += rows.map { row in
        Dictionary(uniqueKeysWithValues: row.map { (names[$0.0] ?? "column_\($0.0 + 1)", $0.1) })
      }
      return true
    }
    return all
  }

  /// All batches' diagnostics.
  func diagnostics() throws -> DiagnosticLog {
    var log = DiagnosticLog()
    try mapBatches({ $0.diagnostics }) {
      log.merge($0); return true
    }
    return log
  }
}

extension RecordBatch {
  /// The rows as (column, text).
  func texts() -> [[(Int, String)]] {
    (0..<rowCount).map { row in
      cells[cellRange(ofRow: row)].map { (Int($0.column), text(of: $0)) }
    }
  }

  func text(of cell: Cell) -> String {
    var buffer = OutputBytes()
    switch cell.kind {
    case .text, .sharedText, .decimal, .error: return string(of: cell) ?? "?"
    case .integer: return String(cell.integer)
    case .double: NumberText.append(cell.double, to: &buffer)
    case .boolean: return cell.boolean ? "true" : "false"
    case .uncalculated: return "(uncalculated)"
    case .date, .time, .dateTime, .duration:
      TemporalText.append(cell.kind, milliseconds: cell.integer, to: &buffer)
    }
    return String(decoding: buffer.array(), as: UTF8.self)
  }
}
