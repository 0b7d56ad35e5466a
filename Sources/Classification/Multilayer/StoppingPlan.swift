import RowcastLinearAlgebra

/// Which rows are held out to see when to stop, and how long to wait.
struct StoppingPlan {
  let kept: [Int]
  let heldOut: [Int]
  let patience: Int

  /// Rows below which none are held out: a loss on a few dozen rows says little.
  static let fewRows = 500

  init(
    _ stopping: MultilayerPerceptron.Stopping, rows: TrainingRows,
    using generator: inout SeededGenerator
  ) {
    let count = rows.labels.count
    var share = 0.0
    switch stopping {
    case .none: patience = .max
    case .early(let chosen, let wait):
      share = chosen
      patience = wait
    case .automatic:
      share = count >= Self.fewRows ? 0.1 : 0
      patience = share > 0 ? 15 : .max
    }
    var isHeldOut = [Bool](repeating: false, count: count)
    if share > 0 {
      // Of each class the same share, and never its last row.
      var members = [[Int]](repeating: [], count: rows.classCount)
      for (row, label) in rows.labels.enumerated() { members[label].append(row) }
      for var group in members where !group.isEmpty {
        generator.shuffle(&group)
        let taken = min(group.count - 1, Int((share * Double(group.count)).rounded()))
        for row in group.prefix(taken) { isHeldOut[row] = true }
      }
    }
    kept = (0..<count).filter { !isHeldOut[$0] }
    heldOut = (0..<count).filter { isHeldOut[$0] }
  }
}
