extension RecordBatch {
  /// The column of cells that hold a record as it stands in the source, for whoever asked for it: beyond all
  /// columns of the schema.
  package static let recordColumn = UInt32.max

  /// Takes the cells of ``recordColumn`` out.
  /// - Returns: for each row its record; nil where it has none.
  package mutating func takeRecords() -> [Cell?] {
    var records = [Cell?](repeating: nil, count: rowCount)
    var kept: [Cell] = []
    kept.reserveCapacity(cells.count)
    for row in records.indices {
      for index in cellRange(ofRow: row) {
        if cells[index].column == Self.recordColumn {
          records[row] = cells[index]
        } else {
          kept.append(cells[index])
        }
      }
    }
    guard kept.count < cells.count else { return records }
    var taken = 0
    for row in records.indices {
      if records[row] != nil { taken += 1 }
      rows[row].end -= UInt32(clamping: min(taken, Int(rows[row].end)))
    }
    cells = kept
    return records
  }
}
