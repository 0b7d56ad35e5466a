import RowcastEvaluation

/// The report as one HTML page that needs nothing else: no network, no script.
///
/// In plain words first (what, how good, what to worry about, what to do next), then the figures,
/// each with its numbers as a table. Light and dark, narrow and wide, paper. Every text that comes
/// from the data is escaped.
public enum HTMLReport {
  /// The page as UTF-8 text.
  public static func render(_ content: ReportContent) -> String {
    let verdict = Verdict(content)
    let sections = Sections.all(content)
    let links = sections.map { section -> Markup in
      "<li><a href=\"#\(section.id)\">\(section.title)</a></li>"
    }
    let body: Markup = """
      <a class="skip" href="#main">Skip to the result</a>
      <div class="page">
      \(Sections.header(content))
      <nav aria-label="Sections"><ul><li><a href="#main">In short</a></li>\(links)</ul></nav>
      <main id="main">
      \(Sections.summary(content, verdict))
      \(sections.map(\.html))</main>
      <footer>\(Sections.footer(content))</footer>
      </div>
      """
    return Markup.page(title: content.title, software: content.software, body: body).text
  }
}
