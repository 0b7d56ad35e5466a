import RowcastFeatures
public import RowcastProfile
import RowcastTabular

/// What is in a table as one HTML page that needs nothing else: what is to be mended, every column,
/// how columns go together, and the oddest rows.
public struct ProfilePage: Sendable {
  /// The name of the input.
  public var name: String
  /// What the input is: its format and the sheet.
  public var source: String
  /// What was found.
  public var profile: TableProfile
  /// The columns whose values are not shown.
  public var masked: Set<String>
  /// The oddest rows, the oddest first.
  public var oddRows: [OddRowsPage.Row]
  /// How many rows of the sample are odd; nil where none were looked for.
  public var oddCount: Int?
  /// The program and its version.
  public var software: String

  /// All that is shown.
  public init(
    name: String, source: String, profile: TableProfile, masked: Set<String>,
    oddRows: [OddRowsPage.Row], oddCount: Int?, software: String
  ) {
    self.name = name
    self.source = source
    self.profile = profile
    self.masked = masked
    self.oddRows = oddRows
    self.oddCount = oddCount
    self.software = software
  }

  /// The page as UTF-8 text.
  public func render() -> String {
    let sections = [mending, columns, relations, odd, method].compactMap { $0 }
    let links = sections.map { section -> Markup in
      "<li><a href=\"#\(section.id)\">\(section.title)</a></li>"
    }
    let body: Markup = """
      <a class="skip" href="#main">Skip to what was found</a>
      <div class="page">
      <header><p class="eyebrow">\(software) inspect</p><h1>\(name)</h1></header>
      <nav aria-label="Sections"><ul>\(links)</ul></nav>
      <main id="main">
      <section aria-labelledby="short-title"><h2 id="short-title" class="vh">In short</h2>
      <p class="headline\(findings.contains(where: \.isDoubtful) ? " bad" : "" as Markup)">\(headline)</p>
      <p class="lead">\(lead)</p>
      <ul class="keys">\(keys)</ul></section>
      \(sections.map(\.html))</main>
      <footer><p>Made by \(software). The same figures for programs: \
      <code>rowcast inspect FILE --json</code>.</p></footer>
      </div>
      """
    return Markup.page(title: "\(name): what is in it", software: software, body: body).text
  }

  var findings: [MendFinding] { profile.findings }

  private var headline: String {
    findings.isEmpty
      ? "Nothing to mend was found."
      : NumberWords.number(findings.count, "thing") + " to look at before anyone learns from it."
  }

  private var lead: String {
    let rows = NumberWords.number(profile.rowCount, "record")
    let complete = profile.columns.count { $0.missing == 0 }
    var text =
      "\(rows) in \(NumberWords.number(profile.columns.count, "column")) (\(source)), "
      + "\(NumberWords.count(complete)) of them complete."
    let keys = profile.columns.filter { $0.isKey == true && $0.canBeKey }.map { "\"\($0.name)\"" }
    if !keys.isEmpty {
      text +=
        " Each record has a value of its own in "
        + keys.prefix(4).joined(separator: ", ") + (keys.count > 4 ? " and others." : ".")
    }
    if !masked.isEmpty {
      text +=
        " Values of "
        + masked.sorted().prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
        + (masked.count > 6 ? " and \(masked.count - 6) more columns" : "") + " are not shown."
    }
    return text
  }

  private var keys: [Markup] {
    let cells = Double(profile.rowCount) * Double(profile.columns.count)
    let missing = profile.columns.reduce(0) { $0 + $1.missing }
    var entries: [(String, String, String)] = [
      (
        "Records", NumberWords.count(profile.rowCount),
        NumberWords.number(profile.columns.count, "column")
      ),
      (
        "Missing", cells > 0 ? NumberWords.percent(Double(missing) / cells) : "–",
        NumberWords.number(missing, "cell") + " without a value"
      ),
      (
        "Repeated",
        (profile.repeatedRows.isExact ? "" : "≈ ")
          + NumberWords.count(profile.repeatedRows.value),
        "records that are the same as one before"
      ),
    ]
    if let oddCount {
      entries.append(
        (
          "Odd", NumberWords.count(oddCount),
          "records unlike the others" + (isWhole ? "" : ", in a sample of \(sampleCount)")
        ))
    }
    return entries.map { name, value, small in
      """
      <li><b>\(name)</b><span class="value">\(value)</span><span class="small">\(small)</span></li>

      """
    }
  }

  /// Whether the sample holds all rows.
  private var isWhole: Bool { profile.associations.rowCount == profile.rowCount }
  private var sampleCount: String { NumberWords.count(profile.associations.rowCount) }

  private var odd: Section? {
    guard let oddCount, !oddRows.isEmpty else { return nil }
    let rows = oddRows.map { $0.masked(profile.columns.map(\.name), masked) }
    return Section(
      id: "odd", title: "Odd rows",
      intro: (isWhole ? "" : "In a sample of \(sampleCount) records ")
        + "\(NumberWords.number(oddCount, "record is", "records are")) odd; these are the oddest. "
        + "Odd is not wrong: it is what to look at first. rowcast odd scores every row.",
      body: rows.map { $0.html(profile.columns.map(\.name)) }.joined())
  }

  private var method: Section? {
    let estimates = profile.columns.filter { !$0.distinct.isExact }.count
    let spreads = profile.columns.filter { ($0.spread?.error ?? 0) > 0 }.count
    var lines = [
      "Rows, missing values, kinds and the findings with their cells are counted in all records.",
      isWhole
        ? "How columns go together was measured in all records, too."
        : "How columns go together, and what is usual, was learned from a random sample of "
          + "\(sampleCount) records, the same each time.",
    ]
    if estimates > 0 {
      lines.append(
        "The different values of \(NumberWords.number(estimates, "column")) are estimated from a "
          + "sample of the values; the figure says how far it may be off (in 19 of 20 cases).")
    }
    if spreads > 0 {
      lines.append(
        "Quantiles of \(NumberWords.number(spreads, "column")) come from buckets; they are off by "
          + "no more than the table of columns says.")
    }
    return Section(
      id: "method", title: "How it was counted", intro: "",
      body: lines.map { line -> Markup in "<p>\(line)</p>\n" }.joined())
  }
}

extension ColumnFigures {
  /// Whether it can name rows: measures are different by chance.
  var canBeKey: Bool { kind != .decimal && role?.role != .numeric }
}
