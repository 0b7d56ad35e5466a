internal import RowcastTabular

/// Finds running numbers of rows that stand in the order of their classes.
enum RunningNumber {
  /// The fewest rows from which an order can be told from chance.
  static let fewestRows = 20

  /// How much rarer the class changes from row to row than by chance, 0 to 1, when the values are
  /// whole, unique and grow or fall all the way; nil else, and when the order may be chance.
  static func following(_ values: [Double], codes: [UInt32], classCount: Int) -> Double? {
    let rows = values.indices.filter { codes[$0] < UInt32(classCount) }
    guard rows.count >= fewestRows, isRunning(values, rows) else { return nil }
    var counts = [Double](repeating: 0, count: classCount)
    var changes = 0.0
    for (i, row) in rows.enumerated() {
      counts[Int(codes[row])] += 1
      if i > 0, codes[row] != codes[rows[i - 1]] { changes += 1 }
    }
    let all = Double(rows.count)
    let same = counts.reduce(0) { $0 + ($1 / all) * ($1 / all) }
    let expected = (all - 1) * (1 - same)
    guard expected > 0 else { return nil }
    let missing = expected - changes
    guard changes < expected / 2, missing > 4 * expected.squareRoot() * same.squareRoot() else {
      return nil
    }
    return missing / expected
  }

  private static func isRunning(_ values: [Double], _ rows: [Int]) -> Bool {
    let rises = values[rows[1]] > values[rows[0]]
    for (i, row) in rows.enumerated() {
      let value = values[row]
      guard value.isFinite, value == value.rounded() else { return false }
      guard i > 0 else { continue }
      let before = values[rows[i - 1]]
      guard rises ? value > before : value < before else { return false }
    }
    // Gaps are allowed as in a sample of rows, but prices and years are no running numbers.
    let span = abs(values[rows[rows.count - 1]] - values[rows[0]]) + 1
    return Double(rows.count) >= 0.2 * span
  }
}
