/// What the cells of one column have in common below a row.
struct ColumnBelow {
  let index: Int
  /// The share of rows with something in the column.
  let filledShare: Double
  /// The commonest look, when nearly all cells have it.
  private let look: CellLook?
  private let rule: HeaderRule
  private let below: Range<Int>

  /// So many cells tell what texts and formats have in common.
  private static let sample = 20

  /// - Parameter below: rows up to the last one.
  init(_ rule: HeaderRule, _ index: Int, _ below: Range<Int>) {
    self.index = index
    self.rule = rule
    self.below = below
    let looks = rule.looks(below, inColumn: index)
    // Only a look that most cells have is left when each cell of another one took one of its away.
    var (look, lead, filled) = (CellLook.empty, 0, 0)
    for other in looks where other.isFilled {
      filled += 1
      if lead == 0 { look = other }
      lead += look == other ? 1 : -1
    }
    // With nothing below, nobody knows; below blank rows a column is blank.
    let rows = rule.filledRows(from: below.lowerBound)
    filledShare = rows == 0 ? (below.isEmpty ? 1 : 0) : Double(filled) / Double(rows)
    let isCommon = filled > 0 && looks.count { $0 == look } * 10 >= filled * 9
    self.look = isCommon ? look : nil
  }

  /// The first cells that have a value.
  private var cells: [HeadCell] {
    below.prefix(Self.sample).compactMap { rule.rows[$0].cell(inColumn: index) }
      .filter { $0.kind != .missing }
  }

  /// Whether the column holds values of one kind, or codes of one shape.
  var isTyped: Bool {
    guard let look else { return false }
    return look.kind?.isTyped == true || look.hasShape || look.kind == .address
  }

  /// Whether nearly all of the first cells are numbers, however they are written.
  private var holdsAmounts: Bool {
    let cells = cells
    return !cells.isEmpty && cells.count(where: \.isAmount) * 10 >= cells.count * 9
  }

  /// Whether nearly all of the first cells are numbers, percentages among them.
  private var holdsAmountsOrShares: Bool {
    let cells = cells
    return !cells.isEmpty && cells.count { $0.isAmount || $0.isShare } * 10 >= cells.count * 9
  }

  /// Whether all of the first cells are keys of a form.
  private var holdsKeys: Bool {
    let cells = cells
    return !cells.isEmpty && cells.allSatisfy(\.text.isKey)
  }

  /// Whether the column holds values of one kind.
  var holdsValues: Bool { look?.kind?.isTyped == true }

  /// Whether most of the first rows have the very text of a cell; one letter tells nothing.
  func isMostly(_ cell: HeadCell) -> Bool {
    guard cell.text.utf8.count > 1 else { return false }
    let first = below.prefix(Self.sample)
    return first.count { rule.rows[$0].cell(inColumn: index)?.text == cell.text } * 2 > first.count
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
