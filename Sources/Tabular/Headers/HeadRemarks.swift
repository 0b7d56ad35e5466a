/// Rows right below the names of columns that are no records: units, kinds of columns, longer names.
///
/// Such a row has words in several columns that hold nothing but values below, which would make texts of
/// all these values, or in one of them, and nothing where all records have something. One such column
/// alone is no evidence, as a first record may lack its value in words.
struct HeadRemarks {
  private let rule: HeaderRule
  /// For each row, whether it has words where all rows below have values.
  private var areRemarks: [Bool]
  /// For each of those, whether it reads as units or descriptions, and not as a record that lacks its values.
  private var readAsRemarks: [Bool]

  /// What it costs to pass over such a row, and over one that could name the columns itself.
  private static let cost = 3.0
  private static let names = 8.0
  private static let limit = 3
  /// Fewer rows below do not show what a column holds.
  private static let rowsBelow = 2

  init(_ rule: HeaderRule) {
    self.rule = rule
    areRemarks = [Bool](repeating: false, count: rule.rows.count)
    readAsRemarks = areRemarks
    // From below, what each column holds: a kind of value, nothing yet, or more than one kind.
    var kinds = [HeadKind?](repeating: .empty, count: rule.width)
    var counts = [Int](repeating: 0, count: rule.width)
    var hasWords = [Bool](repeating: false, count: rule.width)
    var count = 0
    for row in rule.rows.indices.reversed() where !rule.rows[row].cells.isEmpty {
      let cells = rule.rows[row].cells
      func isValued(_ column: Int) -> Bool {
        counts[column] * 10 >= count * 9 && kinds[column]?.isTyped == true
      }
      // A value where those below have some makes most rows records at once.
      let isValue = cells.contains {
        $0.kind.isTyped && $0.column < rule.width && isValued($0.column)
      }
      if count >= Self.rowsBelow, !isValue || rule.rows[row].isNumbering {
        let filled = kinds.indices.filter { counts[$0] * 10 >= count * 9 }
        let valued = Set(filled.filter(isValued))
        let cells = cells.filter { $0.column < rule.width }
        if isNumbering(rule.rows[row], filled: filled.count, hasWords) {
          (areRemarks[row], readAsRemarks[row]) = (true, true)
          continue
        }
        if isRemark(cells, valued: valued, filled: filled.count, hasWords: hasWords) {
          areRemarks[row] = true
          readAsRemarks[row] = Self.readsAsRemark(cells, key: filled.first, valued: valued)
          continue
        }
      }
      count += 1
      for cell in cells where cell.column < rule.width {
        counts[cell.column] += 1
        if cell.kind == .error || cell.kind == .missing { continue }
        if !cell.kind.isTyped { hasWords[cell.column] = true }
        let kind = kinds[cell.column]
        kinds[cell.column] = kind == .empty || kind == cell.kind ? cell.kind : nil
      }
    }
  }

  /// Whether a row numbers all columns, of which some hold words: forms of authorities have one.
  private func isNumbering(_ row: HeadRow, filled: Int, _ hasWords: [Bool]) -> Bool {
    row.isNumbering && row.cells.count >= filled
      && row.cells.contains { $0.kind == .number && $0.column < rule.width && hasWords[$0.column] }
  }

  private func isRemark(
    _ cells: [HeadCell], valued: Set<Int>, filled: Int, hasWords: [Bool]
  ) -> Bool {
    let words = cells.filter { valued.contains($0.column) }
    if words.allSatisfy({ $0.kind == .missing }) { return false }
    guard !words.isEmpty, !words.contains(where: { $0.kind.isTyped }) else { return false }
    // Nothing stands where every record has something.
    if words.count == cells.count, filled > cells.count { return true }
    // A record has its label, and one word for all that it lacks.
    let labels = cells.filter { hasWords[$0.column] }
    return words.count > 1 && (labels.isEmpty || Set(words.map(\.text)).count > 1)
  }

  /// Whether a row has words where all rows below have values.
  func contains(_ row: Int) -> Bool { areRemarks.indices.contains(row) && areRemarks[row] }

  /// Whether it reads as units or descriptions, too.
  func readsAsRemark(_ row: Int) -> Bool {
    readAsRemarks.indices.contains(row) && readAsRemarks[row]
  }

  /// Whether words over values are units or descriptions of the columns: no record has a word where all
  /// others have a value for their key, nor lacks the key; one that has it needs words that say what they are.
  private static func readsAsRemark(_ cells: [HeadCell], key: Int?, valued: Set<Int>) -> Bool {
    let words = cells.filter { valued.contains($0.column) && $0.kind != .missing }
    let missing = cells.count { valued.contains($0.column) && $0.kind == .missing }
    let units = words.count { ColumnRemark.reads($0.text) }
    if units * 2 > words.count { return true }
    guard let key, let label = cells.first(where: { $0.column == key }) else { return true }
    return valued.contains(key) && label.kind != .missing && words.count > 2 * missing
      && !label.text.contains(where: \.isNumber) && !TotalRows.isTotal(label.text)
  }

  /// How many rows below a row of names may be passed over: all such rows, or none.
  /// - Parameter allowsDoubt: whether they may as well be records.
  func count(below row: Int, allowsDoubt: Bool) -> Int {
    var end = row + 1
    while allowsDoubt ? contains(end) : readsAsRemark(end) { end += 1 }
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
    let isPlain =
      couldName(rule.rows[row])
      && rule.rows[row].cells.allSatisfy { $0.column < rule.width && rule.used[$0.column] }
    return (1...passed).reduce(0) { sum, offset in
      let areUnits = rule.rows[row + offset].cells.allSatisfy { ColumnRemark.reads($0.text) }
      return sum
        + (!isPlain && !areUnits && couldName(rule.rows[row + offset]) ? Self.names : Self.cost)
    }
  }

  /// Whether a row has a name of its own for each column, none of them a value.
  private func couldName(_ row: HeadRow) -> Bool {
    row.cells.count >= rule.used.count { $0 } && !row.isNumbering
      && !row.cells.contains { $0.kind.isTyped || $0.kind == .missing }
      && Set(row.cells.map(\.text)).count == row.cells.count
  }
}
