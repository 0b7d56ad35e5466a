import RowcastFileIO
import Foundation
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// Every workbook of `Fixtures/workbooks` is read as the file beside it says.
@Suite struct FixtureTests {
  @Test(arguments: try FixturePair.all(in: "workbooks", extensions: ["xlsx"]))
  func isReadAsExpected(_ pair: FixturePair) throws {
    let expected = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: pair.expected)))
        as? [String: Any])
    if let words = expected["error"] as? String {
      let error = #expect(throws: SpreadsheetError.self) { _ = try Self.cells(of: pair.input) }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
      #expect(error?.isLimit == expected["limit"] as? Bool)
      return
    }
    let (sheets, diagnostics) = try Self.cells(of: pair.input)
    let wanted = try #require(expected["sheets"] as? [[String: Any]])
    #expect(sheets.map(\.name) == wanted.map { $0["name"] as? String })
    for (found, want) in zip(sheets, wanted) {
      #expect(found.state == want["state"] as? String)
      let cells = try #require(want["cells"] as? [String: [String: Any]])
      for (place, value) in cells {
        #expect(found.cells[place] == Self.line(value), "\(found.name)!\(place)")
      }
      for place in found.cells.keys where cells[place] == nil {
        Issue.record("\(found.name)!\(place) is \(found.cells[place] ?? ""), expected no cell")
      }
    }
    #expect(diagnostics == expected["diagnostics"] as? [String: Int] ?? [:])
  }

  struct Found {
    var name: String
    var state: String
    var cells: [String: String]
  }

  static func cells(of path: String) throws -> ([Found], [String: Int]) {
    let book = try Workbook(try InputFile(path: path))
    var log = DiagnosticLog()
    let sheets = try book.sheets.filter { $0.kind == .worksheet }.map { sheet in
      var cells: [String: String] = [:]
      log.merge(try book.auditCells(of: sheet) { cells[$0.reference.description] = line($0) })
      return Found(name: sheet.name, state: sheet.state.rawValue, cells: cells)
    }
    return (
      sheets, Dictionary(uniqueKeysWithValues: log.counts.map { ($0.key.rawValue, $0.value) })
    )
  }

  private static func line(_ cell: AuditCell) -> String {
    let value =
      switch cell.value {
      case .number(let digits): "n \(digits)"
      case .text(let text): "s \(text)"
      case .boolean(let truth): "b \(truth)"
      case .error(let code): "e \(code)"
      case .date(let text): "d \(text)"
      case .uncalculated: "u "
      }
    return value + (cell.formula.map { " =\($0)" } ?? "")
      + (cell.format == "duration" ? " duration" : "")
  }

  private static func line(_ value: [String: Any]) -> String {
    let kind = value["t"] as? String ?? "?"
    let text = kind == "b" ? "\(value["v"] as? Bool ?? false)" : value["v"] as? String ?? ""
    return "\(kind) \(text)" + ((value["f"] as? String).map { " =\($0)" } ?? "")
      + ((value["fmt"] as? String).map { " \($0)" } ?? "")
  }
}
