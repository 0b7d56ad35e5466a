internal import RowcastTabular

/// One column of one batch, ready for its row group.
struct ColumnPart: Sendable {
  /// The rows with a value.
  var present = 0
  var body: Body

  enum Body: Sendable {
    case page(Page)
    /// Texts that repeat: which rows have one, its code, and the texts; the row group has a dictionary of
    /// its own that they are merged into.
    case codes(isPresent: [Bool], codes: [UInt32], texts: StringDictionary)
    /// A value that the column's type cannot hold.
    case misfit
  }
}

/// Where a batch's cells stand, column by column: a counting sort by place.
struct CellsByColumn {
  /// The cells of column `i` are those from `starts[i]` to `starts[i + 1]`.
  private(set) var starts: [Int]
  /// Row and index in the batch of each cell.
  private(set) var cells: [(row: Int32, index: Int32)]

  /// - Parameter places: the place of each source column in the schema; -1 for none.
  init(_ batch: RecordBatch, places: [Int], width: Int) {
    var counts = [Int](repeating: 0, count: width + 1)
    for cell in batch.cells {
      let source = Int(cell.column)
      guard source < places.count, places[source] >= 0, cell.hasValue else { continue }
      counts[places[source] + 1] += 1
    }
    for i in 0..<width { counts[i + 1] += counts[i] }
    starts = counts
    cells = Array(repeating: (0, 0), count: counts[width])
    var next = counts
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        let source = Int(cell.column)
        guard source < places.count, places[source] >= 0, cell.hasValue else { continue }
        let place = places[source]
        cells[next[place]] = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: index))
        next[place] += 1
      }
    }
  }
}

extension Cell {
  /// Whether there is a value: errors and formulas without a result have none.
  var hasValue: Bool { kind != .error && kind != .uncalculated }
}
