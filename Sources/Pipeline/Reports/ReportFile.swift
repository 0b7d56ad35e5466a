import RowcastFileIO
import RowcastReporting

/// Writes a report in the form that its name tells.
enum ReportFile {
  static func write(_ content: ReportContent, to path: String) throws {
    let name = path.lowercased()
    if name.hasSuffix(".xlsx") {
      try WorkbookReport.write(content, to: path)
      return
    }
    let text: String
    if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
      text = ModelCard.render(content)
    } else if name.hasSuffix(".txt") {
      text = TextReport.render(content)
    } else if name.hasSuffix(".html") || name.hasSuffix(".htm") || path == "-" {
      text = HTMLReport.render(content)
    } else {
      throw PipelineError(
        "a report is a web page (.html), a workbook (.xlsx), Markdown (.md) or text (.txt)",
        at: path, kind: .usage)
    }
    try OutputFile.write(text, to: path)
  }
}
