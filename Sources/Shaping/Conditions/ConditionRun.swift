import RowcastMachine
import RowcastTabular

/// A condition and the rows of one batch.
struct ConditionRun {
  let condition: BoundCondition
  let batch: RecordBatch
  /// The cell of each column that the condition looks at, in the row at hand; -1 for none.
  private var found: [Int]
  /// Cells of the row that are of another kind than what they are compared with.
  private(set) var unlike: [Int] = []

  init(_ condition: BoundCondition, _ batch: RecordBatch) {
    self.condition = condition
    self.batch = batch
    found = Array(repeating: -1, count: condition.sources.count)
  }

  /// Whether a row meets the condition; nil where that is not known, as a value is missing.
  mutating func holds(row: Int) -> Bool? {
    unlike.removeAll(keepingCapacity: true)
    var slot = 0
    let sources = condition.sources
    for i in found.indices { found[i] = -1 }
    for index in batch.cellRange(ofRow: row) {
      let column = batch.cells[index].column
      while slot < sources.count, sources[slot] < column { slot += 1 }
      if slot == sources.count { break }
      if sources[slot] == column, batch.cells[index].kind != .uncalculated { found[slot] = index }
    }
    return holds(condition.root)
  }

  private mutating func holds(_ test: BoundCondition.Test) -> Bool? {
    switch test {
    case .all(let tests):
      var isKnown = true
      for test in tests {
        switch holds(test) {
        case false?: return false
        case nil: isKnown = false
        case true?: break
        }
      }
      return isKnown ? true : nil
    case .any(let tests):
      var isKnown = true
      for test in tests {
        switch holds(test) {
        case true?: return true
        case nil: isKnown = false
        case false?: break
        }
      }
      return isKnown ? false : nil
    case .not(let test): return holds(test).map { !$0 }
    // An error is no value, whatever is written for it.
    case .isNull(let slot): return found[slot] < 0 || !batch.cells[found[slot]].hasValue
    case .truth(let slot):
      guard found[slot] >= 0 else { return nil }
      let cell = batch.cells[found[slot]]
      return cell.kind == .boolean ? cell.boolean : told([slot])
    case .compare(let slot, let comparison, let literal):
      guard found[slot] >= 0 else { return nil }
      let order = CellOrder.order(of: batch.cells[found[slot]], in: batch, to: literal)
      return order.map { comparison.holds($0) } ?? told([slot], comparison)
    case .compareColumns(let slot, let comparison, let other):
      guard found[slot] >= 0, found[other] >= 0 else { return nil }
      let order = CellOrder.order(
        of: batch.cells[found[slot]], to: batch.cells[found[other]], in: batch)
      return order.map { comparison.holds($0) } ?? told([slot, other], comparison)
    case .isAmong(let slot, let literals):
      guard found[slot] >= 0 else { return nil }
      let cell = batch.cells[found[slot]]
      var isComparable = false
      for literal in literals {
        guard let order = CellOrder.order(of: cell, in: batch, to: literal) else { continue }
        if order == 0 { return true }
        isComparable = true
      }
      return isComparable ? false : told([slot], .equal)
    }
  }

  /// Keeps the first of these cells as one of another kind. Values of different kinds are not equal, and
  /// have no order; an error is no value, and decides nothing.
  private mutating func told(_ slots: [Int], _ comparison: Comparison? = nil) -> Bool? {
    if let cell = slots.first.map({ found[$0] }), !unlike.contains(cell) { unlike.append(cell) }
    guard slots.allSatisfy({ batch.cells[found[$0]].hasValue }) else { return nil }
    switch comparison {
    case .equal?: return false
    case .unequal?: return true
    default: return nil
    }
  }
}
