/// Whether the last row of a table is the sum of those above it, whatever word names it.
///
/// Sums of doubles in the order of the rows: batches that are cut elsewhere may round otherwise, which is
/// less than what two sums are told apart by.
struct ColumnSums: Sendable {
  /// By column, the sum of all rows but the last; not a number where a value is none that can be added.
  private var sums: [Double] = []
  /// The values of the last row.
  private var values: [(column: Int, value: Double)] = []
  private var isSparse = false
  /// The first column that the last row has something in.
  private var firstColumn = 0
  /// The rows that were added.
  private var count = 0
  /// The last row that has a value, total or not.
  var last = 0
  private var lastAdded = 0

  private static let columnLimit = 512
  /// Rows behind this one are not summed: a table that ends in a sum without a word for it is short.
  private static let rowLimit = 10_000
  private static let tolerance = 1e-9

  /// Adds a row that is no total by its word.
  mutating func add(_ cells: ArraySlice<Cell>, row: Int, isSparse: Bool) {
    if row > Self.rowLimit {
      last = row
      return
    }
    var isBegun = false
    for cell in cells where Int(cell.column) < Self.columnLimit {
      let value: Double
      switch cell.kind {
      case .integer: value = Double(cell.integer)
      case .double: value = cell.double
      case .decimal, .uncalculated, .error: value = .nan
      default: continue
      }
      if !isBegun {
        settle()
        isBegun = true
      }
      values.append((Int(cell.column), value))
    }
    guard isBegun else { return }
    (last, lastAdded) = (row, row)
    self.isSparse = isSparse
    firstColumn = Int(cells.first?.column ?? 0)
    count += 1
  }

  /// Adds rows that come behind all these.
  mutating func merge(_ other: ColumnSums) {
    last = max(last, other.last)
    guard other.count > 0 else { return }
    settle()
    for (column, sum) in other.sums.enumerated() { add(sum, column) }
    values = other.values
    (isSparse, lastAdded, firstColumn) = (other.isSparse, other.lastAdded, other.firstColumn)
    count += other.count
  }

  /// The last row, where its numbers are the sums of those above: several, or one where it has less than
  /// a record.
  var total: (row: Int, column: Int)? {
    guard last == lastAdded, !values.isEmpty else { return nil }
    var matches = 0
    for (column, value) in values {
      let sum = column < sums.count ? sums[column] : 0
      if sum == 0, value == 0 { continue }
      guard value != 0, abs(sum - value) <= Self.tolerance * abs(value) else { return nil }
      matches += 1
    }
    let above = count - 1
    guard (matches > 1 && above > 1) || (matches == 1 && isSparse && above > 2) else { return nil }
    return (last, firstColumn)
  }

  /// Adds what was the last row to the sums.
  private mutating func settle() {
    for (column, value) in values { add(value, column) }
    values.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ value: Double, _ column: Int) {
    if column >= sums.count {
      sums += [Double](repeating: 0, count: column + 1 - sums.count)
    }
    sums[column] += value
  }
}
