import RowcastTabular

/// What a selection means: a sheet, a rectangle of it, and what it says of the header.
struct SheetTarget {
  var sheet: SheetInfo
  var range = CellRange.sheet
  /// The header that a table states, in place of the one that the options ask for.
  var header: SheetSelection.Header?
  /// The column names that a table without header row has.
  var names: [Int: String] = [:]
  /// Sheets before it that have cells but no table.
  var passedOver: [String] = []
  /// Other sheets that have a table of some size, and are not read.
  var unread: [String] = []
  /// Whether there may be more of them.
  var mayHaveMoreUnread = false
  /// The table whose cells are read for who asked for none, and the others of the sheet.
  var table: TableInfo?
  var otherTables: [TableInfo] = []
  /// Whether the sheet was chosen for who asked for none.
  var isAutomatic = false
  /// Whether only some cells of the sheet were asked for.
  var isNarrowed = false

  init(_ options: SheetSelection, in workbook: Workbook) throws {
    for (what, value) in [("rows to pass over", options.skipRows), ("records", options.limit ?? 0)]
    where value < 0 { throw SpreadsheetError(.badCount(what, value)) }
    switch options.origin {
    case .automatic:
      var choice = SheetChoice(workbook)
      (sheet, passedOver) = try choice.choose()
      isAutomatic = true
      (unread, mayHaveMoreUnread) = try choice.others(beside: sheet, passedOver)
    case .sheet(let name):
      guard let found = Self.sheet(named: name, in: workbook) else {
        throw SpreadsheetError(.noSuchSheet(name, available: workbook.sheets.map(\.name)))
      }
      sheet = found
    case .number(let number):
      guard number >= 1, number <= workbook.sheets.count else {
        throw SpreadsheetError(
          .noSuchSheet(String(number), available: workbook.sheets.map(\.name)))
      }
      sheet = workbook.sheets[number - 1]
    case .table(let name):
      let tables = try workbook.tables()
      guard let table = tables.first(where: { $0.name.lowercased() == name.lowercased() }),
        let found = workbook.sheets.first(where: { $0.name == table.sheet })
      else { throw SpreadsheetError(.noSuchTable(name, available: tables.map(\.name))) }
      sheet = found
      apply(table)
    case .name(let name, let place):
      (sheet, range) = try Self.range(ofName: name, on: place, in: workbook)
    }
    isNarrowed = options.range != nil || options.skipRows > 0
    if let wanted = options.range {
      guard CellRange.sheet.intersection(wanted) == wanted else {
        throw SpreadsheetError(.badRange(wanted.description))
      }
      range = range == .sheet ? wanted : range.intersection(wanted) ?? wanted
    }
  }

  /// Reads what a table of the sheet states, where the tables are all that the sheet has but for titles:
  /// the largest of several; of one, that it has no header or has a row of totals.
  mutating func applyTables(of workbook: Workbook, _ preview: SheetPreview) {
    // A table that cannot be read states nothing.
    let tables = ((try? workbook.tables()) ?? []).filter { $0.sheet == sheet.name }
    guard let largest = tables.max(by: { $0.cellCount < $1.cellCount }),
      tables.count > 1 || largest.headerRowCount == 0 || largest.totalsRowCount > 0,
      preview.rows.allSatisfy({ row in
        row.filledCount < 2
          || row.cells.allSatisfy { cell in
            row.isBlank(cell)
              || tables.contains { $0.range.contains(row: row.number - 1, Int(cell.column)) }
          }
      })
    else { return }
    apply(largest)
    table = largest
    otherTables = tables.filter { $0 != largest }
  }

  private mutating func apply(_ table: TableInfo) {
    range = table.range
    let first = table.range.first.row
    header =
      table.headerRowCount > 0
      ? .rows(Array((first + 1)...(first + table.headerRowCount))) : SheetSelection.Header.none
    range.last.row = max(first, table.range.last.row - table.totalsRowCount)
    if table.isEmpty { range.last.row = max(first, first + table.headerRowCount - 1) }
    if table.headerRowCount == 0 {
      for (i, name) in table.columns.enumerated() { names[table.range.first.column + i] = name }
    }
  }

