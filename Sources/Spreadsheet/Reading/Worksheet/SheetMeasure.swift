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
    fileprivate var lastKind: Cell.Kind?
    fileprivate var lastStyle: UInt16?
  }

  var columns: [Int: Column] = [:]
  var rowCount = 0

  init() {}

  init(_ batch: RecordBatch) {
    rowCount = batch.rowCount
    var found = [Column?](repeating: nil, count: 64)
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        let place = Int(cell.column)
        if place >= found.count {
          found += [Column?](repeating: nil, count: place + 1 - found.count)
        }
        if found[place] == nil { found[place] = Column() }
        found[place]?.take(cell, row: Int(batch.rows[row].number), batch)
      }
    }
    for (place, column) in found.enumerated() { if let column { columns[place] = column } }
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
  fileprivate mutating func take(_ cell: Cell, row: Int, _ batch: RecordBatch) {
    let width = Self.width(of: cell, in: batch)
    if cell.isText, width == 0 {
      besides.insert(.emptyTexts)
      return
    }
    if cell.kind == .error {
      besides.insert(.errors)
      return
    }
    if cell.kind == .uncalculated { return }
    if cell.kind != lastKind {
      kinds.insert(KindSet(cell.kind))
      lastKind = cell.kind
    }
    if cell.style != lastStyle {
      if styles.count < 64 { styles.insert(cell.style) }
      lastStyle = cell.style
    }
    if cell.isText, firstText == nil {
      firstText = (row, String((batch.string(of: cell) ?? "").prefix(40)))
    }
    count += 1
    self.width = max(self.width, width)
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

  /// The narrowest kind that holds every value.
  var kind: ColumnKind { kinds.columnKind }
}
