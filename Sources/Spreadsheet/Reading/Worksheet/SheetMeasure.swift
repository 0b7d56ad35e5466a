import RowcastTabular

/// What one pass over all rows tells of the columns; measures of batches add up.
struct SheetMeasure: Sendable {
  struct Column: Sendable {
    var kinds: KindSet = []
    var count = 0
    var width = 0
    var styles: Set<UInt16> = []
    var besides = ColumnSchema.Besides()
    /// The first value that is text, and its row.
    var firstText: (row: Int, text: String)?
  }

  /// The cells of one column that are of kinds and of the format that were met before: what most cells
  /// add to is a number here.
  private struct Run {
    var kinds: KindSet = []
    var style: UInt16 = 0
    var count = 0
    var width = 0
  }

  var columns: [Int: Column] = [:]
  var rowCount = 0

  init() {}

  init(_ batch: RecordBatch) {
    rowCount = batch.rowCount
    var runs: [Run] = []
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        let place = Int(cell.column)
        if place >= runs.count {
          runs += [Run](repeating: Run(), count: place + 1 - runs.count)
        }
        let width = Self.width(of: cell, in: batch)
        if !runs[place].kinds.contains(KindSet(cell.kind)) || cell.style != runs[place].style
          || width == 0
        {
          guard columns[place, default: Column()].begin(cell, width, batch.rows[row], batch) else {
            continue
          }
          runs[place].kinds.insert(KindSet(cell.kind))
          runs[place].style = cell.style
        }
        runs[place].count += 1
        runs[place].width = max(runs[place].width, width)
      }
    }
    for (place, run) in runs.enumerated() where run.count > 0 {
      columns[place]?.count = run.count
      columns[place]?.width = run.width
    }
  }

  private static func width(of cell: Cell, in batch: RecordBatch) -> Int {
    switch cell.kind {
    case .text, .decimal, .error: cell.textLength
    case .sharedText: batch.dictionary.range(of: cell.code)?.count ?? 0
    case .integer: 20
    case .boolean: 5
    default: 24
    }
  }

  mutating func merge(_ other: SheetMeasure) {
    rowCount += other.rowCount
    for (place, column) in other.columns {
      guard var mine = columns[place] else {
        columns[place] = column
        continue
      }
      mine.kinds.formUnion(column.kinds)
      mine.count += column.count
      mine.width = max(mine.width, column.width)
      mine.styles.formUnion(column.styles)
      mine.besides.formUnion(column.besides)
      mine.firstText = mine.firstText ?? column.firstText
      columns[place] = mine
    }
  }
}

extension SheetMeasure.Column {
  /// Notes a cell of a kind that was not met before, of another format than the one before, or without a
  /// value; returns whether it has one.
  fileprivate mutating func begin(
    _ cell: Cell, _ width: Int, _ row: RecordBatch.Row, _ batch: RecordBatch
  ) -> Bool {
    if cell.isText, width == 0 {
      besides.insert(.emptyTexts)
      return false
    }
    if cell.kind == .error {
      besides.insert(.errors)
      return false
    }
    if cell.kind == .uncalculated { return false }
    kinds.insert(KindSet(cell.kind))
    if styles.count < 64 { styles.insert(cell.style) }
    if cell.isText, firstText == nil {
      firstText = (Int(row.number), String((batch.string(of: cell) ?? "").prefix(40)))
    }
    return true
  }

  /// The narrowest kind that holds every value.
  var kind: ColumnKind { kinds.columnKind }
}
