/// What it costs to pass over a row as a title or note before the table, in bits.
///
/// Few cells, texts, keys with a colon and merged cells are cheap; values are dear, for no record
/// is to be lost: most of all where a row holds more of them than texts.
struct TitleCost {
  private let rule: HeaderRule
  /// For each column, whether nearly all of its cells are keys: those are labels of records.
  private let areKeys: [Bool]
  /// The columns that are used.
  private let columns: [Int]
  /// The number of cells of the median row.
  private let median: Int
  private let remarks: HeadRemarks

  init(_ rule: HeaderRule, remarks: HeadRemarks) {
    self.remarks = remarks
    self.rule = rule
    let rows = rule.rows
    var keys = [Int](repeating: 0, count: rule.width)
    for row in rows {
      for cell in row.cells where cell.column < rule.width && cell.text.isKey {
        keys[cell.column] += 1
      }
    }
    let count = rows.count
    areKeys = keys.map { $0 > 1 && $0 * 10 >= count * 9 }
    columns = rule.used.indices.filter { rule.used[$0] }
    let filled = rows.map { $0.cells.count }.filter { $0 > 0 }.sorted()
    median = filled.isEmpty ? 0 : filled[filled.count / 2]
  }

  private var rows: [HeadRow] { rule.rows }
  private var width: Int { rule.width }
  private var used: [Bool] { rule.used }

  func cost(of index: Int) -> Double {
    let row = rows[index]
    if isComment(row) || row.cells.isEmpty { return 0.5 }
    if isOverNames(index) { return Self.numbering }
    var bits = 2.0
    var typed = 0
    var inside = 0
    for cell in row.cells where cell.column < width {
      if !used[cell.column] {
        bits += Self.outside
        continue
      }
      inside += 1
      if cell.kind.isTyped || cell.kind == .missing, cell.kind != .error {
        typed += 1
        bits += 3
      } else {
        bits += isKey(cell) ? 0.5 : 1.6
      }
    }
    let texts = inside - typed
    if typed >= 2, typed > texts { bits += 5 }
    if !row.cells.contains(where: isKey) {
      bits += 2.5 * max(0, Double(inside) - Double(median) / 2)
    }
    if row.cells.count == 1, let only = row.cells.first {
      if typed == 0 {
        let words = only.text.split(separator: " ").count
        bits += words >= 3 || only.text.utf8.count > 24 ? -1 : words == 1 ? 1 : 0
      }
      if rule.merges.contains(where: { $0.rows.contains(index) && $0.columns.count > 1 }) {
        bits -= 1
      }
    }
    return row.isBeforeGap ? bits - 0.5 : bits
  }

  /// What a cell costs where the table has no column.
  private static let outside = 0.3

  private func isKey(_ cell: HeadCell) -> Bool {
    cell.text.isKey && (cell.column >= width || !areKeys[cell.column])
  }

  /// What it costs to pass over the numbers of columns above their names.
  private static let numbering = 4.0

  /// Whether a row numbers the columns that the next one names.
  private func isOverNames(_ index: Int) -> Bool {
    guard rows[index].isNumbering, index + 1 < rows.count else { return false }
    let next = rows[index + 1].cells
    return next.count == rows[index].cells.count
      && next.allSatisfy { !$0.kind.isTyped } && Set(next.map(\.text)).count == next.count
      && (remarks.contains(index + 1)
        || (rows[index].cells.first?.kind == .number && isOverValues(index + 1)))
  }

  /// Whether words stand over a column of values.
  private func isOverValues(_ index: Int) -> Bool {
    let below = rows.dropFirst(index + 1)
    return below.count > 1
      && rows[index].cells.contains { cell in
        below.allSatisfy { $0.cell(inColumn: cell.column)?.kind.isTyped == true }
      }
  }

  /// What it costs to begin below a row that could name all columns itself, when the first row or those right
  /// above that one could, too: of several rows of words the first are names, and those below them are odd
  /// (units, `n/a`, remarks).
  func namesAbove(_ start: Int) -> Double {
    var first = start
    while first > 0, couldName(first - 1) { first -= 1 }
    guard first < start, first == 0 || width > 2 else { return 0 }
    return 5 * Double(columns.count)
  }

  /// Whether a row has a text of its own for each column of the table, but for the labels of the rows.
  private func couldName(_ index: Int) -> Bool {
    let row = rows[index]
    guard width > 1, !row.isBeforeGap, !row.cells.contains(where: \.kind.isTyped) else {
      return false
    }
    let cells = row.cells.filter { $0.column < width && used[$0.column] }
    guard !isOverNames(index),
      cells.count == columns.count
        || (cells.count > 0 && cells.count + 1 == columns.count
          && cells.first?.column != columns.first),
      !row.cells.contains(where: {
        rule.lacksValue($0, inRow: index) || $0.text.isKey
          || (index == 0 && $0.text.utf8.count > 60)
      }),
      Set(cells.map(\.text)).count == cells.count
    else { return false }
    // A line that goes on beyond the table is none of it, where the next one ends with the table.
    let beyond = row.cells.count - cells.count
    return beyond == 0
      || (index + 1 < rows.count
        && rows[index + 1].cells.allSatisfy { ColumnRemark.reads($0.text) })
  }

  /// A line that begins with `#` and has not the fields of the others.
  private func isComment(_ row: HeadRow) -> Bool {
    guard let fields = row.width, fields != width else { return false }
    return row.cells.first.map { $0.column == 0 && $0.text.hasPrefix("#") } ?? false
  }
}

extension HeadRow {
  /// Whether its cells are the numbers or letters of columns: `1, 2, 3`, `A, B, C`.
  package var isNumbering: Bool {
    guard cells.count > 2, let first = cells.first?.text, first.utf8.count == 1,
      ["0", "1", "A"].contains(first),
      let start = first.unicodeScalars.first?.value
    else { return false }
    let begin = Int(first)
    return cells.enumerated().allSatisfy { index, cell in
      if let begin { return cell.text == String(begin + index) }
      return index < 26
        && cell.text == UnicodeScalar(start + UInt32(index)).map { String(Character($0)) }
    }
  }
}

extension String {
  /// Whether it names the value beside it: `Period:`.
  var isKey: Bool {
    guard let end = utf8.last, end == UInt8(ascii: ":") || end == 0x9A else { return false }
    return last == ":" || last == "："
  }
}
