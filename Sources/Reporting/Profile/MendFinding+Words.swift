public import RowcastProfile

extension MendFinding {
  /// What it is about, in a few words.
  public var title: String {
    switch kind {
    case .totals: "Totals among the rows"
    case .repeatedRows: "Repeated rows"
    case .alikeRows: "Rows that are nearly the same"
    case .nearKey: "Names of rows that come again"
    case .mixed: "Values of several forms"
    case .errors: "Errors of formulas"
    case .missingWords: "Words for no value"
    case .spellings: "One value in several spellings"
    case .blots: "Blanks and characters that are not seen"
    case .function: "A column that follows from another"
    case .redundant: "Columns that say the same"
    case .empty: "Columns without a value"
    }
  }

  /// What was found, as a sentence without a full stop.
  /// - Parameter masked: the columns whose values are not told.
  public func words(masked: Set<String> = []) -> String {
    let hidden = column.map(masked.contains) ?? false
    func quoted(_ text: String) -> String { hidden ? Masked.value : "\"\(shortened(text, 40))\"" }
    switch self {
    case .spellings(let column, let groups):
      let shown = groups.prefix(3).map { group in
        group.spellings.prefix(4).map { "\(quoted($0.text)) (\(NumberWords.count($0.rows)))" }
          .joined(separator: ", ") + (group.spellings.count > 4 ? " and others" : "")
      }
      return "\"\(column)\": \(shown.joined(separator: "; "))"
        + (groups.count > 3 ? "; and \(NumberWords.count(groups.count - 3)) more such groups" : "")
    case .mixed(let column, let main, let rows, let others):
      let parts = others.map { Self.plural($0.form, $0.seen.count) }
      return "\"\(column)\" holds \(Self.plural(main, rows)) and " + parts.joined(separator: ", ")
    case .missingWords(let column, _, let words):
      let shown = hidden ? "" : ": " + words.places.map { quoted($0.text) }.joined(separator: ", ")
      return "\(NumberWords.number(words.count, "value")) of \"\(column)\" "
        + (words.count == 1 ? "is a word" : "are words") + " for no value\(shown)"
    case .blots(let column, let outer, let doubled, let invisible):
      let parts = [
        (outer, "blanks at an end"), (doubled, "several blanks together"),
        (invisible, "characters that are not seen"),
      ].filter { $0.0.count > 0 }.map { "\(NumberWords.number($0.0.count, "value")) with \($0.1)" }
      return "\"\(column)\" has " + parts.joined(separator: ", ")
    case .errors(let column, let seen):
      return "\"\(column)\" has \(NumberWords.number(seen.count, "error")), such as "
        + seen.places.map(\.text).joined(separator: ", ")
    case .repeatedRows(let count, _):
      return count.value == 1
        ? "One row is the same as a row before it, in every column"
        : "\(count.words("row")) are the same as a row before them, in every column"
    case .alikeRows(let count, _, let ignored):
      let but =
        ignored.isEmpty ? "" : " or in " + ignored.map { "\"\($0)\"" }.joined(separator: ", ")
      return count.value == 1
        ? "One row has others that differ from it in spelling\(but) alone"
        : "\(count.words("row")) have others that differ from them in spelling\(but) alone"
    case .nearKey(let column, let count, _):
      return "\"\(column)\" names the rows, but \(count.words("row")) "
        + (count.value == 1 ? "has" : "have") + " the name of a row before"
    case .function(let column, let other, let exceptions, _):
      return exceptions == 0
        ? "\"\(column)\" follows from \"\(other)\" in every row"
        : "\"\(column)\" follows from \"\(other)\" but for "
          + NumberWords.number(exceptions, "row") + ": likely errors"
    case .redundant(let finding): return finding.words
    case .totals(let column, let cells):
      return "\(NumberWords.number(cells.count, "row")) "
        + (cells.count == 1 ? "looks like a total" : "look like totals")
        + ", by a word in \"\(column)\""
    case .empty(let columns):
      let shown = columns.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
      return shown + (columns.count > 5 ? " and \(NumberWords.count(columns.count - 5)) more" : "")
        + " \(columns.count == 1 ? "has" : "have") no value in any row"
    }
  }

  /// The cells that show it: the row of the sheet or the line of the file, and the value.
  /// - Parameter masked: the columns whose values are not told.
  public func cells(masked: Set<String> = []) -> [CellPlace] {
    let cells = cells
    guard let column, masked.contains(column) else { return cells }
    return cells.map { cell in
      var cell = cell
      if !cell.text.isEmpty { cell.text = Masked.value }
      return cell
    }
  }

  private var cells: [CellPlace] {
    switch self {
    case .spellings(_, let groups):
      // The rarer spellings are the ones to change.
      groups.prefix(5).flatMap { group in
        group.spellings.dropFirst().prefix(3).map { CellPlace(row: $0.firstRow, text: $0.text) }
      }
    case .mixed(_, _, _, let others): others.flatMap(\.seen.places)
    case .missingWords(_, _, let seen), .errors(_, let seen): seen.places
    case .blots(_, let outer, let doubled, let invisible):
      outer.places + doubled.places + invisible.places
    case .function(_, _, _, let rows): rows.map { CellPlace(row: $0, text: "") }
    case .totals(_, let cells): Array(cells.prefix(10))
    case .redundant, .empty, .repeatedRows, .alikeRows, .nearKey: []
    }
  }

  /// `3 numbers`, `one text that reads as a number`.
  private static func plural(_ form: ValueForm, _ count: Int) -> String {
    let (one, many) =
      switch form {
      case .number: ("number", "numbers")
      case .truth: ("truth value", "truth values")
      case .day: ("date", "dates")
      case .time: ("time", "times")
      case .error: ("error", "errors")
      case .uncalculated: ("formula without a result", "formulas without a result")
      case .numberText: ("text that reads as a number", "texts that read as numbers")
      case .dayText: ("text that reads as a date", "texts that read as dates")
      case .missingWord: ("word for no value", "words for no value")
      case .text: ("other text", "other texts")
      }
    return NumberWords.number(count, one, many)
  }
}

extension EstimatedCount {
  /// `1,024 rows`, `about 52,300 rows (±2%)`.
  package func words(_ singular: String) -> String {
    isExact
      ? NumberWords.number(value, singular)
      : "about " + NumberWords.number(value, singular)
        + " (±\(NumberWords.percent(error)))"
  }
}
