internal import RowcastMachine
import RowcastTabular
internal import RowcastXMLEvents

/// Which rows of a sheet name its columns, and where the records begin.
struct SheetHeader: Sendable {
  /// The header's rows, from 1; none when there is no header.
  var rows: [Int]
  /// The row in which the data may begin, from 1.
  var firstDataRow: Int
  /// Why, in words for the user.
  var reason: String
  /// Rows that may name groups of columns above the header, together with it; none when not.
  var proposed: [Int] = []
  /// The rows with cells that stand before the table, from 1.
  var passed: [Int] = []
  /// Whether names stand over columns of values.
  var namesValues = false
  /// The merged ranges that reach into the header's rows, and groups that nobody merged.
  var merges: [CellRange] = []
  /// What is guessed of rows around the header: each row, from 1, with what is told of it.
  var remarks: [(row: Int, kind: Diagnostic.Kind, message: String)] = []
  /// Tables beside this one: the cell in which each begins, and the columns of this one.
  var beside: [(row: Int, column: Int, columns: ClosedRange<Int>)] = []
  /// The rows with cells among which it was found, as the rule saw them; none where it was named.
  private(set) var heads: [HeadRow] = []

  /// Rows that the user named.
  init(rows: [Int], firstDataRow: Int, reason: String) {
    self.rows = rows
    self.firstDataRow = firstDataRow
    self.reason = reason
  }

  /// Found by the rule for all formats.
  /// - Parameter first: the first row that may be read.
  init(_ preview: SheetPreview, merges: [CellRange], first firstRow: Int) {
    let rows = preview.rows.filter { $0.filledCount > 0 }
    guard !rows.isEmpty else {
      self.init(rows: [], firstDataRow: firstRow, reason: "there are no rows")
      return
    }
    let heads = SheetPreview.headRows(rows)
    let rule = HeaderRule(rows: heads, merges: merges.compactMap { Self.place($0, in: rows) })
    let found = rule.find(allowsDoubt: false, passesForms: true)
    let start = rows[found.start]
    let above =
      found.start == 0
      ? ""
      : "; \(found.start) row\(found.start == 1 ? "" : "s") above are titles or notes"
    let passed = rows[..<found.start].map(\.number)
    let beside = TablesBeside.find(in: heads, from: found.start).map {
      (rows[$0.row].number, $0.column, $0.besideColumns)
    }
    guard found.headerCount > 0 else {
      self.init(
        rows: [], firstDataRow: start.number,
        reason: "no header: row \(start.number): \(found.reason)\(above)")
      self.passed = passed
      self.beside = beside
      self.heads = heads
      return
    }
    let names = rows[found.start..<(found.start + found.headerCount)].map(\.number)
    let last = names.last ?? start.number
    let first = found.start + found.headerCount
    let below = rows[first..<(first + found.passedCount)]
    self.init(
      rows: names, firstDataRow: (below.last?.number ?? last) + 1,
      reason: "row \(names.map(String.init).joined(separator: ", ")): \(found.reason)\(above)")
    self.passed = passed
    self.beside = beside
    self.heads = heads
    namesValues = found.evidence.namesOverValues > 0 || found.evidence.hasSeries
    self.merges = merges.filter { $0.first.row < last && $0.last.row + 1 >= start.number }
    self.merges += found.groups.map { group in
      let row = rows[group.rows.lowerBound].number - 1
      return CellRange(
        first: CellReference(row: row, column: group.columns.lowerBound),
        last: CellReference(row: row, column: group.columns.upperBound))
    }
    if found.isJoined {
      remarks.append((start.number, .joinedHeader, HeaderRemark.joined(found.headerCount)))
    }
    for (index, row) in below.enumerated() {
      let texts = row.cells.map { row.text(of: $0) }
      let words = HeaderRemark.passed(texts, numbersColumns: heads[first + index].isNumbering)
      remarks.append((row.number, .passedRemark, words))
    }
    // Words over values that may be a record are one; who knows better is told how.
    if found.doubtfulCount > found.passedCount, case let guess = rule.find(passesForms: true),
      guess.start == found.start, guess.headerCount == found.headerCount,
      guess.passedCount > found.passedCount
    {
      let end = found.start + found.headerCount + guess.passedCount
      let words = HeaderRemark.proposed(end - found.start, at: start.number...rows[end - 1].number)
      remarks.append((start.number, .proposedHeader, words))
    } else if found.describedCount > 0 {
      proposed = rows[found.start..<(first + found.describedCount)].map(\.number)
      let words = HeaderRemark.described(
        proposed.count, at: start.number...(proposed.last ?? start.number))
      remarks.append((start.number, .proposedHeader, words))
    }
    remarks += LaterHeaders.find(in: heads, header: first - 1, first: first + found.passedCount)
      .map { (rows[$0.row].number, $0.kind, $0.message) }
    if found.headerCount == 1, found.start > 0 {
      let group = rows[found.start - 1]
      if Self.looksLikeGroups(group, over: start) {
        proposed = [group.number, start.number]
        reason += "; row \(group.number) may name groups"
      }
    }
  }

