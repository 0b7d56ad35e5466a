import Foundation
import Testing

@testable import RowcastReporting

/// The page in a real browser, where one is installed.
@Suite(.serialized) struct BrowserTests {
  static let browser = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What the browser, started once, makes of pages of these widths.
  func measured(_ pages: [(page: String, width: Int)]) throws -> (dom: String, log: String) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The pages themselves have no script; these copies measure themselves and tell the page around
    // them, whose frames have the wanted widths (a window cannot be as narrow).
    for (i, (page, _)) in pages.enumerated() {
      let probe = """
        <script>addEventListener("load",()=>{document.querySelectorAll("details").forEach(d=>d.open=true);
        let wide=[...document.querySelectorAll("body *")].filter(e=>!e.closest(".scroll")&&!e.closest("svg")
        &&!e.classList.contains("vh")&&!e.classList.contains("skip")
        &&e.getBoundingClientRect().right>innerWidth+1).map(e=>e.tagName+"."+e.className).slice(0,5);
        parent.postMessage("FACTS \(i) "+JSON.stringify({inner:innerWidth,
        scroll:document.documentElement.scrollWidth,wide:wide,
        tables:document.querySelectorAll("table").length})+" END","*")})</script>
        """
      try page.replacingOccurrences(of: "</body>", with: probe + "</body>")
        .write(
          to: folder.appendingPathComponent("page-\(i).html"), atomically: true, encoding: .utf8)
    }
    let frames = pages.enumerated().map { i, page in
      "<iframe width=\"\(page.width)\" height=\"900\" style=\"border:0\" src=\"page-\(i).html\"></iframe>"
    }
    let file = folder.appendingPathComponent("frame.html")
    try """
    <!DOCTYPE html><link rel="icon" href="data:,">
    <script>addEventListener("message",e=>document.body.prepend(e.data))</script>
    <body>\(frames.joined())</body>
    """.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(BrowserTests.browser))
    process.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
      "--user-data-dir=\(folder.path)/profile", "--window-size=1500,900",
      "--virtual-time-budget=5000", "--dump-dom",
      file.absoluteString,
    ]
    let (output, errors) = (
      folder.appendingPathComponent("out"), folder.appendingPathComponent("err")
    )
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      try String(contentsOf: output, encoding: .utf8),
      String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  @Test(.enabled(if: BrowserTests.browser != nil, "skipped: no Chromium is installed"))
  func `nothing overflows and the console stays empty`() throws {
    let contents = [
      try SampleContent.binary(),
      try SampleContent.multiclass(classes: (0..<10).map { "class number \($0)" }),
    ]
    let profile = try ProfilePageTests.page().render()
    let pages =
      contents.flatMap { content in
        [400, 1400].map { (page: HTMLReport.render(content), width: $0) }
      } + [390, 1280].map { (page: profile, width: $0) }
    let (dom, log) = try measured(pages)
    for (i, (_, width)) in pages.enumerated() {
      let facts = try #require(
        dom.components(separatedBy: "FACTS \(i) ").dropFirst().first?
          .components(separatedBy: " END").first)
      #expect(facts.contains("\"inner\":\(width),"), "\(facts)")
      #expect(facts.contains("\"wide\":[]"), "\(facts)")
      let scroll = facts.components(separatedBy: "\"scroll\":").last?.prefix { $0.isNumber }
      #expect(try #require(scroll.flatMap { Int($0) }) <= width, "\(facts)")
    }
    #expect(!log.contains("CONSOLE"), "\(log)")
  }
}
