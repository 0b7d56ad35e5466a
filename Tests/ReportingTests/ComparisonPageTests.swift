import RowcastComparison
import RowcastSpreadsheet
import RowcastTabular
import Testing

@testable import RowcastReporting

@Suite struct ComparisonPageTests {
  /// Records that stand in memory.
  private struct Records: RecordSource {
    let schema: Schema
    let batch: RecordBatch

    init(_ names: [String], _ rows: [[String]]) {
      schema = Schema(
        names.enumerated().map { ColumnSchema(name: $1, source: $0, kind: .text) })
      var batch = RecordBatch()
      for (number, row) in rows.enumerated() {
        for (column, text) in row.enumerated() {
          batch.append(text.utf8, column: UInt32(column))
        }
        batch.endRow(number: number + 2)
      }
      self.batch = batch
    }

    func mapBatches<Result: Sendable>(
      _ transform: @Sendable (RecordBatch) throws -> Result,
      inOrder consume: (Result) throws -> Bool
    ) throws { _ = try consume(try transform(batch)) }
  }

  static func report(masked: Set<String> = []) throws -> ComparisonReport {
    let old = (0..<200).map { ["<\($0)>", $0 % 2 == 0 ? "<b>yes</b>" : "no", "same"] }
    var new = old
    for row in 0..<90 { new[row][1] = "\"zebra\" & more" }
    new.removeFirst()
    new.append(["<new>", "no", "same"])
    let tables = try RecordComparison().compare(
      ComparedSide(Records(["id & key", "answer", "gone"], old)),
      ComparedSide(Records(["id & key", "answer", "<added>"], new.map { [$0[0], $0[1], "x"] })))
    return ComparisonReport(
      oldName: "a<1>.csv", newName: "b.csv", tables: tables, masked: masked, software: "Rowcast 0")
  }

  @Test func `The page is well formed, refers to nothing, and its texts are texts`() throws {
    let page = try ComparisonPage(try Self.report()).render()
    let checks = HTMLChecks(page)
    #expect(checks.problems == [])
    #expect(Set(checks.ids).count == checks.ids.count)
    #expect(checks.elements["script"] == nil && checks.elements["img"] == nil)
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
    #expect(page.contains("<del>&lt;b&gt;yes&lt;/b&gt;</del>"))
    #expect(page.contains("<ins>&quot;zebra&quot; &amp; more</ins>"))
    #expect(page.contains("89 rows changed, 1 added, 1 removed."))
    #expect(page.contains("a&lt;1&gt;.csv"))
  }

  @Test func `What is not to be shown stands nowhere`() throws {
    let report = try Self.report(masked: ["answer", "id & key"])
    let page = try ComparisonPage(report).render()
    let story = try ComparisonStory(report).text()
    for text in [page, story] {
      #expect(!text.contains("yes") && !text.contains("zebra") && !text.contains("<17>"))
      #expect(!text.contains("&lt;17&gt;") && text.contains("(not shown)"))
    }
  }

  @Test func `The terminal tells the story first`() throws {
    let text = try ComparisonStory(try Self.report()).text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "a<1>.csv (200 records) → b.csv (200 records)")
    #expect(lines[1].hasPrefix("Rows are matched by \"id & key\", which was found"))
    #expect(lines[2] == "rows     1 added, 1 removed, 89 changed, 110 the same")
    #expect(lines.contains { $0.contains("answer 89") })
    #expect(
      lines.contains { $0.hasPrefix("drift    answer: ") && $0.contains("Cramér's V") })
  }

  @Test func `Equal tables are told in a word`() throws {
    let records = Records(["a"], [["1"], ["2"]])
    let tables = try RecordComparison().compare(ComparedSide(records), ComparedSide(records))
    let report = ComparisonReport(
      oldName: "a", newName: "b", tables: tables, software: "Rowcast 0")
    #expect(try ComparisonStory(report).text().contains("Nothing is different."))
    #expect(try ComparisonPage(report).render().contains("Nothing is different."))
  }

  @Test func `Values become cells of their kind, with the color of the row`() throws {
    let color: UInt32 = 0xC9E8CE
    let green = CellStyle(background: color)
    func cell(_ value: Value) -> SheetCell { ComparisonWorkbook.cell(value, background: color) }
    #expect(cell(.integer(5)) == SheetCell(.number(5), green))
    #expect(cell(.integer(.max)) == SheetCell(.text("9223372036854775807"), green))
    #expect(cell(.text("=1")) == SheetCell(.text("=1"), green))
    #expect(cell(.missing) == SheetCell(.blank, green))
    var day = SheetCell(.number(45292), .date)
    day.style.background = color
    #expect(cell(.date(CivilDate(year: 2024, month: 1, day: 1))) == day)
  }
}
