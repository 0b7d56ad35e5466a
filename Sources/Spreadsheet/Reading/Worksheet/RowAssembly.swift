import RowcastTabular

/// Where a pass stands between two chunks: what the rows of the next one depend on.
struct PassState: Sendable {
  /// The number of the last row that has a value, from 1.
  var lastRow = 0
  /// The number of the last row, which may be empty or left out: the next one without a number
  /// follows it.
  var lastNumber = 0
  /// The records so far.
  var records = 0
  /// Whether the end of `sheetData` was met.
  var isEnded = false
  var hasToldDisorder = false
}

/// Makes the batch of a chunk from its rows, once it is known where they stand in the sheet.
struct RowAssembly {
  let rows: ClosedRange<Int>
  let limit: Int
  let dictionary: StringDictionary
  let context: ScanContext

  /// Numbers the rows, puts them in order where the sheet did not, and keeps those that are wanted.
  func batch(_ found: borrowing RowCollector, _ state: inout PassState) -> RecordBatch {
    var batch = RecordBatch(firstRow: state.records, dictionary: dictionary)
    guard !state.isEnded else { return batch }
    state.isEnded = found.isEnded
    batch.diagnostics = found.diagnostics
    batch.text = found.text.array()
    if found.isUnordered || !found.strays.isEmpty || startsBefore(state.lastRow, found.rows) {
      assembleUnordered(found, &state, &batch)
    } else if isRegular(found) {
      batch.rows = found.rows
      batch.cells = found.cells
    } else {
      assembleNumbered(found, &state, &batch)
    }
    if let last = batch.rows.last { state.lastRow = max(state.lastRow, Int(last.number)) }
    state.lastNumber =
      found.lastNumber > 0 ? found.lastNumber : state.lastNumber + found.unnumbered
    truncate(&batch, to: limit - state.records)
    state.records += batch.rowCount
    return batch
  }

  private func startsBefore(_ lastRow: Int, _ found: [RecordBatch.Row]) -> Bool {
    found.first.map { $0.number != 0 && $0.number <= lastRow } ?? false
  }

  /// Whether all rows are numbered and wanted; rows outside were left out by the scanner.
  private func isRegular(_ found: borrowing RowCollector) -> Bool {
    !found.hasDerivedNumbers && found.unnumberedPlaces.isEmpty
  }

  /// The numbers of rows; those at the beginning may have none, and follow the last one before.
  private func numbers(_ found: borrowing RowCollector, after last: Int) -> [Int] {
    var numbers = found.rows.map { Int($0.number) }
    for (index, place) in found.unnumberedPlaces.enumerated() where index < numbers.count {
      numbers[index] = last + place
    }
    return numbers
  }

  /// The formulas of a chunk by the places of their cells.
  func formulas(
    _ found: borrowing RowCollector, after last: Int
  ) -> [CellReference: RawCell.Formula] {
    guard !found.formulas.isEmpty else { return [:] }
    let numbers = numbers(found, after: last)
    var placed: [CellReference: RawCell.Formula] = [:]
    for formula in found.formulas {
      let row =
        formula.row != 0
        ? formula.row : formula.ordinal < numbers.count ? numbers[formula.ordinal] : 0
      placed[CellReference(row: row - 1, column: formula.column)] = formula.formula
    }
    return placed
  }

  /// Gathers rows of which some have no number.
  private func assembleNumbered(
    _ found: borrowing RowCollector, _ state: inout PassState, _ batch: inout RecordBatch
  ) {
    let numbers = numbers(found, after: state.lastNumber)
    var start = 0
    for (row, number) in zip(found.rows, numbers) {
      let end = Int(row.end)
      if rows.contains(number) {
        for i in start..<end { batch.cells.append(found.cells[i]) }
        batch.endRow(number: number)
      }
      start = end
    }
    state.lastRow = numbers.last ?? state.lastRow
  }

  /// Sorts rows and cells; of two cells in one place the last one counts.
  private func assembleUnordered(
    _ found: borrowing RowCollector, _ state: inout PassState, _ batch: inout RecordBatch
  ) {
    var placed: [(row: Int, order: Int, cell: Cell)] = []
    var bare: Set<Int> = []
    let numbers = numbers(found, after: state.lastNumber)
    let last = numbers.last ?? state.lastRow
    var start = 0
    for (row, number) in zip(found.rows, numbers) {
      if start == Int(row.end) { bare.insert(number) }
      for i in start..<Int(row.end) { placed.append((number, placed.count, found.cells[i])) }
      start = Int(row.end)
    }
    for stray in found.strays { placed.append((stray.row, placed.count, stray.cell)) }
    placed.sort {
      ($0.row, $0.cell.column, $0.order) < ($1.row, $1.cell.column, $1.order)
    }
    if let first = placed.first, first.row <= state.lastRow, !state.hasToldDisorder {
      state.hasToldDisorder = true
      batch.diagnostics.add(
        Diagnostic(
          kind: .rowOrder,
          message: "rows are not in order; records come as the file has them",
          location: RowcastLocation(row: first.row)))
    }
    var index = 0
    while index < placed.count {
      let row = placed[index].row
      while index < placed.count, placed[index].row == row {
        let cell = placed[index].cell
        index += 1
        if index < placed.count, placed[index].row == row,
          placed[index].cell.column == cell.column
        {
          if rows.contains(row) {
            batch.diagnostics.add(
              Diagnostic(
                kind: .rowOrder,
                message: "this cell stands twice in the sheet; the last one counts",
                location: RowcastLocation(row: row, column: Int(cell.column))))
          }
          continue
        }
        if rows.contains(row) { batch.cells.append(cell) }
      }
      if rows.contains(row) { batch.endRow(number: row) }
    }
    state.lastRow = last
  }

  private func truncate(_ batch: inout RecordBatch, to count: Int) {
    guard batch.rowCount > count else { return }
    batch.rows.removeLast(batch.rowCount - max(0, count))
    batch.cells.removeLast(batch.cells.count - Int(batch.rows.last?.end ?? 0))
  }
}
