/// Rows right below the names of columns that describe them, with a label under the name of the key, as
/// central banks and statistical offices write them above their values.
///
///     ;EUR/AUD;EUR/USD
///     Unit;AUD;USD
///     Series ID;BBEX3.AUD;BBEX3.USD
///     2024-01-02;1,6147;1,0956
///
/// Such rows are read as records, since a label may be a key, too. They make texts of all values below,
/// which is to be told.
struct HeadDescriptions {
  private let rule: HeaderRule
  private static let limit = 30
  /// Fewer rows of values do not show what the key is.
  private static let leastBelow = 3
  private static let sample = 20

  init(_ rule: HeaderRule) { self.rule = rule }

  /// How many rows below one of names describe the columns.
  func count(below names: Int) -> Int {
    let rows = rule.rows
    let first = names + 1
    guard rows.count - first > Self.leastBelow, let key = rows.last?.cells.first?.column,
      key < rule.width
    else { return 0 }
    let tail = max(Self.leastBelow, min(Self.sample, (rows.count - first) / 3))
    let end = (rows.count - tail)..<rows.count
    let keys = ColumnBelow(rule, key, end)
    guard keys.isTyped, keys.filledShare > 0.9 else { return 0 }
    func hasKey(_ row: HeadRow) -> Bool {
      row.cell(inColumn: key).map { $0.kind != .missing && keys.isLike($0) } ?? false
    }
    let block = rows[first...].prefix { !hasKey($0) }
    let records = rows[block.endIndex...]
    guard !block.isEmpty, block.count <= Self.limit, records.count >= Self.leastBelow,
      records.count(where: hasKey) * 10 >= records.count * 9
    else { return 0 }
    let values = valueColumns(besides: key, in: end)
    guard !values.isEmpty else { return 0 }
    let described = block.count { row in
      row.cells.contains { values.contains($0.column) && Self.isWords($0) }
    }
    // A total above the records has values, as they have.
    let hasTotal = block.contains { row in
      row.cell(inColumn: key).map { TotalRows.isTotal($0.text) } ?? false
    }
    return described * 2 >= block.count && !hasTotal ? block.count : 0
  }

  /// The columns that mostly hold numbers, as far as they hold anything.
  private func valueColumns(besides key: Int, in end: Range<Int>) -> Set<Int> {
    var found: Set<Int> = []
    for column in 0..<rule.width where column != key {
      let cells = end.compactMap { rule.rows[$0].cell(inColumn: column) }
        .filter { $0.kind != .missing }
      if !cells.isEmpty, cells.count(where: \.isAmount) * 2 >= cells.count {
        found.insert(column)
      }
    }
    return found
  }

  private static func isWords(_ cell: HeadCell) -> Bool {
    !cell.kind.isTyped && cell.kind != .missing && !cell.isAmount
  }
}
