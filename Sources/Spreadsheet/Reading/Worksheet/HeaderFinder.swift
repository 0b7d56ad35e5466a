import RowcastTabular

/// Finds the row that names the columns: under titles, notes and blank rows.
///
/// The table is as wide as the widest of the first rows. The header is the first row that fills at
/// least half of it, if that row looks like names: all texts, or texts over columns of numbers. A
/// first row of values over values of the same kind is data, and then there is no header.
struct HeaderFinder {
  struct Finding: Sendable {
    /// The header's rows, from 1; none when there is no header.
    var rows: [Int]
    /// The row in which the data may begin, from 1.
    var firstDataRow: Int
    /// Why, in words for the user.
    var reason: String
  }

  let preview: SheetPreview

  func find() -> Finding {
    let rows = preview.rows
    guard let first = rows.first else {
      return Finding(rows: [], firstDataRow: 1, reason: "there are no rows")
    }
    let width = rows.map(\.filledCount).max() ?? 0
    let index = rows.firstIndex { $0.filledCount * 2 >= width } ?? 0
    let candidate = rows[index]
    let below = rows[(index + 1)...].prefix(20)
    let filled = "\(candidate.filledCount) of \(width) columns filled"
    guard let why = Self.looksLikeNames(candidate, below: below) else {
      return Finding(
        rows: [], firstDataRow: first.number,
        reason: "no header: row \(candidate.number) (\(filled)) holds values like the rows below")
    }
    let above =
      index == 0 ? "" : "; \(index) row\(index == 1 ? "" : "s") above are titles or notes"
    return Finding(
      rows: [candidate.number], firstDataRow: candidate.number + 1,
      reason: "row \(candidate.number): the first with \(filled), \(why)\(above)")
  }

  /// Why a row is a header, or nil when it is not.
  private static func looksLikeNames(
    _ row: SheetPreview.Row, below: ArraySlice<SheetPreview.Row>
  ) -> String? {
    let filled = row.cells.filter { !row.isBlank($0) }
    let values = filled.filter { !$0.isText }
    if values.isEmpty { return "all text" }
    if below.isEmpty { return nil }
    // Years and days as column names: `Region, 2023, 2024`.
    if values.count < filled.count, values.allSatisfy({ isYearOrDay($0) }),
      Set(values.map { row.text(of: $0) }).count == values.count,
      !values.allSatisfy({ value in
        below.allSatisfy { $0.cell(inColumn: Int(value.column)).map(isYearOrDay) ?? true }
      })
    {
      return "text with years or days"
    }
    var namesOverValues = 0
    var valuesOverValues = 0
    for cell in filled {
      let under = below.compactMap { $0.cell(inColumn: Int(cell.column)) }
      let valueCount = under.reduce(0) { $0 + ($1.isText ? 0 : 1) }
      guard valueCount * 2 > under.count else { continue }
      if cell.isText { namesOverValues += 1 } else { valuesOverValues += 1 }
    }
    return namesOverValues > valuesOverValues ? "text over columns of values" : nil
  }

  private static func isYearOrDay(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .integer: (1900...2100).contains(cell.integer)
    case .date, .dateTime: true
    default: false
    }
  }
}
