/// What it costs to pass over a row as a title or note before the table, in bits.
///
/// Few cells, texts, keys with a colon and merged cells are cheap; values are dear, for no record
/// is to be lost: most of all where a row holds more of them than texts.
struct TitleCost {
  private let rows: [HeadRow]
  private let merges: [HeadMerge]
  private let width: Int
  /// The number of cells of the median row.
  private let median: Int
  private let remarks: HeadRemarks

  init(rows: [HeadRow], merges: [HeadMerge], width: Int, remarks: HeadRemarks) {
    self.rows = rows
    self.remarks = remarks
    self.merges = merges
    self.width = width
    let filled = rows.map(\.cells.count).filter { $0 > 0 }.sorted()
    median = filled.isEmpty ? 0 : filled[filled.count / 2]
  }

  func cost(of index: Int) -> Double {
    let row = rows[index]
    if isComment(row) || row.cells.isEmpty { return 0.5 }
    if isOverNames(index) { return Self.numbering }
    var bits = 2.0
    var typed = 0
    for cell in row.cells where cell.column < width {
      if cell.kind.isTyped, cell.kind != .error {
        typed += 1
        bits += 3
      } else {
        bits += cell.text.isKey ? 0.5 : 1.6
      }
    }
    let texts = row.cells.count - typed
    if typed >= 2, typed > texts { bits += 5 }
    if !row.cells.contains(where: \.text.isKey) {
      bits += 2.5 * max(0, Double(row.cells.count) - Double(median) / 2)
    }
    if row.cells.count == 1, let only = row.cells.first {
      if typed == 0 {
        let words = only.text.split(separator: " ").count
        bits += words >= 3 || only.text.utf8.count > 24 ? -1 : words == 1 ? 1 : 0
      }
      if merges.contains(where: { $0.rows.contains(index) && $0.columns.count > 1 }) { bits -= 1 }
    }
    return row.isBeforeGap ? bits - 0.5 : bits
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

  /// What it costs to pass over the first row alone where it could name all columns itself: of two rows
  /// of words one is odd, and that is the second (units, `n/a`, a remark), not the names.
  var firstNames: Double {
    guard let first = rows.first, width > 1, first.cells.count == width, !first.isBeforeGap,
      !isOverNames(0),
      !first.cells.contains(where: { $0.kind.isTyped || $0.text.isKey || $0.text.utf8.count > 60 }),
      Set(first.cells.map(\.text)).count == width
    else { return 0 }
    return 5 * Double(width)
  }

  /// A line that begins with `#` and has not the fields of the others.
  private func isComment(_ row: HeadRow) -> Bool {
    guard let fields = row.width, fields != width else { return false }
    return row.cells.first.map { $0.column == 0 && $0.text.hasPrefix("#") } ?? false
  }
}

extension HeadRow {
  /// Whether its cells are the numbers or letters of columns: `1, 2, 3`, `A, B, C`.
  var isNumbering: Bool {
    guard cells.count > 2, let first = cells.first?.text, ["0", "1", "A"].contains(first),
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
  var isKey: Bool { last == ":" || last == "：" }
}
