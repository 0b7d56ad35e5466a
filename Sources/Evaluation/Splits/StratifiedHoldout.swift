public import RowcastLinearAlgebra

/// Sets aside a share of the rows of each class for validation.
///
/// Each class gives `fraction` of its rows, rounded so that the total is right (largest remainders
/// first); a class of two rows or more keeps at least one row on each side, a class of one row
/// stays in training.
/// - Throws: ``EvaluationError`` for a fraction that is not between 0 and 1, and when no row could
///   be set aside.
public func stratifiedHoldout(
  labels: [Int], fraction: Double, generator: inout SeededGenerator
) throws(EvaluationError) -> Split {
  guard labels.count >= 2 else { throw EvaluationError(.noRows) }
  guard fraction > 0, fraction < 1 else { throw EvaluationError(.fraction(fraction)) }
  let (codes, sizes) = firstAppearanceCodes(labels)
  let wanted = Int((Double(labels.count) * fraction).rounded())
  var taken = sizes.map { Int(Double($0) * fraction) }
  let remainders = sizes.indices.sorted {
    let left = Double(sizes[$0]) * fraction - Double(taken[$0])
    let right = Double(sizes[$1]) * fraction - Double(taken[$1])
    return left == right ? $0 < $1 : left > right
  }
  var open = wanted - taken.reduce(0, +)
  for code in remainders where open > 0 {
    taken[code] += 1
    open -= 1
  }
  for code in sizes.indices {
    taken[code] = sizes[code] < 2 ? 0 : min(max(taken[code], 1), sizes[code] - 1)
  }
  var blocks: [[Bool]] = []
  for code in sizes.indices {
    var block = (0..<sizes[code]).map { $0 < taken[code] }
    generator.shuffle(&block)
    blocks.append(block)
  }
  var next = Array(repeating: 0, count: sizes.count)
  var fold = Fold(training: [], validation: [])
  for (row, code) in codes.enumerated() {
    if blocks[code][next[code]] { fold.validation.append(row) } else { fold.training.append(row) }
    next[code] += 1
  }
  guard !fold.validation.isEmpty else {
    throw EvaluationError(.classesSmallerThanFolds(largest: sizes.max() ?? 0, folds: 2))
  }
  let single = sizes.count { $0 == 1 }
  return Split(
    folds: [fold],
    warnings: single == 0 ? [] : [.singleRows(classes: single)])
}
