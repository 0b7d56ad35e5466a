/// Rows among the records that look like headers: the same names again, as in pages and joined files, and
/// the names of a second table below a gap.
package enum LaterHeaders {
  /// One such row.
  package struct Finding: Sendable, Hashable {
    /// An index into the rows.
    package var row: Int
    package var kind: Diagnostic.Kind

    /// What is told of it.
    package var message: String {
      kind == .repeatedHeader ? HeaderRemark.repeated : HeaderRemark.secondTable
    }
  }

  /// - Parameters:
  ///   - header: the row that names the columns, as an index.
  ///   - first: the first record.
  package static func find(in rows: [HeadRow], header: Int, first: Int) -> [Finding] {
    guard rows.indices.contains(header), first > header, first < rows.count else { return [] }
    let names = rows[header].cells
    var found: [Finding] = []
    var values = ColumnCounts()
    var count = 0
    for row in first..<rows.count where !rows[row].cells.isEmpty {
      let cells = rows[row].cells
      let areWords = cells.count > 1 && cells.allSatisfy { !$0.kind.isTyped && $0.kind != .missing }
      if cells.count > 1, cells.count == names.count,
        zip(cells, names).allSatisfy({ $0.column == $1.column && $0.text == $1.text })
      {
        found.append(Finding(row: row, kind: .repeatedHeader))
      } else if areWords, row > first, rows[row - 1].isBeforeGap, row + 1 < rows.count,
        !rows[row].isBeforeGap,
        cells.contains(where: { values[$0.column] * 10 >= count * 9 })
      {
        found.append(Finding(row: row, kind: .secondTable))
      } else {
        count += 1
        for cell in cells where cell.kind.isTyped { values.add(cell.column) }
      }
    }
    return found
  }
}
