import RowcastTabular

/// Carries the value of merged ranges down and right while the rows go by.
///
/// A range of a few bytes in the file may be a sheet full of cells, so what is filled is handed on
/// in pieces, and a text stands once in the piece that has it in many cells.
struct MergedFill {
  /// Ranges that are not over yet, by their first row.
  private var pending: ArraySlice<CellRange>
  private var open: [(range: CellRange, value: Value?)] = []
  /// The bytes of texts in filled cells of the piece at work.
  private var filledBytes = 0
  /// The records that were handed on.
  private(set) var records = 0
  private let limit: Int
  private let wanted: [Bool]

  /// More cells than this are no sheet that a person merged.
  static let cellLimit = 1 << 24
  /// About how many cells are handed on together.
  private static let pieceCells = 1 << 17

  /// The value in a range's first cell, with its text, for it may be needed in later batches.
  private struct Value {
    var cell: Cell
    var text: [UInt8]
    /// Where the text stands in the piece that is being filled.
    var offset: Int?
  }

  /// - Parameters:
  ///   - limit: how many records are wanted.
  ///   - wanted: for each column of a sheet, whether its cells are.
  init(_ merges: [CellRange], limit: Int, wanted: [Bool]) {
    pending = merges.sorted { $0.first < $1.first }[...]
    self.limit = limit
    self.wanted = wanted
  }

  /// The cells that merged ranges have in some rows, from 1, as far as that can matter.
  static func cellCount(_ merges: [CellRange], rows: ClosedRange<Int>) -> Int {
    merges.reduce(0) { sum, range in
      let first = max(range.first.row + 1, rows.lowerBound)
      let last = min(range.last.row + 1, rows.upperBound)
      return min(sum + max(0, last - first + 1) * range.columnCount, cellLimit * 2)
    }
  }

  /// Fills the cells of merged ranges in a batch, also in rows that have no cell at all, and hands the
  /// rows on piece by piece.
  /// - Returns: false when `body` wants no more, or there are as many records as are wanted.
  /// - Throws: `RecordSizeError` for a row that is filled out of proportion, or what `body` throws.
  mutating func fill(
    _ batch: RecordBatch, _ body: (RecordBatch) throws -> Bool
  ) throws -> Bool {
    var out = piece(of: batch)
    out.diagnostics = batch.diagnostics
    func isFull(_ out: RecordBatch) -> Bool {
      out.cells.count >= Self.pieceCells || filledBytes >= RecordBatch.pieceBytes
        || records + out.rowCount >= limit
    }
    for index in 0..<batch.rowCount {
      let row = Int(batch.rows[index].number) - 1
      // Rows without cells that a merged range reaches into.
      while let next = lastRow, next < row,
        open.contains(where: { $0.range.last.row >= next && $0.value != nil })
      {
        try fillRow(next, [], &out)
        if isFull(out) {
          guard try handOn(&out, batch, body) else { return false }
        }
      }
      try fillRow(row, batch.cells[batch.cellRange(ofRow: index)], &out)
      if isFull(out) {
        guard try handOn(&out, batch, body) else { return false }
      }
    }
    return try handOn(&out, batch, body)
  }

  /// The row, from 0, behind the last one; nil before the first one.
  private var lastRow: Int?

  private func piece(of batch: RecordBatch) -> RecordBatch {
    var out = RecordBatch(firstRow: records, dictionary: batch.dictionary)
    out.text = batch.text
    return out
  }

  private mutating func handOn(
    _ out: inout RecordBatch, _ batch: RecordBatch, _ body: (RecordBatch) throws -> Bool
  ) throws -> Bool {
    defer {
      out = piece(of: batch)
      filledBytes = 0
      for i in open.indices { open[i].value?.offset = nil }
    }
    if out.rowCount == 0, out.diagnostics.isEmpty { return records < limit }
    records += out.rowCount
    return try body(out) && records < limit
  }

  private mutating func fillRow(
    _ row: Int, _ cells: ArraySlice<Cell>, _ out: inout RecordBatch
  ) throws(RecordSizeError) {
    lastRow = row + 1
    let before = filledBytes
    while let first = pending.first, first.first.row <= row {
      open.append((first, nil))
      pending.removeFirst()
    }
    open.removeAll { $0.range.last.row < row }
    var byColumn: [Int: Cell] = [:]
    // Under a merge, most writers leave blank cells; what is a value there stays.
    var own: Set<Int> = []
    for cell in cells {
      byColumn[Int(cell.column)] = cell
      if !Self.isBlank(cell, in: out) { own.insert(Int(cell.column)) }
    }
    for i in open.indices where open[i].range.first.row == row {
      if let cell = byColumn[open[i].range.first.column] {
        open[i].value = Value(cell: cell, text: Self.text(of: cell, in: out))
      }
    }
    for i in open.indices {
      guard var value = open[i].value else { continue }
      let range = open[i].range
      let cell = Self.place(&value, in: &out)
      open[i].value = value
      filledBytes += value.text.count * range.columnCount
      for column in range.first.column...range.last.column where wanted[column] {
        let isFirst = row == range.first.row && column == range.first.column
        if isFirst || own.contains(column) { continue }
        byColumn[column] = cell
        byColumn[column]?.column = UInt32(truncatingIfNeeded: column)
      }
    }
    guard filledBytes - before <= RecordBatch.recordBytes else {
      throw RecordSizeError(limit: RecordBatch.recordBytes, row: row + 1)
    }
    guard !byColumn.isEmpty || !cells.isEmpty else { return }
    out.cells.append(contentsOf: byColumn.values.sorted { $0.column < $1.column })
    out.endRow(number: row + 1)
  }

  private static func isBlank(_ cell: Cell, in batch: RecordBatch) -> Bool {
    switch cell.kind {
    case .text: cell.textLength == 0
    case .sharedText: batch.dictionary.range(of: cell.code)?.isEmpty ?? true
    default: false
    }
  }

  private static func text(of cell: Cell, in batch: RecordBatch) -> [UInt8] {
    switch cell.kind {
    case .text, .decimal, .error: batch.textRange(of: cell).map { Array(batch.text[$0]) } ?? []
    default: []
    }
  }

  /// A range's value as a cell of the piece, which then has its text.
  private static func place(_ value: inout Value, in out: inout RecordBatch) -> Cell {
    let cell = value.cell
    switch cell.kind {
    case .text, .decimal, .error:
      let offset = value.offset ?? out.text.count
      if value.offset == nil { out.text.append(contentsOf: value.text) }
      value.offset = offset
      return Cell(
        column: cell.column, kind: cell.kind, flags: cell.flags, style: cell.style,
        offset: offset, length: value.text.count)
    default: return cell
    }
  }
}
