import Foundation
import RowcastSpreadsheet
import Testing

@testable import RowcastReporting

@Suite struct WorkbookReportTests {
  @Test func `the report is a workbook under its name`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("report-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for content in [
      try SampleContent.binary(),
      try SampleContent.multiclass(classes: (0..<12).map { "a very long class name / [\($0)]" }),
    ] {
      try WorkbookReport.write(content, to: path)
      let data = try #require(FileManager.default.contents(atPath: path))
      #expect(data.prefix(4) == Data([0x50, 0x4B, 0x03, 0x04]))
      #expect(data.range(of: Data("xl/charts/chart1.xml".utf8)) != nil)
    }
  }

  @Test func `a folder that is not there is an error with the path`() throws {
    let content = try SampleContent.binary()
    #expect {
      try WorkbookReport.write(content, to: "/no/such/folder/report.xlsx")
    } throws: {
      "\($0)".contains("/no/such/folder")
    }
  }
}

@Suite struct `Numbers in a report's workbook` {
  @Test func `texts of numbers are numbers with as many decimals`() {
    #expect(WorkbookReport.number("82.9 %") == .number(0.829, format: "0.0%"))
    #expect(WorkbookReport.number("82%") == .number(0.82, format: "0%"))
    #expect(WorkbookReport.number("−0.4255") == .number(-0.4255, format: "0.0000"))
    #expect(WorkbookReport.number("1,234") == .number(1234, format: "#,##0"))
    #expect(WorkbookReport.number("undefined") == .text("undefined"))
    #expect(WorkbookReport.number("inf") == .text("inf"))
  }
}
