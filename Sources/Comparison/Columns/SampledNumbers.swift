internal import RowcastLinearAlgebra

/// The numbers of some columns in all rows, or in a sample of them when they are many: the same
/// however the file is cut into batches.
struct SampledNumbers: Sendable {
  /// The columns that are looked at.
  let columns: [Int]
  /// The rows that are kept have at least this level.
  private(set) var level = 0
  /// The rows that are kept.
  private var rows: [Int] = []
  /// Row by row, a number for each column; NaN where there is none.
  private var values: [Double] = []
  private let limit: Int

  init(columns: [Int], limit: Int) {
    self.columns = columns
    self.limit = limit
  }

  /// Each level is as frequent as all above it together.
  static func level(ofRow row: Int) -> Int {
    SplitMix64.mixed(UInt64(truncatingIfNeeded: row) &* SplitMix64.step).trailingZeroBitCount
  }

  /// Takes the rows of a batch that have a high enough level.
  /// - Parameter start: the rows before the batch.
  mutating func add(_ sampled: [Int], _ numbers: [Double], from start: Int) {
    guard !columns.isEmpty else { return }
    for (index, row) in sampled.enumerated() where Self.level(ofRow: start + row) >= level {
      rows.append(start + row)
      values.append(contentsOf: numbers[(index * columns.count)..<((index + 1) * columns.count)])
    }
    while rows.count > limit { raiseLevel() }
  }

  private mutating func raiseLevel() {
    level += 1
    let (oldRows, oldValues) = (rows, values)
    (rows, values) = ([], [])
    for (index, row) in oldRows.enumerated() where Self.level(ofRow: row) >= level {
      rows.append(row)
      values.append(contentsOf: oldValues[(index * columns.count)..<((index + 1) * columns.count)])
    }
  }

  /// The numbers of a column, in ascending order.
  func sorted(_ column: Int) -> [Double] {
    guard let place = columns.firstIndex(of: column) else { return [] }
    return rows.indices.map { values[$0 * columns.count + place] }.filter { !$0.isNaN }.sorted()
  }
}
