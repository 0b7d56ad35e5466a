/// What is told of rows at the beginning of a table that were not read as records, in words.
package enum HeaderRemark {
  /// Several rows name the columns together, as was guessed.
  package static func joined(_ count: Int) -> String {
    "this row and the next \(next(count)) name the columns together"
  }

  /// Rows may name the columns together.
  package static func proposed(_ count: Int, at rows: ClosedRange<Int>) -> String {
    "this row and the next \(next(count)) may name the columns together, which "
      + "--header \(rows.lowerBound),\(rows.upperBound) takes them to"
  }

  /// Rows below the names describe the columns.
  package static func described(_ count: Int, at rows: ClosedRange<Int>) -> String {
    "the next \(count == 2 ? "row describes" : "\(count - 1) rows describe") the columns and "
      + "\(count == 2 ? "is read as a record" : "are read as records"), which makes texts of the values "
      + "below; --header \(rows.lowerBound),\(rows.upperBound) joins them to the names"
  }

  private static func next(_ count: Int) -> String { count == 2 ? "one" : "\(count - 1)" }

  /// Numbers in order were taken for names, and no text says that they are.
  package static let numbered =
    "these numbers, which are in order, were taken for the names of the columns; --header none reads "
    + "them as a record"

  /// Rows before the table, with the beginnings of what they say.
  /// - Parameters:
  ///   - unit: what one of them is called.
  ///   - texts: the texts of the first and of the last of them, of one alone, or none where they are blank.
  package static func skipped(_ count: Int, _ unit: String, _ texts: [String]) -> String {
    let shown = texts.map { "\"\($0.prefix(40))\($0.count > 40 ? "…" : "")\"" }
    let words =
      shown.isEmpty ? "" : shown.count == 1 ? ": \(shown[0])" : ": from \(shown[0]) to \(shown[1])"
    return "\(count) \(unit)\(count == 1 ? "" : "s") before the table passed over\(words)"
  }

  /// Names and so many records stand before the table that is read, behind so many lines.
  package static func passedTable(_ records: Int, after lines: Int) -> String {
    "a table of \(records) records before the one that is read was passed over; "
      + "--skip-rows \(lines) --limit \(records) reads it"
  }

  /// A row of words below the names, with the first of them.
  package static func passed(_ texts: [String], numbersColumns: Bool) -> String {
    let words = texts.filter { !$0.isEmpty }
    let shown = words.prefix(4).map { "\"\($0.prefix(24))\"" }.joined(separator: ", ")
    return
      (numbersColumns
      ? "a row that numbers the columns passed over: "
      : "a row of words over columns of values passed over: ")
      + shown + (words.count > 4 ? " and \(words.count - 4) more" : "")
  }

  /// A record has the names of the columns.
  package static let repeated = "this record repeats the header"

  /// Names and other values stand below a gap.
  package static let secondTable = "a second table may begin here; its rows were read as records"

  /// Names and other values stand below a gap.
  /// - Parameter range: the cells of the table before them.
  package static func secondTable(below range: String) -> String {
    "\(secondTable); --range \(range) leaves them out"
  }

  /// A table stands beside another one.
  /// - Parameter range: the columns of that one.
  package static func tableBeside(_ range: String) -> String {
    "a table may begin here beside the one in \(range), and its cells were read into the same records; "
      + "--range \(range) leaves them out"
  }

  /// Rows at the end look like notes.
  /// - Parameter option: what leaves them out.
  package static func notesBelow(_ rows: ClosedRange<Int>, _ option: String) -> String {
    rows.count == 1
      ? "row \(rows.lowerBound) looks like a note below the table and was read as a record; "
        + "\(option) leaves it out"
      : "rows \(rows.lowerBound) to \(rows.upperBound) look like notes below the table and were read as "
        + "records; \(option) leaves them out"
  }

  /// Records at the end have no values.
  /// - Parameter limit: how many records stand before them.
  package static func blankRecords(_ count: Int, limit: Int) -> String {
    count == 1
      ? "the last record has no values; --limit \(limit) leaves it out"
      : "the last \(count) records have no values; --limit \(limit) leaves them out"
  }

  /// Rows stand below the end that a workbook states of a table.
  package static func belowEnd(_ count: Int, ofTable name: String, _ range: String) -> String {
    "\(count == 1 ? "1 row" : "\(count) rows") below the end of table \"\(name)\" (\(range)) "
      + (count == 1 ? "was read as a record" : "were read as records")
      + "; --table \"\(name)\" leaves \(count == 1 ? "it" : "them") out"
  }

  /// Records are totals of others.
  package static func totals(_ count: Int) -> String {
    count == 1
      ? "this record looks like a total of others, and is kept"
      : "\(count) records look like totals of others, and are kept; this is the first"
  }
}
