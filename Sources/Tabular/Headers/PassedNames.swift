/// The row of names that a table would lose if it began further down.
///
/// Titles stand above the names of a table, not below them: a row that has a text of its own for every
/// column is the header, and sparse rows under it are its first records, as of a sensor that measures
/// nothing yet. Only another header, which is as full and stands over values, takes its place. Above a
/// blank row such names are lost to a row that has values among its own.
struct PassedNames {
  private let rule: HeaderRule
  /// The columns that two rows fill, or more: a stray cell is none.
  private let columns: [Int]
  /// The fullest row of names above the beginning of the table, without a blank row between.
  private(set) var row: Int?
  /// Whether such a row stands right above a blank one.
  private var isAboveGap = false

  /// So few names may as well be a line of a form.
  private static let leastNames = 3

  init(_ rule: HeaderRule) {
    self.rule = rule
    var counts = [Int](repeating: 0, count: rule.width)
    for row in rule.rows {
      for cell in row.cells where cell.column < rule.width { counts[cell.column] += 1 }
    }
    columns = counts.indices.filter { counts[$0] > 1 }
  }

  /// Has the table begin below a row; rows are passed over in their order.
  mutating func pass(_ next: Int) {
    if rule.rows[next].isBeforeGap {
      row = nil
      isAboveGap = isNames(next, least: 2)
    } else if filled(next) > (row.map(filled) ?? 0), isNames(next) {
      row = next
    }
  }

  /// Whether names would be lost to a table that begins with these rows of names, or without any.
  func areLost(to start: Int, count: Int, _ evidence: HeaderEvidence?) -> Bool {
    if isAboveGap, count > 0, hasValues(start + count - 1) { return true }
    if count > 0, evidence?.hasSeries == true, isBelowNames(start, start + count - 1) {
      return true
    }
    guard let row else { return false }
    guard count > 0, let evidence else { return true }
    // Merged cells leave no doubt about the header.
    if count > 1 { return false }
    // Labels of rows need no name, and a record below has its own; a line of a form has its key.
    if isUnnamed(row), !isNamedKey(start + count - 1) { return true }
    let passed = Set(rule.rows[row].cells.map(\.text))
    return evidence.namesOverValues <= evidence.valuesOverValues || !isNames(start)
      || passed.isSuperset(of: rule.rows[start].cells.lazy.map(\.text))
  }

  /// Whether words stand right above small numbers in order, which are the first record of their columns then;
  /// years may have groups above them.
  private func isBelowNames(_ start: Int, _ last: Int) -> Bool {
    guard start > 0, !rule.rows[start - 1].isBeforeGap else { return false }
    let series = HeadSeries(rule, row: last, below: (last + 1)..<rule.rows.count)
    let words = rule.rows[start - 1].cells.filter {
      series.contains($0.column) && $0.kind == .text && !$0.text.isKey
    }
    let areYears = words.allSatisfy { word in
      rule.rows[last].cell(inColumn: word.column).flatMap { Int($0.text) }
        .map((1850...2150).contains) ?? true
    }
    // A line of a preamble has words over some of them at most.
    let numbers = rule.rows[last].cells.count { series.contains($0.column) }
    return words.count > 1 && words.count * 2 > numbers && !areYears
  }

  /// How many columns have something in a row.
  private func filled(_ row: Int) -> Int {
    columns.count { rule.rows[row].cell(inColumn: $0) != nil }
  }

  /// Whether the first column has nothing in a row.
  private func isUnnamed(_ row: Int) -> Bool {
    columns.first.map { rule.rows[row].cell(inColumn: $0) == nil } ?? true
  }

  /// Whether a row has words over the values of the first column.
  private func isNamedKey(_ row: Int) -> Bool {
    guard let first = columns.first, let cell = rule.rows[row].cell(inColumn: first) else {
      return false
    }
    let values = ColumnBelow(rule, first, (row + 1)..<rule.rows.count)
    return !cell.kind.isTyped && cell.kind != .missing && values.holdsValues
  }

  /// Whether every column has a text of its own in a row, or a number of a series; the first may have
  /// none, as that of row names.
  private func isNames(_ row: Int, least: Int = leastNames) -> Bool {
    let (cells, filled) = (rule.rows[row].cells, filled(row))
    let isUnnamed = isUnnamed(row)
    guard filled >= (isUnnamed ? min(2, least) : least),
      filled + (isUnnamed ? 1 : 0) == columns.count,
      Set(cells.map(\.text)).count == cells.count,
      !cells.contains(where: { $0.text.isKey || rule.lacksValue($0, inRow: row) })
    else { return false }
    guard cells.contains(where: \.kind.isTyped) else { return true }
    let series = HeadSeries(rule, row: row, below: (row + 1)..<rule.rows.count)
    return cells.allSatisfy { !$0.kind.isTyped || series.contains($0.column) }
  }

  /// Whether a row has values that are no series of names.
  private func hasValues(_ row: Int) -> Bool {
    let typed = rule.rows[row].cells.filter { $0.kind.isTyped && $0.column < rule.width }
    let series = HeadSeries(rule, row: row, below: (row + 1)..<rule.rows.count)
    return typed.count == 1 || !typed.allSatisfy { series.contains($0.column) }
  }
}
