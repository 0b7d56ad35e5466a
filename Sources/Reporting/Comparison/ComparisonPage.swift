import RowcastComparison
import RowcastTabular

/// What has changed between two tables as one HTML page that needs nothing else: columns, drift, and the
/// first rows with their changed cells colored.
public struct ComparisonPage {
  /// What is told.
  public var report: ComparisonReport

  /// The rows, the columns of each, and the figures that are shown.
  static let rows = 100
  static let columns = 40
  static let figures = 12

  /// Written by ``render()``.
  public init(_ report: ComparisonReport) { self.report = report }

  /// The page as UTF-8 text.
  /// - Throws: `FileError` when the changes cannot be read back.
  public func render() throws -> String {
    let title = "\(report.oldName) → \(report.newName)"
    let changes = try report.firstChanges(Self.rows)
    let body: Markup = """
      <a class="skip" href="#rows">Skip to the rows</a>
      <div class="page">
      <header><p class="eyebrow">\(report.software) comparison</p><h1>\(title)</h1></header>
      <main>
      <section aria-labelledby="short-title"><h2 id="short-title" class="vh">In short</h2>
      <p class="headline">\(headline)</p>
      <p class="lead">\(NumberWords.sentence(report.tables.key.words))\(repeated)</p>
      \(keyFigures)</section>
      \(columnSection)\(driftSection)\(rowSection(changes))</main>
      <footer><p>Made by \(report.software). Every row that is not the same is in the workbook that \
      <code>-o changes.xlsx</code> writes. Chances are corrected for all tests together by Holm's \
      method.</p></footer>
      </div>
      """
    return Markup.page(title: title, software: report.software, body: body).text
  }

  private var headline: String {
    let counts = report.tables.counts
    if report.tables.isEmpty { return "Nothing is different." }
    if counts.isEmpty { return "All rows are the same; columns are not." }
    let parts = [
      (counts.changed, "changed"), (counts.added, "added"), (counts.removed, "removed"),
    ].filter { $0.0 > 0 }
    let words = parts.enumerated().map { index, part in
      index == 0
        ? "\(NumberWords.number(part.0, "row")) \(part.1)"
        : "\(NumberWords.count(part.0)) \(part.1)"
    }
    return words.joined(separator: ", ") + "."
  }

  private var repeated: String {
    let tables = report.tables
    let alike = tables.alikeKeys.map { " \(NumberWords.sentence($0.words))" } ?? ""
    guard tables.repeatedInOld + tables.repeatedInNew > 0 else { return alike }
    return " \(NumberWords.number(tables.repeatedInOld, "key")) of the old table and "
      + "\(NumberWords.count(tables.repeatedInNew)) of the new one repeat: their rows are matched in "
      + "their order, equal ones first.\(alike)"
  }

  private var keyFigures: Markup {
    let tables = report.tables
    let figures: [(String, Int, String)] = [
      ("Records", tables.newRows, "were \(NumberWords.count(tables.oldRows))"),
      (
        "Rows changed", tables.counts.changed,
        "\(NumberWords.number(tables.counts.changedCells, "cell"))"
      ),
      ("Rows added", tables.counts.added, "in the new table alone"),
      ("Rows removed", tables.counts.removed, "in the old table alone"),
    ]
    let items = figures.map { name, value, small -> Markup in
      "<li><b>\(name)</b><span class=\"value\">\(NumberWords.count(value))</span>"
        + "<span class=\"small\">\(small)</span></li>"
    }
    return "<ul class=\"keys\">\(items)</ul>"
  }

  private var columnSection: Markup {
    let changed = report.changedColumns
    guard !changed.isEmpty || report.tables.counts.changedCells > 0 else { return "" }
    let items = changed.prefix(200).map { column -> Markup in
      let kind =
        switch column.fate {
        case .added: "Added"
        case .gone: "Gone"
        case .renamed, .respelled: "Renamed"
        case .kept: "Of another kind"
        }
      return "<li><span class=\"kind\">\(kind)</span>\(column.name): \(column.words ?? "")</li>"
    }
    let more: Markup =
      changed.count > 200 ? "<p class=\"intro\">And \(changed.count - 200) more.</p>" : ""
    let list: Markup = changed.isEmpty ? "" : "<ul class=\"worries\">\(items)</ul>\(more)"
    return """
      <section id="columns"><h2>Columns</h2>
      \(list)<div class="figures">\(cellFigure?.html(id: "cells") ?? "")</div></section>

      """
  }

  /// The table of rows that are not the same.
  private func rowSection(_ changes: [RowChange]) -> Markup {
    guard !changes.isEmpty else { return "" }
    let columns = shownColumns(changes)
    let heads = columns.map { column -> Markup in
      "<th scope=\"col\">\(shortened(report.tables.columns[column].pair.name, 40))</th>"
    }
    let lines = changes.map { line($0, columns) }
    let left = report.tables.columns.count - columns.count
    let intro =
      (report.changeCount > changes.count
        ? "The first \(changes.count) of \(NumberWords.count(report.changeCount)). " : "")
      + (left > 0 ? "\(NumberWords.number(left, "column")) without room here. " : "")
      + "Rows are numbered as in their files, the header among them."
    return """
      <section id="rows"><h2>Rows</h2><p class="intro">\(intro)</p>
      <div class="scroll tall" tabindex="0" role="region" aria-label="Rows that are not the same">\
      <table class="changes"><thead><tr><th scope="col">Row</th>\(heads)</tr></thead>
      <tbody>
      \(lines)</tbody></table></div></section>

      """
  }

  /// The key first, then columns with changes, then others, as many as there is room for.
  private func shownColumns(_ changes: [RowChange]) -> [Int] {
    let changed = Set(changes.flatMap(\.changedColumns))
    let all = report.tables.columns
    func rank(_ column: Int) -> Int { all[column].isKey ? 0 : changed.contains(column) ? 1 : 2 }
    return Array(
      all.indices.sorted { (rank($0), $0) < (rank($1), $1) }.prefix(Self.columns))
  }

  private func line(_ change: RowChange, _ columns: [Int]) -> Markup {
    let (style, sign): (Markup, String) =
      switch change.kind {
      case .added: ("added", "added")
      case .removed: ("removed", "removed")
      case .changed: ("", "changed")
      }
    let places = [change.old, change.new].compactMap { $0.map { NumberWords.count($0.number) } }
      .joined(separator: " → ")
    let values = report.values(change)
    let changed = Set(change.changedColumns)
    let cells = columns.map { column -> Markup in
      guard changed.contains(column) else {
        return
          "<td>\(shortened(column < values.count ? report.shown(values[column], of: column) : "", 80))</td>"
      }
      let (old, new) = report.shown(change, column)
      let before: Markup = old.isEmpty ? "" : "<del>\(shortened(old, 60))</del> "
      return
        "<td class=\"changed\">\(before)<ins>\(new.isEmpty ? "(none)" : shortened(new, 60))</ins></td>"
    }
    return """
      <tr class="\(style)"><th scope="row">\(places)<span class="small-note">\(sign)</span></th>\
      \(cells)</tr>

      """
  }
}
