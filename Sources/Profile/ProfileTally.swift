internal import RowcastLinearAlgebra
package import RowcastTabular

/// What is counted of a table, in memory that does not grow with its rows: tallies of batches, made
/// on any thread, are merged in their order.
///
///     let counter = ProfileCounter(schema, plan: plan)
///     var tally = counter.empty
///     try source.mapBatches({ counter.tally($0) }) { counter.merge($0, into: &tally); return true }
public struct ProfileTally: Sendable {
  /// The rows.
  public private(set) var rowCount = 0
  /// By column.
  package private(set) var columns: [ColumnTally]
  /// The rows that look like totals.
  package private(set) var totals: [TotalRows.Row] = []
  /// The different rows.
  private(set) var rows: DistinctSketch
  /// The rows that differ by more than spelling and identifiers, marked by the whole row.
  private(set) var alike: DistinctSketch
  /// By guess of the plan.
  private(set) var functions: [FunctionTally]

  init(columns: [ColumnTally], rows: DistinctSketch, functions: [FunctionTally]) {
    self.columns = columns
    self.rows = rows
    alike = rows
    self.functions = functions
  }

  /// Adds the rows of another part, which come behind all these.
  public mutating func merge(_ other: ProfileTally) {
    rowCount += other.rowCount
    for index in columns.indices { columns[index].merge(other.columns[index]) }
    rows.merge(other.rows)
    alike.merge(other.alike)
    for index in functions.indices { functions[index].merge(other.functions[index]) }
    totals += other.totals
  }

  mutating func count(
    _ batch: RecordBatch, places: [Int], plan: ProfilePlan?, hints: ProfileHints.State
  ) {
    rowCount = batch.rowCount
    totals = TotalRows.rows(in: batch)
    for index in columns.indices { columns[index].begin(hints.columns[index]) }
    if let plan {
      rows = DistinctSketch(capacity: rows.capacity, level: hints.rows)
      alike = DistinctSketch(capacity: alike.capacity, level: hints.alike)
      count(batch, places: places, plan)
    } else {
      for row in 0..<batch.rowCount {
        let number = batch.rows[row].number
        for index in batch.cellRange(ofRow: row) {
          let cell = batch.cells[index]
          guard let column = Self.place(cell, places) else { continue }
          _ = columns[column].add(cell, in: batch, row: number, folds: false)
        }
      }
    }
    for index in columns.indices { columns[index].close(hints.columns[index]) }
  }

  private mutating func count(_ batch: RecordBatch, places: [Int], _ plan: ProfilePlan) {
    var hashes = [UInt64](repeating: 0, count: columns.count)
    for row in 0..<batch.rowCount {
      let number = batch.rows[row].number
      var whole: UInt64 = 0x9E6C_63D0_676A_9A99
      var alike = whole
      let range = batch.cellRange(ofRow: row)
      for index in range {
        let cell = batch.cells[index]
        guard let column = Self.place(cell, places) else { continue }
        let names = plan.identifiers[column]
        let found = columns[column].add(cell, in: batch, row: number, folds: !names)
        hashes[column] = found.whole
        let salt = UInt64(column) &* SplitMix64.step
        whole = SplitMix64.mixed(whole ^ found.whole &+ salt)
        if !names { alike = SplitMix64.mixed(alike ^ found.folded &+ salt) }
      }
      rows.add(whole, mark: UInt64(number), row: number)
      self.alike.add(alike, mark: whole, row: number)
      for (index, guess) in plan.guesses.enumerated() {
        let (from, to) = (hashes[guess.from], hashes[guess.to])
        if from != 0, to != 0 { functions[index].add(from, to, row: number) }
      }
      guard !plan.guesses.isEmpty else { continue }
      for index in range {
        if let column = Self.place(batch.cells[index], places) { hashes[column] = 0 }
      }
    }
  }

  /// The place of a cell's column; nil where it is none of the schema's.
  @inline(__always)
  private static func place(_ cell: Cell, _ places: [Int]) -> Int? {
    guard Int(cell.column) < places.count else { return nil }
    let place = places[Int(cell.column)]
    return place >= 0 ? place : nil
  }
}
