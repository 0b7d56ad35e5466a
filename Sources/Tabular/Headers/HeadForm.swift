/// A form above a table: rows of a key and its value, right over the names.
///
///     Version │ 3                 Customer │ 17    │
///     name    │ amount            Until    │ 3 May │
///     pump    │ 120               item     │ count │ price
///
/// Such rows look like records, and the first of them like names. So it takes names below that nothing else
/// explains: words in one row, a different one for each column, over values in all rows below; of a table
/// of two columns right under a single key whose value no column would be named by, or under several where
/// all rows below have values in both.
struct HeadForm {
  /// How many rows it has; 0 where there is none.
  private(set) var rowCount = 0
  /// Whether the values below it have no names.
  private(set) var isBare = false

  private static let row = 1.0
  private static let furtherRow = 0.25
  /// Fewer rows below do not show what the columns hold.
  private static let rowsBelow = 2
  private static let sample = 20
  /// So many records without names show that the keys above are none.
  private static let bareValues = 5

  /// - Parameter isNarrowOnly: whether only keys over a table of two columns of values are looked for.
  init(_ rule: HeaderRule, isNarrowOnly: Bool) {
    if rule.width == 2, let count = Self.rowsOverValues(rule) {
      rowCount = count
      return
    }
    if rule.width == 2, let count = Self.rowsOverBareValues(rule) {
      (rowCount, isBare) = (count, true)
      return
    }
    guard !isNarrowOnly, let first = rule.rows.first, let columns = Self.columns(first),
      rule.width > 1
    else {
      return
    }
    var keys: Set<String> = []
    var end = 0
    while end < rule.rows.count, let row = Self.columns(rule.rows[end]), row == columns,
      keys.insert(rule.rows[end].cells[0].text).inserted
    {
      end += 1
    }
    let isNarrow = rule.width == 2
    // Of a table of two columns, the names may be a key and its value, too.
    let names = isNarrow ? 1 : end
    guard names <= end, names + Self.rowsBelow < rule.rows.count,
      Self.isValue(first.cells[1], isNarrow: isNarrow),
      !isNarrow || first.cells[1].kind != .number
        || !HeadSeries(rule, row: 0, below: 1..<rule.rows.count).isFound
    else { return }
    if Self.areNames(rule, names, over: columns.upperBound) { rowCount = names }
  }

  /// What passing over one of its rows costs.
  func cost(of index: Int) -> Double { index == 0 ? Self.row : Self.furtherRow }

  /// How many rows stand above two names, below which all rows are values: keys of their own with a value
  /// here and there, of which no row is like those below.
  private static func rowsOverValues(_ rule: HeaderRule) -> Int? {
    let isValued = rule.rows.map { row in
      row.cells.count == 2 && row.cells.allSatisfy { $0.kind.isTyped && $0.kind != .error }
    }
    guard let names = isValued.lastIndex(of: false), names > 1,
      rule.rows.count - names - 1 > rowsBelow
    else { return nil }
    func areWords(_ row: HeadRow) -> Bool {
      row.cells.count == 2 && row.cells.allSatisfy { $0.kind == .text && !$0.text.isKey }
        && row.cells[0].text != row.cells[1].text
    }
    let form = rule.rows[..<names]
    let keys = form.compactMap(\.cells.first)
    guard areWords(rule.rows[names]), Set(keys.map(\.text)).count == names,
      keys.allSatisfy({ $0.kind == .text && $0.column == 0 }),
      form.dropFirst().contains(where: { $0.cells.last?.kind.isTyped == true })
    else { return nil }
    return names
  }

  /// How many rows of keys stand over values that have no names, as spectrometers write them: the last
  /// of them is no row of names, either as it has no second text, or as that is a value.
  private static func rowsOverBareValues(_ rule: HeaderRule) -> Int? {
    let isValued = rule.rows.map { row in
      row.cells.count == 2 && row.cells[1].kind == .number
        && (row.cells[0].kind.isTyped || row.cells[0].text.first?.isNumber == true)
    }
    guard let first = isValued.firstIndex(of: true), first > 2 else { return nil }
    let values = isValued[first...].prefix { $0 }.count
    let form = rule.rows[..<first]
    let keys = form.compactMap(\.cells.first)
    let last = form[first - 1].cells
    guard values >= bareValues, values * 2 >= rule.rows.count - first,
      last.count < 2 || isValue(last[1], isNarrow: true),
      Set(keys.map(\.text)).count == first,
      keys.allSatisfy({ !$0.kind.isTyped && $0.column == 0 }),
      form.count(where: { $0.cells.count == 2 }) * 2 > first
    else { return nil }
    return first
  }

  /// The two columns of a row of a key and its value; nil for other rows.
  private static func columns(_ row: HeadRow) -> ClosedRange<Int>? {
    guard row.cells.count == 2, row.cells[0].kind == .text,
      row.cells[0].column + 1 == row.cells[1].column
    else { return nil }
    return row.cells[0].column...row.cells[1].column
  }

  /// Whether a cell is no name of a column, but for years: a value, or a text with digits; over two columns
  /// one that begins with a digit.
  private static func isValue(_ cell: HeadCell, isNarrow: Bool) -> Bool {
    if cell.kind.isTyped { return cell.kind != .error }
    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    return cell.text.utf8.prefix(isNarrow ? 1 : 40).contains(where: isDigit)
  }

  /// Whether a row has words of its own for all columns of the rows below, which hold values.
  private static func areNames(_ rule: HeaderRule, _ row: Int, over column: Int) -> Bool {
    let cells = rule.rows[row].cells
    let below = (row + 1)..<rule.rows.count
    guard !rule.rows[row].isBeforeGap, cells.count == rule.width || cells.count > 2,
      cells.allSatisfy({ $0.kind == .text && $0.column < rule.width }),
      Set(cells.map(\.text)).count == cells.count,
      cells.count == 2 || below.prefix(sample).allSatisfy({ rule.rows[$0].cells.count > 2 })
    else { return false }
    return cells.contains { cell in
      guard cells.count > 2 || cell.column == column else { return false }
      let values = ColumnBelow(rule, cell.column, below)
      return values.holdsValues && values.filledShare > 0.9
    }
  }
}
