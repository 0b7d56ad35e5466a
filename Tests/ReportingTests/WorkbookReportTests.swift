import Foundation
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
