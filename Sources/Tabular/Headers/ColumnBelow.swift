/// What the cells of one column have in common below a row.
struct ColumnBelow {
  let index: Int
  /// The share of rows with something in the column.
  let filledShare: Double
  /// The commonest look, when nearly all cells have it.
  private let look: CellLook?
  private let cells: [HeadCell]
  private let rows: ArraySlice<HeadRow>

  /// So many cells tell what texts and formats have in common.
  private static let sample = 20

  init(_ rule: HeaderRule, _ index: Int, _ below: Range<Int>) {
    self.index = index
    var counts: [CellLook: Int] = [:]
    var rows = 0
    for row in below where !rule.rows[row].cells.isEmpty {
      rows += 1
      let look = rule.looks[row][index]
      if look.isFilled { counts[look, default: 0] += 1 }
    }
    let filled = counts.values.reduce(0, +)
    // With nothing below, nobody knows; below blank rows a column is blank.
    filledShare = rows == 0 ? (below.isEmpty ? 1 : 0) : Double(filled) / Double(rows)
    look = counts.first { $0.value * 10 >= filled * 9 }?.key
    self.rows = rule.rows[below]
    cells = below.prefix(Self.sample).compactMap { rule.rows[$0].cell(inColumn: index) }
      .filter { $0.kind != .missing }
  }

  /// Whether the column holds values of one kind, or codes of one shape.
  var isTyped: Bool {
    guard let look else { return false }
    return look.kind?.isTyped == true || look.hasShape || look.kind == .address
  }

  /// Whether nearly all of the first cells are numbers, however they are written.
  private var holdsAmounts: Bool {
    !cells.isEmpty && cells.count(where: \.isAmount) * 10 >= cells.count * 9
  }

  /// Whether nearly all of the first cells are numbers, percentages among them.
  private var holdsAmountsOrShares: Bool {
    !cells.isEmpty && cells.count { $0.isAmount || $0.isShare } * 10 >= cells.count * 9
  }

  /// Whether all of the first cells are keys of a form.
  private var holdsKeys: Bool { !cells.isEmpty && cells.allSatisfy(\.text.isKey) }

  /// Whether the column holds values of one kind.
  var holdsValues: Bool { look?.kind?.isTyped == true }

  /// Whether most rows have the very text of a cell; one letter tells nothing.
  func isMostly(_ cell: HeadCell) -> Bool {
    guard cell.text.count > 1 else { return false }
    let count = rows.count { $0.cell(inColumn: index)?.text == cell.text }
    return count * 2 > rows.count
  }

  /// Whether a cell could be one of the column's values, where these are more than words.
  func isLike(_ cell: HeadCell) -> Bool {
    if cell.isAmount, holdsAmounts { return true }
    if cell.isSignedOrFraction, holdsAmountsOrShares { return true }
    if cell.text.isKey, holdsKeys { return true }
    guard let look, !look.isWords else { return false }
    if look.kind?.isTyped == true { return look.kind == cell.kind }
    guard look == CellLook(cell) else { return false }
    if look.kind == .address { return true }
    // Codes begin alike: `B-17` is not one of `A-1`, `A-2`, `A-3`.
    let stems = Set(cells.map { $0.text.stem })
    return stems.count > 1 || stems.contains(cell.text.stem)
  }

  /// The number formats of the column's cells.
  var formats: Set<UInt16> { Set(cells.map(\.format)) }
}

extension String {
  /// What stands before its first digit.
  fileprivate var stem: Substring { prefix { !$0.isNumber } }
}
