import RowcastOddRows
import RowcastTabular
import Testing

@testable import RowcastReporting

@Suite struct OddRowsPageTests {
  /// A page of a table with one row whose city and amount are odd.
  static func page() throws -> OddRowsPage {
    let rows = 300
    let cities = (0..<rows).map { $0 == 7 ? "<Berln>" : $0 % 3 == 0 ? "<Berlin>" : "Hamburg" }
    let amounts = (0..<rows).map { $0 == 7 ? 9e6 : Double(($0 * 37) % 101) }
    let table = try Table(columns: [
      TypedColumn(name: "city & place", texts: cities),
      TypedColumn(name: "amount", numbers: amounts),
    ])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    return OddRowsPage(
      name: "sales.csv", columns: table.names,
      rows: scores.reasons.sorted { $0.key < $1.key }.map { row, reasons in
        OddRowsPage.Row(
          number: row + 2, oddness: scores.oddness[row], cells: [cities[row], "\(amounts[row])"],
          reasons: reasons)
      },
      rowCount: rows, oddCount: scores.reasons.count, learnedCount: rows,
      histogram: (0..<20).map { part in
        scores.oddness.count { Int($0 * 20) == part }
      },
      oddCells: ["city & place": 1, "amount": 1], software: "Rowcast 0")
  }

  @Test func `The page is well formed, refers to nothing, and its texts are texts`() throws {
    let page = try OddRowsPageTests.page().render()
    let checks = HTMLChecks(page)
    #expect(checks.problems.isEmpty)
    #expect(Set(checks.ids).count == checks.ids.count)
    #expect(checks.elements["script"] == nil && checks.elements["img"] == nil)
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
    #expect(page.contains("&lt;Berln&gt;") && !page.contains("<Berln>"))
    #expect(page.contains("<td class=\"odd\">&lt;Berln&gt;</td>"))
  }

  @Test func `Reasons say what is odd and what would be usual`() throws {
    let reasons = try #require(try OddRowsPageTests.page().rows.first { $0.number == 9 }).reasons
    let words = reasons.map(\.words)
    #expect(words.contains { $0.hasPrefix("amount 9000000: far out; most are from ") })
    #expect(words.contains("city & place \"<Berln>\": like \"<Berlin>\", which is frequent"))
    #expect([OddReason].line(reasons) == words.joined(separator: "; "))
  }
}

extension [OddReason] {
  fileprivate static func line(_ reasons: [OddReason]) -> String { reasons.line }
}
