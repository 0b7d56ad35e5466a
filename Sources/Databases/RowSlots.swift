internal import RowcastTabular

/// The cells of one row by the columns of the table.
struct RowSlots {
  private let places: ColumnPlaces
  /// The index of the cell in the batch of each column; -1 where there is no value.
  private(set) var cells: [Int]

  init(_ places: ColumnPlaces, width: Int) {
    self.places = places
    cells = Array(repeating: -1, count: width)
  }

  mutating func fill(_ batch: RecordBatch, row: Int) {
    for i in cells.indices { cells[i] = -1 }
    for index in batch.cellRange(ofRow: row) {
      if let place = places.place(of: batch.cells[index]) { cells[place] = index }
    }
  }
}

extension RecordBatch {
  /// Lends the bytes of a cell's text as it is written everywhere.
  func withText<R>(of cell: Cell, _ body: (Span<UInt8>) -> R) -> R {
    switch cell.kind {
    case .text, .decimal:
      if let range = textRange(of: cell) { return body(text.span.extracting(range)) }
    case .sharedText:
      if let range = dictionary.range(of: cell.code) {
        let bytes = dictionary.bytes
        return body(bytes.span.extracting(range))
      }
    default: break
    }
    var buffer = OutputBytes(capacity: 64)
    CellText.append(cell, of: self, to: &buffer)
    return body(buffer.bytes)
  }
}
