import RowcastTabular

/// Carries the value of merged ranges down and right while the rows go by.
struct MergedFill: Sendable {
  /// Ranges that are not over yet, by their first row.
  private var pending: ArraySlice<CellRange> = []
  private var open: [(range: CellRange, value: Value?)] = []
  /// What the filling has cost so far: cells made, and ranges looked at.
  private(set) var work = 0

  /// More than this is no sheet that a person merged.
  static let workLimit = 1 << 26

  /// The value in a range's first cell, with its text, for it may be needed in later batches.
  private struct Value: Sendable {
    var cell: Cell
    var text: [UInt8]
  }

  init(_ merges: [CellRange] = []) {
    pending = merges.sorted { $0.first < $1.first }[...]
  }

  var isEmpty: Bool { pending.isEmpty && open.isEmpty }

  /// Fills the cells of merged ranges in a batch, also in rows that have no cell at all.
  mutating func fill(_ batch: inout RecordBatch, wanted: (Int) -> Bool) {
    guard !isEmpty else { return }
    var filled = RecordBatch(firstRow: batch.firstRow, dictionary: batch.dictionary)
    filled.text = batch.text
    filled.diagnostics = batch.diagnostics
    for index in 0..<batch.rowCount where work <= Self.workLimit {
      let number = Int(batch.rows[index].number)
      fillBlankRows(before: number - 1, &filled, wanted)
      fillRow(number - 1, batch.cells[batch.cellRange(ofRow: index)], &filled, wanted)
    }
    batch = filled
  }

  /// Rows without cells that a merged range reaches into.
  private mutating func fillBlankRows(
    before row: Int, _ out: inout RecordBatch, _ wanted: (Int) -> Bool
  ) {
    guard let last = out.rows.last else { return }
    var next = Int(last.number)
    while next < row, work <= Self.workLimit,
      open.contains(where: { $0.range.last.row >= next && $0.value != nil })
    {
      fillRow(next, [], &out, wanted)
      next += 1
    }
  }

  private mutating func fillRow(
    _ row: Int, _ cells: ArraySlice<Cell>, _ out: inout RecordBatch, _ wanted: (Int) -> Bool
  ) {
    while let first = pending.first, first.first.row <= row {
      open.append((first, nil))
      pending.removeFirst()
    }
    open.removeAll { $0.range.last.row < row }
    var byColumn: [Int: Cell] = [:]
    for cell in cells { byColumn[Int(cell.column)] = cell }
    for i in open.indices where open[i].range.first.row == row {
      if let cell = byColumn[open[i].range.first.column] {
        open[i].value = Value(cell: cell, text: Self.text(of: cell, in: out))
      }
    }
    work += open.count
    for (range, value) in open {
      guard let value, work <= Self.workLimit else { continue }
      work += range.columnCount
      for column in range.first.column...range.last.column where wanted(column) {
        let isFirst = row == range.first.row && column == range.first.column
        if !isFirst { byColumn[column] = Self.cell(value, column: column, &out) }
      }
    }
    guard !byColumn.isEmpty || !cells.isEmpty else { return }
    out.cells.append(contentsOf: byColumn.values.sorted { $0.column < $1.column })
    out.endRow(number: row + 1)
  }

  private static func text(of cell: Cell, in batch: RecordBatch) -> [UInt8] {
    switch cell.kind {
    case .text, .decimal, .error:
      Array(batch.text[cell.textOffset..<(cell.textOffset + cell.textLength)])
    default: []
    }
  }

  private static func cell(_ value: Value, column: Int, _ out: inout RecordBatch) -> Cell {
    var cell = value.cell
    cell.column = UInt32(truncatingIfNeeded: column)
    switch cell.kind {
    case .text, .decimal, .error:
      let offset = out.text.count
      out.text.append(contentsOf: value.text)
      return Cell(
        column: cell.column, kind: cell.kind, flags: cell.flags, style: cell.style,
        offset: offset, length: value.text.count)
    default: return cell
    }
  }
}
