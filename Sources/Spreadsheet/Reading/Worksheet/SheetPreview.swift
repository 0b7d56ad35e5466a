import RowcastTabular

/// The first rows of a sheet, kept to find its header and its columns.
struct SheetPreview: Sendable {
  struct Row: Sendable {
    /// From 1.
    var number: Int
    var cells: [Cell]
    /// How many cells have something in them.
    var filledCount: Int
    /// Where the texts of the cells are.
    fileprivate var batch: SharedBatch

    /// The text of a cell as a column name would have it.
    func text(of cell: Cell) -> String { CellText.string(of: cell, in: batch.value) }

    /// The text of a cell as far as it can tell names from values.
    func beginning(of cell: Cell) -> String {
      CellText.beginning(of: cell, in: batch.value, bytes: HeadCell.textLimit)
    }

    /// Whether a cell has nothing in it, or white space.
    func isBlank(_ cell: Cell) -> Bool { CellText.isBlank(cell, in: batch.value) }
  }

  /// One batch for all its rows.
  fileprivate final class SharedBatch: Sendable {
    let value: RecordBatch
    init(_ value: RecordBatch) { self.value = value }
  }

  var rows: [Row] = []
  /// What could not be kept of the first rows.
  var diagnostics: [Diagnostic] = []
  /// Whether these are all rows of the sheet.
  var isComplete = true

  static let rowCount = 100

  /// Whether there is nothing at all in the rows that were asked for.
  var isBlank: Bool { isComplete && rows.allSatisfy { $0.filledCount == 0 } }

  /// Whether any value of the rows is what a formula was when it was calculated last.
  var hasFormulas: Bool {
    rows.contains { $0.cells.contains { $0.flags.contains(.formula) && $0.kind != .uncalculated } }
  }

  /// Reads the first rows of a pass.
  init(_ pass: SheetPass) throws {
    var pass = pass
    // How values are given does not say which row is the header.
    pass.dates = .iso
    pass.chunkSize = 1 << 16
    pass.limit = Self.rowCount + 1
    // What names the columns does not depend on how their values are given.
    pass.dates = .iso
    var found: [Row] = []
    var told: [Diagnostic] = []
    try pass.mapBatches(
      { (Self.rows(of: $0), $0.diagnostics.kept) },
      inOrder: { rows, diagnostics in
        found += rows
        told += diagnostics
        return true
      })
    diagnostics = told
    isComplete = found.count <= Self.rowCount
    rows = Array(found.prefix(Self.rowCount))
  }

  private static func rows(of batch: RecordBatch) -> [Row] {
    let shared = SharedBatch(batch)
    return (0..<batch.rowCount).map { index in
      let cells = Array(batch.cells[batch.cellRange(ofRow: index)])
      return Row(
        number: Int(batch.rows[index].number), cells: cells,
        filledCount: cells.reduce(0) { $0 + (CellText.isBlank($1, in: batch) ? 0 : 1) },
        batch: shared)
    }
  }
}

extension SheetPreview.Row {
  func cell(inColumn column: Int) -> Cell? { place(ofColumn: column).map { cells[$0] } }

  /// Cells are in the order of their columns.
  private func place(ofColumn column: Int) -> Int? {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if Int(cells[middle].column) < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && Int(cells[low].column) == column ? low : nil
  }

  static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.isBlank) }
}

extension Cell {
  /// Whether the cell holds words, not a value that could be computed with.
  var isText: Bool { kind == .text || kind == .sharedText }
}
