/// Finds where a table begins and which rows name its columns, for every format.
///
/// Each row is judged against the rows below it, as a code of least length would: a row costs, in
/// bits,
///
/// - as a record, what its cells' kinds surprise those who know the rows below (``RowSurprise``);
/// - as a row of names, what values, blanks, repeated texts and likeness to the column below speak
///   against names (``HeaderCost``);
/// - as a title or note before the table, the more the fuller it is (``TitleCost``).
///
/// Of all beginnings of the table, with and without header, the cheapest is taken that passes over no
/// names (``PassedNames``) and no record (``PassedRecord``).
package struct HeaderRule {
  /// Where the table is.
  package struct Finding: Sendable, Hashable {
    /// How many rows stand before the table.
    package var start: Int
    /// How many rows from there name the columns.
    package var headerCount: Int
    package var evidence = HeaderEvidence()
    /// How many rows behind those are none of the records: units, kinds or remarks below the names.
    package var passedCount = 0
    /// How many may be none of the records, where that was not to be decided.
    package var doubtfulCount = 0
    /// How many rows behind those of names describe the columns, and are records all the same.
    package var describedCount = 0
    /// Cells of the header that name more columns than their own, where nobody merged them.
    package var groups: [HeadMerge] = []
    /// Whether rows name the columns together that no merged cells join.
    package var isJoined = false

    /// Whether the header is numbers in order, and nothing else.
    package var isNumbered: Bool { headerCount == 1 && evidence.hasSeries && evidence.names == 0 }

    /// Why the first row of the table is its header, or is not.
    package var reason: String {
      if headerCount == 0 { return "the first row looks like those below it" }
      if evidence.isMostlySeries { return "years, days or numbers in order over other values" }
      let names = evidence.namesOverValues
      let others = evidence.valuesOverValues
      if names + others == 0, evidence.names == 0 {
        return "the values of the first row are unlike those below them"
      }
      return names + others == 0
        ? "all columns are text, and nothing tells the first row from the others"
        : "\(names) of \(names + others) columns of values begin with a name"
    }
  }

  let rows: [HeadRow]
  let merges: [HeadMerge]
  /// The looks of all cells, column by column, each from the first row on.
  private let grid: [CellLook]
  /// For each row, how many from there on have cells, and the first column of any of them.
  private let rest: [(rows: Int, column: Int?)]
  /// The columns that are judged, from 0.
  let width: Int
  /// For each column, whether it is one of the table: two rows have something there, or there are too few.
  let used: [Bool]

  /// More columns than these tell nothing more.
  package static let columnLimit = 512
  /// The rows that are worth looking at in a table of so many columns.
  package static func rowLimit(width: Int) -> Int { max(24, min(250, 20_000 / max(1, width))) }
  /// Fewer rows do not show which columns a table has.
  private static let leastRows = 4
  /// A table begins within so many rows.
  package static let startLimit = 100
  /// What it costs to have no names, and each further row of them.
  private static let namelessCost = 3.5
  private static let furtherRowCost = 1.5

  /// - Parameter rows: the first rows, blank ones left out; those over ``rowLimit(width:)`` are
  ///   not looked at.
  package init(rows: [HeadRow], merges: [HeadMerge] = []) {
    let width = rows.reduce(0) { max($0, $1.width ?? 0, ($1.cells.last?.column ?? -1) + 1) }
    self.width = min(width, Self.columnLimit)
    self.rows = Array(rows.prefix(Self.rowLimit(width: self.width)))
    self.merges = merges
    let (columns, count) = (self.width, self.rows.count)
    var looks = [CellLook](repeating: .empty, count: columns * count)
    var counts = [Int](repeating: 0, count: columns)
    var rest = [(rows: Int, column: Int?)](repeating: (0, nil), count: count + 1)
    for (index, row) in self.rows.enumerated().reversed() {
      if let fields = row.width, fields < columns {
        for column in fields..<columns { looks[column * count + index] = .absent }
      }
      for cell in row.cells where cell.column < columns {
        looks[cell.column * count + index] = CellLook(cell)
        counts[cell.column] += 1
      }
      rest[index] = rest[index + 1]
      guard let first = row.cells.first?.column else { continue }
      rest[index] = (rest[index].rows + 1, min(first, rest[index].column ?? first))
    }
    grid = looks
    self.rest = rest
    let isShort = count < Self.leastRows
    used = counts.map { isShort || $0 > 1 }
  }

  /// The looks of one column's cells in some rows.
  func looks(_ rows: Range<Int>, inColumn column: Int) -> ArraySlice<CellLook> {
    let first = column * self.rows.count
    return grid[(first + rows.lowerBound)..<(first + rows.upperBound)]
  }

  /// How many rows from one on have cells.
  func filledRows(from row: Int) -> Int { rest[row].rows }

  /// The most plausible beginning of the table.
  /// - Parameters:
  ///   - starts: how many rows may be taken for the table's first one.
  ///   - counts: how many rows may name the columns.
  ///   - keepsRows: whether every row behind the first of names is a record, unless merged cells say
  ///     otherwise.
  ///   - allowsDoubt: whether rows of words below the names may be passed over that may as well be records.
  ///   - passesForms: whether rows of keys and values over the names are none of the table (``HeadForm``).
  package func find(
    starts: Int = startLimit, counts: ClosedRange<Int> = 0...3, keepsRows: Bool = false,
    allowsDoubt: Bool = true, passesForms: Bool = false
  ) -> Finding {
    var best = Finding(start: 0, headerCount: 0)
    guard !rows.isEmpty, width > 0 else { return best }
    let surprise = RowSurprise(self)
    let remarks = HeadRemarks(self)
    let titles = TitleCost(self, remarks: remarks)
    let form = HeadForm(self, isNarrowOnly: !passesForms)
    var passedNames = PassedNames(self)
    var passedRecord = PassedRecord(self)
    var least = Double.infinity
    var before = 0.0
    // A lone column has no titles that could be told from its values.
    for start in 0..<min(rows.count, width == 1 ? 1 : starts) {
      if start > 0 {
        before +=
          start <= form.rowCount ? form.cost(of: start - 1) : titles.cost(of: start - 1)
        passedNames.pass(start - 1)
        passedRecord.pass(start - 1)
      }
      if before >= least { break }
      if rows[start].cells.isEmpty { continue }
      for count in counts where start + count <= rows.count {
        let fixed =
          before + (start > 0 && form.rowCount != start ? titles.namesAbove(start) : 0)
          + (count == 0 ? Self.namelessCost : Self.furtherRowCost * Double(count - 1))
        // A key is no name of values that have none.
        if form.isBare, count > 0, start < form.rowCount { continue }
        guard fixed < least - 1e-9, count < 2 || isGrouped(start, count, keepsRows)
        else { continue }
        let most =
          count == 0 || keepsRows
          ? 0 : remarks.count(below: start + count - 1, allowsDoubt: allowsDoubt)
        for passed in most > 0 ? [0, most] : [0] {
          let rest =
            fixed + surprise.sum(from: start + count + passed)
            + remarks.cost(below: start + count - 1, passed: passed)
          guard rest < least - 1e-9 else { continue }
          let names =
            count == 0 ? nil : HeaderCost(self, start: start, count: count, passed: passed)
          let cost = rest + (names?.bits ?? 0)
          guard cost < least - 1e-9,
            !passedNames.areLost(to: start, count: count, names?.evidence),
            !passedRecord.isLost(to: start, count: count, names?.evidence)
          else { continue }
          least = cost
          best = Finding(
            start: start, headerCount: count, evidence: names?.evidence ?? HeaderEvidence(),
            passedCount: passed)
        }
      }
    }
    (best.groups, best.isJoined) = groups(of: best)
    if best.headerCount > 0, best.passedCount == 0 {
      best.describedCount = HeadDescriptions(self).count(below: best.start + best.headerCount - 1)
    }
    if best.headerCount > 0, !allowsDoubt {
      best.doubtfulCount = remarks.count(
        below: best.start + best.headerCount - 1, allowsDoubt: true)
    }
    return best
  }

  /// Whether cells make these rows one header: groups of columns over their names, merged or not, or
  /// names merged downwards. One cell over all columns of the table is a title.
  private func isGrouped(_ start: Int, _ count: Int, _ needsMerges: Bool) -> Bool {
    let last = start + count - 1
    guard !merges.contains(where: { $0.rows.contains(last) && $0.rows.upperBound > last }) else {
      return false
    }
    // A table may stand beside blank columns.
    let first = rest[start].column ?? 0
    return (start..<last).allSatisfy { row in
      let here = merges.filter { $0.rows.contains(row) && $0.rows.upperBound <= last }
      let groups = here.filter {
        $0.columns.count > 1 && ($0.columns.lowerBound > first || $0.columns.upperBound < width - 1)
      }
      return here.contains { $0.rows.upperBound > row }
        || groups.count > 1 || groups.contains { $0.columns.lowerBound > first }
        || (!needsMerges && here.isEmpty && HeadGroups(self, row) != nil)
    }
  }

  /// The cells of a header that name more columns than their own, as nobody merged them, and whether
  /// any rows are joined without merged cells.
  private func groups(of found: Finding) -> (groups: [HeadMerge], isJoined: Bool) {
    var groups: [HeadMerge] = []
    var isJoined = false
    for row in found.start..<(found.start + max(1, found.headerCount) - 1)
    where !merges.contains(where: { $0.rows.contains(row) }) {
      guard let own = HeadGroups(self, row) else { continue }
      isJoined = true
      groups += own.spans.map { HeadMerge(rows: row...row, columns: $0) }
    }
    return (groups, isJoined)
  }
}

extension HeaderRule {
  /// Whether a cell says that a record has no value where those below have some.
  func lacksValue(_ cell: HeadCell, inRow row: Int) -> Bool {
    cell.kind == .missing && cell.column < width
      && ColumnBelow(self, cell.column, (row + 1)..<rows.count).holdsValues
  }

  /// The cell that is shown at a place: its own, or the first of the merged ones that cover it.
  func shown(row: Int, column: Int) -> HeadCell? {
    if let own = rows[row].cell(inColumn: column) { return own }
    guard let merge = merges.first(where: { $0.rows.contains(row) && $0.columns.contains(column) }),
      rows.indices.contains(merge.rows.lowerBound)
    else { return nil }
    return rows[merge.rows.lowerBound].cell(inColumn: merge.columns.lowerBound)
  }
}

extension HeadRow {
  /// The cell of a column; cells are in the order of their columns.
  func cell(inColumn column: Int) -> HeadCell? {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].column == column ? cells[low] : nil
  }
}
