/// What stands below a table, or among its records, and is none of them: notes, a narrower table below a gap,
/// rows of totals, rows below the end that a workbook states.
///
/// The first rows tell which columns the records fill. Rows are tallied batch by batch, on any thread, and
/// the tallies taken in their order; rows that fill their columns are only counted.
///
///     let below = RowsBelow(heads, first: 1)
///     var found = RowsBelow.Found(below)
///     try source.mapBatches({ below.tally($0) }) { found.take($0); return true }
package struct RowsBelow: Sendable {
  /// The columns that nearly all records fill.
  let core: [Int]
  /// For each column whether it is one of them.
  private let isCore: [Bool]
  /// The most bytes that a text in the first of them has.
  private let labelBytes: Int
  /// Whether the first of them holds no texts.
  private let hasTypedLabels: Bool
  /// The last row of the table, where that is stated.
  package var end: Int?

  /// Fewer records do not show which columns they fill.
  private static let leastRecords = 2

  /// - Parameters:
  ///   - rows: the first rows; blank ones are left out.
  ///   - first: the first record.
  /// - Returns: nil where a row that is no record could not be told from one.
  package init?(_ rows: [HeadRow], first: Int) {
    guard first < rows.count else { return nil }
    let last = rows[first...].firstIndex(where: \.isBeforeGap) ?? rows.count - 1
    // Labels come again, and each is judged once.
    var verdicts: [String: Bool] = [:]
    func isRecord(_ row: HeadRow) -> Bool {
      guard row.cells.count > 1, let name = row.cells.first(where: { $0.kind == .text }) else {
        return row.cells.count > 1
      }
      let isTotal = verdicts[name.text] ?? TotalRows.isTotal(name.text)
      verdicts[name.text] = isTotal
      return !isTotal
    }
    let block = rows[first...last].filter(isRecord)
    let records = block.count >= Self.leastRecords ? block : rows[first...].filter(isRecord)
    guard records.count >= Self.leastRecords else { return nil }
    var counts = ColumnCounts()
    for row in records { for cell in row.cells { counts.add(cell.column) } }
    core = counts.columns.filter { counts[$0] * 10 >= records.count * 9 }
    guard core.count > 1, let label = core.first, let widest = core.last else { return nil }
    var isCore = [Bool](repeating: false, count: widest + 1)
    for column in core { isCore[column] = true }
    self.isCore = isCore
    let labels = records.compactMap { $0.cell(inColumn: label) }
    labelBytes = labels.reduce(0) { max($0, $1.text.utf8.count) }
    hasTypedLabels = labels.count { $0.kind.isTyped } * 10 >= labels.count * 9
  }

  /// How many columns nearly all records fill.
  var width: Int { core.count }

  /// Whether a text says of the table what a label of a record does not.
  func readsAsNote(_ text: String, inColumn column: Int) -> Bool {
    if column == core.first, hasTypedLabels { return true }
    if let first = text.unicodeScalars.first, Self.marks.contains(first) { return true }
    let start = text.drop(while: \.isNumber)
    if start.first == ")", start.startIndex != text.startIndex { return true }
    if text.contains(": ") || text.contains("：") { return true }
    return text.utf8.count > labelBytes && text.split(separator: " ").count >= Self.leastWords
  }

  private static let marks: Set<Unicode.Scalar> = [
    "*", "†", "‡", "§", "©", "(", "[", "¹", "²", "³",
  ]
  private static let leastWords = 4

  /// What the rows of a batch are.
  package func tally(_ batch: RecordBatch) -> Tally {
    var tally = Tally()
    var totals = TotalRows.Finder()
    var before: Int?
    // The last row that is as full as a record.
    var full: Int?
    for row in 0..<batch.rowCount {
      let number = Int(batch.rows[row].number)
      if let end, number > end {
        if tally.beyond == nil { tally.beyond = (number, number, 0) }
        tally.beyond?.last = number
        tally.beyond?.count += 1
        continue
      }
      let place = batch.cellRange(ofRow: row)
      let hasGap = before.map { number > $0 + 1 } ?? true
      if place.count >= width {
        full = row
        tally.sums.add(batch.cells[place], row: number, isSparse: false)
        if !hasGap {
          tally.records += 1
          (tally.lastRecord, before) = (number, number)
          continue
        }
      }
      let cells = batch.cells[place]
      let sparse = sparse(cells, in: batch)
      if sparse?.count == 0 { continue }
      let total = sparse == nil ? nil : totals.row(row, of: batch)
      let form = form(cells, sparse, isTotal: total != nil, in: batch)
      if let sparse {
        // Notes may stand below a total.
        if form != .note { full = nil }
        let lacks = sparse.filled < width
        if let total {
          tally.totals.append((total.number, total.column, lacks))
          tally.sums.last = number
        } else {
          tally.sums.add(cells, row: number, isSparse: lacks)
        }
      }
      if tally.firstNumber == nil { tally.firstNumber = number }
      before = number
      if form == .record, !hasGap {
        tally.records += 1
        tally.lastRecord = number
      } else {
        tally.events.append(
          Event(
            form: form, number: number, hasGap: hasGap,
            columns: Self.span(Int(cells.first?.column ?? 0), Int(cells.last?.column ?? 0)),
            count: sparse?.count ?? cells.count, recordsBefore: tally.records,
            lastRecord: tally.lastRecord))
        (tally.records, tally.lastRecord) = (0, nil)
      }
    }
    // A total that is as full as a record is one where nothing follows.
    if let full, let total = totals.row(full, of: batch) {
      tally.totals.append((total.number, total.column, false))
    }
    tally.lastNumber = before
    return tally
  }

  /// The numbers between two, in whatever order a source has them.
  static func span(_ one: Int, _ other: Int) -> ClosedRange<Int> {
    min(one, other)...max(one, other)
  }

  /// How many cells of a row are not blank, and in how many columns that records fill; nil where it has as
  /// many cells as those.
  private func sparse(
    _ cells: ArraySlice<Cell>, in batch: RecordBatch
  ) -> (count: Int, filled: Int)? {
    if cells.count >= width { return nil }
    var (count, filled) = (0, 0)
    for cell in cells where cell.kind == .uncalculated || !CellText.isBlank(cell, in: batch) {
      count += 1
      if isCore.indices.contains(Int(cell.column)), isCore[Int(cell.column)] { filled += 1 }
    }
    return (count, filled)
  }

  private func form(
    _ cells: ArraySlice<Cell>, _ sparse: (count: Int, filled: Int)?, isTotal: Bool,
    in batch: RecordBatch
  ) -> Form {
    guard let sparse, !isTotal else { return .record }
    let filled = cells.filter { $0.kind == .uncalculated || !CellText.isBlank($0, in: batch) }
    guard filled.allSatisfy({ $0.kind == .text || $0.kind == .sharedText }),
      let first = filled.first, let text = batch.string(of: first)
    else { return .other }
    if sparse.count == 1 {
      return readsAsNote(text, inColumn: Int(first.column)) ? .note : .lone
    }
    return sparse.count == 2 && text.isKey ? .note : .words
  }

  /// What a row looks like.
  enum Form: Sendable, Hashable {
    /// As full as records are, or a total of them.
    case record
    /// One text alone, which reads as a label would, or as a note does.
    case lone, note
    /// Two texts or more, and nothing else.
    case words
    /// Anything else that is less full than records are.
    case other
  }

  /// A row that is not as those before it.
  struct Event: Sendable {
    var form: Form
    var number: Int
    /// Whether blank rows stand before it.
    var hasGap: Bool
    var columns: ClosedRange<Int>
    var count: Int
    /// How many records stand between it and the event before, and the row of the last.
    var recordsBefore: Int
    var lastRecord: Int?
  }

  /// What is kept of a batch.
  package struct Tally: Sendable {
    var events: [Event] = []
    /// The records behind the last event.
    var records = 0
    var lastRecord: Int?
    var firstNumber: Int?
    var lastNumber: Int?
    var beyond: (first: Int, last: Int, count: Int)?
    var totals: [(row: Int, column: Int, isSparse: Bool)] = []
    var sums = ColumnSums()
  }
}
