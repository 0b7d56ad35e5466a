import RowcastTabular

/// Chooses the sheet to read where none is named.
///
/// It is the first visible sheet with cells. A cover or a sheet of notes, which has few cells and
/// no table, is passed over for the first sheet that has a table several times as large.
struct SheetChoice {
  private let workbook: Workbook
  /// What was found of sheets that were looked into, by their numbers.
  private var known: [Int: (cells: Int, isCover: Bool)] = [:]

  /// No more sheets than these are looked into for a table.
  private static let limit = 8
  /// Sheets with more rows than this are no covers.
  private static let coverRows = 40

  init(_ workbook: Workbook) { self.workbook = workbook }

  /// The sheet, and the names of those before it that have cells and were passed over.
  mutating func choose() throws -> (SheetInfo, passedOver: [String]) {
    // Mostly it is the first one, and then the others need not be looked for.
    if let leading = workbook.content.leadingSheet, leading.state == .visible,
      try hasCells(leading), try !table(of: leading).isCover
    {
      return (leading, [])
    }
    let sheets = workbook.sheets.filter { $0.kind == .worksheet }
    let candidates =
      sheets.filter { $0.state == .visible } + sheets.filter { $0.state != .visible }
    guard let first = candidates.first else {
      throw SpreadsheetError(.missingPart("worksheet"))
    }
    if candidates.count == 1 { return (first, []) }
    guard let start = try candidates.firstIndex(where: { try hasCells($0) }) else {
      return (first, [])
    }
    let cover = try table(of: candidates[start])
    guard cover.isCover else { return (candidates[start], []) }
    for index in candidates.indices.dropFirst(start + 1).prefix(Self.limit)
    where candidates[index].state == .visible {
      let other = try table(of: candidates[index])
      if !other.isCover, other.cells >= 3 * max(1, cover.cells) {
        let passed = try candidates[start..<index].filter { try hasCells($0) }
        return (candidates[index], passed.map(\.name))
      }
    }
    return (candidates[start], [])
  }

  /// The visible sheets beside one that have half as many cells of records or more, as far as their
  /// first rows tell: short lists beside a table are no other table.
  /// - Returns: their names, and whether more sheets were not looked into.
  mutating func others(
    beside sheet: SheetInfo, _ passed: [String]
  ) throws -> (names: [String], mayBeMore: Bool) {
    let told = Set(passed + [sheet.name])
    let others = workbook.sheets.filter {
      $0.kind == .worksheet && $0.state == .visible && !told.contains($0.name)
    }
    guard !others.isEmpty else { return ([], false) }
    let least = max(1, try table(of: sheet).cells)
    var found: [String] = []
    // One that cannot be read says so to who asks for it.
    for other in others.prefix(Self.limit)
    where ((try? table(of: other).cells) ?? 0) * 2 >= least {
      found.append(other.name)
    }
    return (found, others.count > Self.limit)
  }

  private func hasCells(_ sheet: SheetInfo) throws -> Bool {
    var pass = try workbook.pass(over: sheet, SheetSelection())
    pass.limit = 1
    pass.chunkSize = 1 << 12
    var hasData = false
    try pass.mapBatches(
      { $0.rowCount },
      inOrder: {
        hasData = hasData || $0 > 0; return !hasData
      })
    return hasData
  }

  /// How much of a table the first rows of a sheet are.
  private mutating func table(of sheet: SheetInfo) throws -> (cells: Int, isCover: Bool) {
    if let found = known[sheet.number] { return found }
    let pass = try workbook.pass(over: sheet, SheetSelection())
    let preview = try SheetPreview(pass)
    let rows = preview.rows.filter { $0.filledCount > 0 }
    let header = SheetHeader(preview, merges: [], first: 1)
    let records = rows.filter { $0.number >= header.firstDataRow }
    let cells = records.reduce(0) { $0 + $1.filledCount }
    // Records are of one width; a cover's lines are of any, or pairs of a key and its value.
    var widths: [Int: Int] = [:]
    for record in records { widths[record.filledCount, default: 0] += 1 }
    let common = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
    let isRegular = common.map { $0.value >= 2 && $0.value * 3 >= records.count * 2 } ?? false
    let isTable = isRegular && (common?.key ?? 0) >= (header.namesValues ? 2 : 3)
    let isCover = !isTable && preview.isComplete && rows.count <= Self.coverRows
    known[sheet.number] = (cells, isCover)
    return (cells, isCover)
  }
}
