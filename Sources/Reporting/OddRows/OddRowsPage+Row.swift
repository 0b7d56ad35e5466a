import RowcastOddRows

extension OddRowsPage.Row {
  /// The row under the names of its columns, its odd cells colored, with the reasons.
  func html(_ columns: [String]) -> Markup {
    let odd = Set(reasons.flatMap(\.columns))
    let reasons = reasons.map { reason -> Markup in "<li>\(reason.words)</li>" }
    let heads = columns.map { column -> Markup in
      let mark: Markup = odd.contains(column) ? " class=\"odd\"" : ""
      return "<th scope=\"col\"\(mark)>\(shortened(column, 40))</th>"
    }
    let cells = zip(columns, cells).map { column, value -> Markup in
      let mark: Markup = odd.contains(column) ? " class=\"odd\"" : ""
      return "<td\(mark)>\(shortened(value, 80))</td>"
    }
    return """
      <article class="odd-row"><h3>Row \(NumberWords.count(number)) \
      <span class="eyebrow">oddness \(NumberWords.fixed(oddness, 2))</span></h3>
      <ul>\(reasons)</ul>
      <div class="scroll" tabindex="0" role="region" aria-label="Row \(NumberWords.count(number))">\
      <table><thead><tr>\(heads)</tr></thead><tbody><tr>\(cells)</tr></tbody></table></div></article>

      """
  }

  /// The row with the values of some columns hidden.
  package func masked(_ columns: [String], _ hidden: Set<String>) -> OddRowsPage.Row {
    guard !hidden.isEmpty else { return self }
    var row = self
    row.cells = zip(columns, cells).map { column, value in
      hidden.contains(column) && !value.isEmpty ? Masked.value : value
    }
    row.reasons = reasons.map { $0.masked(as: Masked.value, among: hidden) }
    return row
  }
}

/// What stands for a value that is not shown.
enum Masked {
  static let value = "•••"
}