  /// Whether the row right above a header has fewer texts than it, each over a column of its own:
  /// the names of groups, where nobody merged their cells.
  private static func looksLikeGroups(
    _ row: SheetPreview.Row, over header: SheetPreview.Row
  ) -> Bool {
    let cells = row.cells.filter { !row.isBlank($0) }
    return row.number + 1 == header.number && cells.count >= 2
      && cells.count < header.filledCount
      && cells.allSatisfy { cell in
        header.cell(inColumn: Int(cell.column)) != nil && !row.text(of: cell).hasSuffix(":")
      }
  }

  /// A merged range by the rows of the preview; nil when it begins in none of them.
  private static func place(_ range: CellRange, in rows: [SheetPreview.Row]) -> HeadMerge? {
    guard let first = rows.firstIndex(where: { $0.number == range.first.row + 1 }),
      let last = rows.lastIndex(where: { $0.number <= range.last.row + 1 }), last >= first
    else { return nil }
    return HeadMerge(rows: first...last, columns: range.first.column...range.last.column)
  }
}

extension SheetPreview {
  /// Rows as the header rule sees them.
  static func headRows(_ rows: [Row]) -> [HeadRow] {
    rows.enumerated().map { index, row in
      var cells: [HeadCell] = []
      cells.reserveCapacity(min(row.cells.count, HeaderRule.columnLimit))
      for cell in row.cells.prefix(HeaderRule.columnLimit)
      where cell.kind == .uncalculated || !row.isBlank(cell) {
        let text = row.beginning(of: cell)
        cells.append(
          HeadCell(
            column: Int(cell.column), text: text, kind: kind(of: cell, text), format: cell.style))
      }
      return HeadRow(
        cells: cells,
        isBeforeGap: index + 1 < rows.count && rows[index + 1].number > row.number + 1)
    }
  }

  private static func kind(of cell: Cell, _ text: String) -> HeadKind {
    switch cell.kind {
    case .text, .sharedText:
      return text.withBytes { words in
        var (start, end) = (0, words.count)
        while start < end, XMLText.isBlank(words[start]) { start += 1 }
        while end > start, XMLText.isBlank(words[end - 1]) { end -= 1 }
        return HeadKind(words: words.extracting(start..<end))
      }
    case .integer, .double, .decimal: return .number
    case .boolean: return .boolean
    case .date, .dateTime: return .date
    case .time, .duration: return .time
    case .error, .uncalculated: return .error
    }
  }
}

extension SheetPass {
  /// Merged ranges stand behind the rows, so only sheets of at most so many bytes are looked
  /// through for them.
  private static let mergeSearchLimit = 1 << 24
  private static let rowsToSearch = 16

  /// The merged ranges, if the first rows have holes that these might explain.
  func headMerges(_ preview: SheetPreview) -> [CellRange] {
    let first = preview.rows.prefix(Self.rowsToSearch)
    let width = first.map(\.filledCount).max() ?? 0
    // A sheet that cannot be read to its end says so when its records are read.
    guard first.contains(where: { $0.filledCount < width }),
      let reader = try? reader(pieceSize: chunkSize), reader.byteCount <= Self.mergeSearchLimit
    else { return [] }
    return ((try? reader.readMerges()) ?? []).filter {
      $0.first.row < preview.rows.last?.number ?? 0
    }
  }
}
