internal import RowcastMachine
internal import RowcastTabular

/// The hashes of the values of some columns, row by row.
struct ValueHashes: Sendable {
  /// A column by its place in the source; nil for one that the table does not have.
  typealias Column = (source: Int?, reading: ValueBytes.Reading)

  /// For each column of the source its place among the chosen ones, or -1.
  private let slots: [Int]
  private let readings: [ValueBytes.Reading]
  /// Whether an empty text counts as no value.
  private let passesBlanks: Bool

  init(_ columns: [Column], passesBlanks: Bool = false) {
    let last = columns.compactMap(\.source).max() ?? -1
    var slots = [Int](repeating: -1, count: max(0, last + 1))
    for (slot, column) in columns.enumerated() {
      if let source = column.source, slots.indices.contains(source) { slots[source] = slot }
    }
    self.slots = slots
    self.passesBlanks = passesBlanks
    readings = columns.map(\.reading)
  }

  /// For each row of a batch a hash for each column; 0 where there is no value.
  func rows(of batch: RecordBatch) -> [[UInt64]] {
    var bytes: [UInt8] = []
    return (0..<batch.rowCount).map { row in
      var hashes = [UInt64](repeating: 0, count: readings.count)
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        guard Int(cell.column) < slots.count, case let slot = slots[Int(cell.column)], slot >= 0
        else { continue }
        bytes.removeAll(keepingCapacity: true)
        ValueBytes.append(cell, of: batch, as: readings[slot], to: &bytes)
        // The first byte is the kind.
        if passesBlanks, bytes.count < 2 { continue }
        hashes[slot] = max(1, StringInterner.hash(bytes.span))
      }
      return hashes
    }
  }

  /// One hash of several.
  static func joined(_ hashes: some Sequence<UInt64>) -> UInt64 {
    hashes.reduce(0) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29) }
  }
}
