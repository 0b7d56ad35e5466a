/// Rows right below the names of columns that are no records: units, kinds of columns, longer names.
///
/// Such a row has words in several columns that hold nothing but values below, which would make texts of
/// all these values, or in one of them, and nothing where all records have something. One such column
/// alone is no evidence, as a first record may lack its value in words.
struct HeadRemarks {
  private let rule: HeaderRule
  /// For each row, whether it has words where all rows below have values.
  private var areRemarks: [Bool]

  /// What it costs to pass over such a row, and over one that could name the columns itself.
  private static let cost = 3.0
  private static let names = 8.0
  private static let limit = 3
  /// Fewer rows below do not show what a column holds.
  private static let rowsBelow = 2

  init(_ rule: HeaderRule) {
    self.rule = rule
    areRemarks = [Bool](repeating: false, count: rule.rows.count)
    // From below, what each column holds: a kind of value, nothing yet, or more than one kind.
    var kinds = [HeadKind?](repeating: .empty, count: rule.width)
    var counts = [Int](repeating: 0, count: rule.width)
    var hasWords = [Bool](repeating: false, count: rule.width)
    var count = 0
    for row in rule.rows.indices.reversed() where !rule.rows[row].cells.isEmpty {
      let cells = rule.rows[row].cells.filter { $0.column < rule.width }
      let filled = kinds.indices.filter { counts[$0] * 10 >= count * 9 }
      let valued = Set(filled.filter { kinds[$0]?.isTyped == true })
      if count >= Self.rowsBelow,
        isRemark(cells, valued: valued, filled: filled.count, hasWords: hasWords)
      {
        areRemarks[row] = true
        continue
      }
      count += 1
      for cell in cells {
        counts[cell.column] += 1
        if cell.kind == .error { continue }
        if !cell.kind.isTyped { hasWords[cell.column] = true }
        let kind = kinds[cell.column]
        kinds[cell.column] = kind == .empty || kind == cell.kind ? cell.kind : nil
      }
    }
  }

  private func isRemark(
    _ cells: [HeadCell], valued: Set<Int>, filled: Int, hasWords: [Bool]
  ) -> Bool {
    let words = cells.filter { valued.contains($0.column) }
    guard !words.isEmpty, !words.contains(where: { $0.kind.isTyped }) else { return false }
    // Nothing stands where every record has something.
    if words.count == cells.count, filled > cells.count { return true }
    // A record has its label, and one word for all that it lacks.
    let labels = cells.filter { hasWords[$0.column] }
    return words.count > 1 && (labels.isEmpty || Set(words.map(\.text)).count > 1)
  }

  /// Whether a row has words where all rows below have values.
  func contains(_ row: Int) -> Bool { areRemarks.indices.contains(row) && areRemarks[row] }

  /// How many rows below a row of names may be passed over: all such rows, or none.
  func count(below row: Int) -> Int {
    var end = row + 1
    while contains(end) { end += 1 }
    let count = end - row - 1
    guard count <= Self.limit,
      (row + 1..<end).allSatisfy({ isNamed(rule.rows[$0], by: rule.rows[row]) })
    else { return 0 }
    return count
  }

  /// Whether a row has cells only where the names have some.
  private func isNamed(_ row: HeadRow, by names: HeadRow) -> Bool {
    row.cells.allSatisfy { names.cell(inColumn: $0.column) != nil }
  }

  /// What passing over so many rows costs.
  func cost(below row: Int, passed: Int) -> Double {
    guard passed > 0 else { return 0 }
    let isPlain = couldName(rule.rows[row])
    return (1...passed).reduce(0) { sum, offset in
      sum + (!isPlain && couldName(rule.rows[row + offset]) ? Self.names : Self.cost)
    }
  }

  /// Whether a row has a name of its own for each column, none of them a value.
  private func couldName(_ row: HeadRow) -> Bool {
    row.cells.count >= rule.width && !row.cells.contains { $0.kind.isTyped } && !row.isNumbering
      && Set(row.cells.map(\.text)).count == row.cells.count
  }
}
