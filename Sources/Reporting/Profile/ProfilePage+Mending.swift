import RowcastProfile

extension ProfilePage {
  /// The findings that are listed; a table of thousand columns may have as many.
  private static let listed = 200

  /// What is to be mended, with the cells and the option that mends it.
  var mending: Section? {
    guard !findings.isEmpty else { return nil }
    let entries = findings.prefix(Self.listed).map(entry)
    let rest: Markup =
      findings.count > Self.listed
      ? "<p>\(NumberWords.count(findings.count - Self.listed)) more are in the output of --json.</p>"
      : ""
    return Section(
      id: "mend", title: "What to mend",
      intro: "Each with the first cells that show it, and what mends it.",
      body: "<ul class=\"worries\">\n\(entries)</ul>\n\(rest)")
  }

  private func entry(_ finding: MendFinding) -> Markup {
    let words = NumberWords.sentence(finding.words(masked: masked))
    let cells = finding.cells(masked: masked).map { cell in
      "row \(NumberWords.count(cell.row))"
        + (cell.text.isEmpty ? "" : " \"\(shortened(cell.text, 40))\"")
    }
    let pairs = finding.pairs.prefix(5).map {
      "rows \(NumberWords.count($0.first)) and \(NumberWords.count($0.second))"
    }
    let shown = cells + pairs
    let places: Markup =
      shown.isEmpty ? "" : "<p class=\"places\">\(shown.joined(separator: ", "))</p>\n"
    let advice = finding.advice(masked: masked)
    let mend: Markup = advice.isEmpty ? "" : "<p class=\"mends\">\(marked(finding, advice))</p>\n"
    let state: Markup = finding.isDoubtful ? "is-caution" : "is-note"
    return """
      <li class="\(state)"><span class="kind">\(finding.title)</span>\(words)
      \(places)\(mend)</li>

      """
  }
}

extension ProfilePage {
  /// The advice as a sentence, the option that it begins with as it is typed.
  private func marked(_ finding: MendFinding, _ advice: String) -> Markup {
    guard let option = finding.remedy?.option, advice.hasPrefix(option) else {
      return "\(NumberWords.sentence(advice))"
    }
    let rest = advice.dropFirst(option.count)
    return "<code>\(option)</code>\(rest + ".")"
  }
}

extension MendFinding {
  /// Whether figures may be wrong by it; other findings are good to know.
  var isDoubtful: Bool {
    switch kind {
    case .totals, .repeatedRows, .alikeRows, .nearKey, .mixed, .errors, .missingWords, .spellings:
      true
    case .function:
      if case .function(_, _, let exceptions, _) = self { exceptions > 0 } else { false }
    case .blots, .redundant, .empty: false
    }
  }
}