  static func sheet(named name: String, in workbook: Workbook) -> SheetInfo? {
    workbook.sheets.first { $0.name == name }
      ?? workbook.sheets.first { $0.name.lowercased() == name.lowercased() }
  }

  /// - Parameters:
  ///   - name: a name as it is, or with its sheet as formulas write it: `'It''s a sheet'!Local`.
  ///   - place: the number, from 1, of the sheet on which the name is meant. A name of that sheet
  ///     comes before one of the workbook (ECMA-376 Part 1, 18.2.5).
  private static func range(
    ofName name: String, on place: Int?, in workbook: Workbook
  ) throws(SpreadsheetError) -> (SheetInfo, CellRange) {
    let known = workbook.definedNames
    func named(_ name: String, on sheet: Int?) -> DefinedName? {
      var same = known.filter { $0.name.lowercased() == name.lowercased() }
      if same.isEmpty { same = known.filter { $0.shownName.lowercased() == name.lowercased() } }
      return same.first { sheet != nil && $0.sheet == sheet }
        ?? same.first { $0.sheet == nil } ?? (sheet == nil ? same.first : nil)
    }
    var found = named(name, on: place.map { $0 - 1 }) ?? named(name, on: nil)
    if found == nil, let (title, rest) = NamedArea.split(name[...]) {
      let owner = sheet(named: title, in: workbook)
      found = owner.flatMap { named(String(rest), on: $0.number - 1) }
    }
    guard let found else {
      var listed: Set<String> = []
      let shown = known.filter { !$0.isHidden }.map(\.shownName)
      throw SpreadsheetError(
        .noSuchName(name, available: shown.filter { listed.insert($0).inserted }))
    }
    guard let area = NamedArea(found.text),
      let sheet = workbook.sheets.first(where: { $0.name.lowercased() == area.sheet.lowercased() })
        ?? (area.sheet.isEmpty
          ? found.sheet.flatMap {
            $0 < workbook.sheets.count && $0 >= 0 ? workbook.sheets[$0] : nil
          }
          : nil)
    else { throw SpreadsheetError(.notARange(name: found.name, text: found.text)) }
    return (sheet, area.range)
  }
}

/// One area on one sheet, as defined names write it: `Sheet1!$A$1:$C$9`, `'It''s'!$A:$C`.
struct NamedArea {
  var sheet: String
  var range: CellRange

  init?(_ text: String) {
    var text = SheetValue.trimmed(text)[...]
    if text.first == "=" { text = text.dropFirst() }
    guard let (name, cells) = Self.split(text) else {
      guard let range = CellRange(text) else { return nil }
      (sheet, self.range) = ("", range)
      return
    }
    guard let range = CellRange(cells), !name.contains("[") else { return nil }
    self.range = range
    sheet = name
  }

  /// The sheet's name before the last `!` and what stands behind it; nil where there is none.
  static func split(_ text: Substring) -> (sheet: String, rest: Substring)? {
    guard let mark = text.lastIndex(of: "!") else { return nil }
    var name = text[..<mark]
    if name.first == "'", name.last == "'", name.count >= 2 { name = name.dropFirst().dropLast() }
    return (
      name.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'"),
      text[text.index(after: mark)...]
    )
  }
}

extension TableInfo {
  /// The cells of its records.
  fileprivate var cellCount: Int { data.map { $0.rowCount * $0.columnCount } ?? 0 }
}

extension CellRange {
  /// Whether a cell lies in it; counted from 0.
  fileprivate func contains(row: Int, _ column: Int) -> Bool {
    (first.row...last.row).contains(row) && (first.column...last.column).contains(column)
  }

  /// The cells that both have, or nil when there are none.
  func intersection(_ other: CellRange) -> CellRange? {
    let first = CellReference(
      row: max(first.row, other.first.row), column: max(first.column, other.first.column))
    let last = CellReference(
      row: min(last.row, other.last.row), column: min(last.column, other.last.column))
    guard first.row <= last.row, first.column <= last.column else { return nil }
    return CellRange(first: first, last: last)
  }
}
