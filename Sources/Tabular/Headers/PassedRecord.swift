/// The record, or the row of names, that a table would lose if it began further down.
///
/// A title has one text, and a form has keys with their values. So a row of the table's full width that has
/// two names or more, and is not one of several that fill the same columns, is passed over only where names
/// stand over values below it; nor is one of nothing but numbers, or one that is fuller than all below.
///
///     id,,,comment,          1,,,
///     1,a,b,none,T           1,2,,
///     2,c,d,none,F           1,2,3,
///
/// Only rows that state their width can have all of it: cells of a worksheet stand where somebody put them.
struct PassedRecord {
  private let rule: HeaderRule
  /// The number of fields of most rows.
  private let width: Int
  /// Whether a row above the beginning of the table is names or a record, though the next one is full.
  private var isFound = false
  private var isFoundOverAny = false
  /// The cells of the fullest one.
  private var most = 0

  init(_ rule: HeaderRule) {
    self.rule = rule
    var counts: [Int: Int] = [:]
    for row in rule.rows { if let fields = row.width { counts[fields, default: 0] += 1 } }
    width = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Has the table begin below a row; rows are passed over in their order.
  mutating func pass(_ index: Int) {
    let row = rule.rows[index]
    guard width > 1, row.width == width, !row.cells.isEmpty else { return }
    let isOfNumbers = row.cells.allSatisfy { $0.isAmount }
    let isOfNames =
      row.cells.count > 1 && row.cells[0].column == 0 && !row.isBeforeGap && !isLikeNext(index)
      && row.cells.allSatisfy { $0.kind == .text && !$0.text.isKey && $0.text.utf8.count <= 40 }
    if isOfNumbers || isOfNames { isFound = true }
    // Several names from the first column on are more than a title with the number of its page.
    if isOfNames, row.cells.count > 2, row.cells.count * 2 > width,
      row.cells.last?.column == row.cells.count - 1
    {
      isFoundOverAny = true
    }
    most = max(most, row.cells.count)
  }

  /// Whether it would be lost to a table that begins with so many rows of names.
  func isLost(to start: Int, count: Int, _ evidence: HeaderEvidence?) -> Bool {
    let isFuller = most > 1 && rule.rows[start...].allSatisfy { $0.cells.count < most }
    guard count > 0, let evidence else { return isFound || isFuller }
    // Names over values, and numbers in order, show that the table begins there.
    if evidence.hasSeries || evidence.namesOverValues > evidence.valuesOverValues { return false }
    return isFuller || isFoundOverAny || (isFound && rule.rows[start].cells.count < width)
  }

  /// Whether the row above or below fills the same columns.
  private func isLikeNext(_ index: Int) -> Bool {
    let columns = rule.rows[index].cells.map(\.column)
    return [index - 1, index + 1].contains {
      rule.rows.indices.contains($0) && rule.rows[$0].cells.map(\.column) == columns
    }
  }
}
