/// The names of groups of columns in one row over names in the next, where nobody merged their cells:
///
///     name │ 2023 │      │ 2024 │            region │ north │ south
///          │ plan │ real │ plan │ real       month  │       │
///
/// A title over a header, and a header over a record, look alike; so it takes a sign: names that come
/// again below several groups, a group that names several columns beside names that have the upper row
/// to themselves, a group named again over each of its columns, numbers as names, or two rows of which
/// each is blank exactly where the other is not.
struct HeadGroups {
  /// The columns of each cell that names more than its own.
  let spans: [ClosedRange<Int>]

  /// - Parameter row: the upper row; nil where it has no groups over the names of the next.
  init?(_ rule: HeaderRule, _ row: Int) {
    guard row + 2 < rule.rows.count, !rule.rows[row].isBeforeGap, !rule.rows[row + 1].isBeforeGap
    else { return nil }
    let upper = rule.rows[row].cells.filter { $0.column < rule.width }
    let lower = rule.rows[row + 1].cells.filter { $0.column < rule.width }
    // Years may name groups; other values are no names.
    guard !upper.isEmpty, !lower.isEmpty,
      lower.allSatisfy({ $0.kind == .number || !$0.kind.isTyped }),
      !(upper + lower).contains(where: { $0.kind == .missing }),
      upper.allSatisfy({ !$0.text.isKey && $0.text.contains { $0.isLetter || $0.isNumber } })
    else { return nil }
    let above = Self.cells(upper, rule.width)
    let beneath = Self.cells(lower, rule.width)
    let owner = Self.owners(upper, above: above, beneath: beneath)
    let spans = upper.compactMap { cell -> ClosedRange<Int>? in
      let last = owner.lastIndex { $0 == cell.column } ?? cell.column
      return last > cell.column ? cell.column...last : nil
    }
    // A title stands alone over the first column; one group may stand behind a blank corner.
    let isApart =
      upper.allSatisfy { beneath[$0.column] == nil } && upper.contains { !$0.kind.isTyped }
      && (upper.count > 1 || (upper.first?.column ?? 0) > (lower.first?.column ?? 0))
    let comesAgain = Set(lower.map(\.text)).count < lower.count
    let isRepeated = zip(upper, upper.dropFirst()).contains {
      $0.text == $1.text && $0.column + 1 == $1.column && beneath[$1.column] != nil
    }
    // One number below a name is a record's below it, unless the name is written over each.
    let isOverNumbers =
      (isRepeated
        ? upper.allSatisfy { beneath[$0.column]?.kind == .number }
        : !spans.isEmpty
          && upper.allSatisfy { cell in
            beneath[cell.column]?.kind != .number || spans.contains { $0.contains(cell.column) }
          } && spans.contains { span in span.allSatisfy { beneath[$0]?.kind == .number } })
      && lower.allSatisfy { $0.kind == .number || owner[$0.column] == nil }
    let isAlone = upper.contains { beneath[$0.column] == nil }
    let (first, last) = (lower.first?.column ?? 0, lower.last?.column ?? 0)
    let isOne = first > 0 && spans == [first...last]
    let namesLabels = lower.count > 1 && above[first] == nil && (upper.last?.column ?? 0) > last
    let isSigned =
      isOverNumbers || isRepeated || isApart || (!spans.isEmpty && (comesAgain || isAlone))
    guard isSigned || isOne || namesLabels else { return nil }
    let below = (row + 2)..<rule.rows.count
    let columns = (0..<rule.width).map { ColumnBelow(rule, $0, below) }
    if namesLabels, Self.areLabels(lower, under: rule.rows[row], over: columns) {
      self.spans = []
      return
    }
    let isBehindLabels =
      isOne && columns[..<first].contains { $0.filledShare > 0.9 && !$0.holdsValues }
    guard isSigned || isBehindLabels,
      upper.count > 1 || isOverNumbers || isApart || isBehindLabels
    else { return nil }
    if isOverNumbers, !HeadSeries(rule, row: row + 1, below: below).isFound { return nil }
    // What stands beside the table is no group of its columns.
    if upper.contains(where: { beneath[$0.column] == nil && !rule.used[$0.column] }) { return nil }
    // Words over columns of words may as well be a record.
    let isOverValues = lower.contains { !$0.kind.isTyped && columns[$0.column].holdsValues }
    guard
      isOverNumbers || isOverValues || (comesAgain && !spans.isEmpty)
        || (isApart && Self.areNames(upper, lower, over: columns))
    else { return nil }
    if !isApart || !spans.isEmpty {
      let first = min(upper.first?.column ?? 0, first)
      let names = (first..<rule.width).map { column in
        (owner[column].flatMap { above[$0]?.text }, beneath[column]?.text)
      }
      guard Self.areComplete(names, over: columns[first...]) else { return nil }
    }
    // What comes again below is no name, either.
    guard upper.allSatisfy({ !$0.kind.isTyped || $0.kind == .number }),
      lower.allSatisfy({ cell in
        cell.kind == .number
          || (!columns[cell.column].isLike(cell)
            && Self.isOwn(
              cell, in: rule, below, isOption: spans.contains { $0.contains(cell.column) }))
      })
    else { return nil }
    self.spans = spans
  }

