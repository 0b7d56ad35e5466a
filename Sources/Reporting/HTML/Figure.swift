/// A drawing with its finding as heading, and its numbers as a table under it.
struct Figure: Sendable {
  /// What one sees, as a short sentence.
  var title: String
  /// How to read it.
  var caption: String
  var drawing: Markup
  var numbers: NumberTable
  /// Takes the full width of the page.
  var isWide = false

  /// The figure as a part of the page.
  func html(id: String) -> Markup {
    """
    <figure id="\(id)"\(isWide ? " class=\"wide\"" : "" as Markup)>
    <figcaption><h3>\(title)</h3><p>\(caption)</p></figcaption>
    \(drawing)
    <details><summary>Numbers<span class="vh"> of: \(title)</span></summary>\
    \(numbers.html(caption: title))</details>
    </figure>

    """
  }
}

/// A table of texts; the first column names the row.
struct NumberTable: Sendable {
  var head: [String]
  var rows: [[String]]

  /// The table in a box that scrolls sideways by itself, so that the page never does.
  func html(caption: String) -> Markup {
    let header = head.map { name -> Markup in "<th scope=\"col\">\(name)</th>" }
    let lines = rows.map { row -> Markup in
      let cells = row.enumerated().map { i, value -> Markup in
        i == 0 ? "<th scope=\"row\">\(value)</th>" : "<td>\(value)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="Table: \(caption)"><table>
      <caption class="vh">\(caption)</caption>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(lines)</tbody></table></div>
      """
  }

  /// Every so many rows, so that at most `limit` are left; the last one stays.
  func thinned(to limit: Int = 25) -> NumberTable {
    guard rows.count > limit, limit > 1 else { return self }
    let picked = (0..<limit).map { rows[$0 * (rows.count - 1) / (limit - 1)] }
    return NumberTable(head: head, rows: picked)
  }
}

/// A text cut to so many characters, with an ellipsis where something is missing.
func shortened(_ text: String, _ limit: Int) -> String {
  text.count <= limit ? text : text.prefix(max(1, limit - 1)) + "…"
}
