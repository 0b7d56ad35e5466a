internal import RowcastTabular

/// One column of one batch, ready for its row group.
struct ColumnPart: Sendable {
  /// The rows with a value.
  var present = 0
  var body: Body

  /// About the bytes that it takes in a file.
  var byteCount: Int {
    switch body {
    case .page(let page): page.bytes.count
    case .values(let isPresent, let bytes): isPresent.count + bytes.count
    case .codes(_, let codes, let texts): codes.count + texts.bytes.count
    case .missing, .misfit: 0
    }
  }

  enum Body: Sendable {
    /// No row has a value.
    case missing
    case page(Page)
    /// Which rows have a value, and the values, where they are too few for a page of their own: truth
    /// values a byte each.
    case values(isPresent: [Bool], bytes: [UInt8])
    /// Texts that repeat: which rows have one, its code, and the texts; the row group has a dictionary of
    /// its own that they are merged into.
    case codes(isPresent: [Bool], codes: [UInt32], texts: StringDictionary)
    /// A value that the column's type cannot hold; the first one.
    case misfit(UnfitValue)
  }
}

/// A batch's cells, column by column: a counting sort by place.
///
/// The cells themselves are moved, since a batch is larger than the nearest caches: to look every
/// column's cells up where they stand, row by row, would wait for memory once for each of them.
struct CellsByColumn {
  /// The cells of column `i` are those from `starts[i]` to `starts[i + 1]`.
  private(set) var starts: [Int]
  /// Each cell with its row in the batch.
  private(set) var cells: [(row: Int32, cell: Cell)]

  init(_ batch: RecordBatch, places: ColumnPlaces, width: Int) {
    let columns = places.places(of: batch.cells)
    var counts = [Int](repeating: 0, count: width + 1)
    for column in columns where column >= 0 { counts[Int(column) + 1] += 1 }
    for i in 0..<width { counts[i + 1] += counts[i] }
    starts = counts
    cells = Array(
      repeating: (0, Cell(column: 0, kind: .uncalculated, flags: .none, payload: 0)),
      count: counts[width])
    var next = counts
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let column = Int(columns[index])
        guard column >= 0 else { continue }
        cells[next[column]] = (Int32(truncatingIfNeeded: row), batch.cells[index])
        next[column] += 1
      }
    }
  }
}