  /// Whether the lower row names the columns of labels and the upper one those of values, as programs
  /// write crossed tables: several labels, and nothing where every row below has a value.
  private static func areLabels(
    _ lower: [HeadCell], under upper: HeadRow, over columns: [ColumnBelow]
  ) -> Bool {
    guard lower.count > 1, let first = lower.first, let last = lower.last,
      last.column - first.column + 1 == lower.count, upper.cell(inColumn: first.column) == nil,
      lower.allSatisfy({ $0.kind == .text && !columns[$0.column].holdsValues }),
      columns[..<first.column].allSatisfy({ $0.filledShare == 0 })
    else { return false }
    let values = columns[(last.column + 1)...]
    return !values.isEmpty
      && values.allSatisfy { column in
        column.holdsValues && column.filledShare > 0.9
          && upper.cell(inColumn: column.index) != nil
      }
  }

  /// For each column the one whose upper cell names it, too: its own, or one before it, as far as only the
  /// lower row goes on.
  private static func owners(
    _ upper: [HeadCell], above: [HeadCell?], beneath: [HeadCell?]
  ) -> [Int?] {
    var owner = [Int?](repeating: nil, count: above.count)
    for cell in upper {
      owner[cell.column] = cell.column
      guard beneath[cell.column] != nil else { continue }
      var column = cell.column + 1
      while column < above.count, above[column] == nil, beneath[column] != nil {
        owner[column] = cell.column
        column += 1
      }
    }
    return owner
  }

  /// Whether a text of the lower row is none of its column's, or the only one there: as the options of a
  /// question, each of which has a column of its own.
  private static func isOwn(
    _ cell: HeadCell, in rule: HeaderRule, _ below: Range<Int>, isOption: Bool
  ) -> Bool {
    let others = below.lazy.compactMap { rule.rows[$0].cell(inColumn: cell.column)?.text }
    return !others.contains(cell.text) || (isOption && others.allSatisfy { $0 == cell.text })
  }

  /// Whether every column has a name, but for those of labels before all, and no two have the same.
  private static func areComplete(
    _ names: [(group: String?, own: String?)], over columns: ArraySlice<ColumnBelow>
  ) -> Bool {
    var known: Set<[String]> = []
    return zip(names, columns).allSatisfy { name, column in
      guard let group = name.group ?? name.own else { return column.filledShare == 0 }
      return known.insert([group, name.own ?? ""]).inserted
    }
  }

  /// Whether one of two rows that complete each other names columns of values that the other leaves
  /// blank, as no record would.
  private static func areNames(
    _ upper: [HeadCell], _ lower: [HeadCell], over columns: [ColumnBelow]
  ) -> Bool {
    upper.contains { columns[$0.column].holdsValues && columns[$0.column].filledShare > 0.9 }
      && upper.allSatisfy { !$0.kind.isTyped || $0.kind == .number }
      && lower.allSatisfy { !$0.kind.isTyped }
  }

  private static func cells(_ cells: [HeadCell], _ width: Int) -> [HeadCell?] {
    var all = [HeadCell?](repeating: nil, count: width)
    for cell in cells { all[cell.column] = cell }
    return all
  }
}
