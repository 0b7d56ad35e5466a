public import RowcastLinearAlgebra

/// Deals rows to `count` folds so that each class, and the rows as a whole, differ by at most one
/// row between folds.
///
/// The algorithm is the one of scikit-learn's `StratifiedKFold`: classes are numbered by first
/// appearance and their sorted numbers dealt round robin, which gives each fold's share of each
/// class; the shares are then shuffled over the class's rows.
/// - Parameter labels: one class number for each row, from 0.
/// - Throws: when every class has fewer rows than there are folds.
public func stratifiedFolds(
  labels: [Int], count: Int, generator: inout SeededGenerator
) throws(EvaluationError) -> Split {
  guard !labels.isEmpty else { throw EvaluationError(.noRows) }
  guard count >= 2, count <= labels.count else {
    throw EvaluationError(.folds(count, rows: labels.count))
  }
  let (codes, sizes) = firstAppearanceCodes(labels)
  let largest = sizes.max() ?? 0
  guard largest >= count else {
    throw EvaluationError(.classesSmallerThanFolds(largest: largest, folds: count))
  }
  var shares = Array(repeating: Array(repeating: 0, count: sizes.count), count: count)
  var position = 0
  for (code, size) in sizes.enumerated() {
    for _ in 0..<size {
      shares[position % count][code] += 1
      position += 1
    }
  }
  var blocks: [[Int]] = []
  for code in sizes.indices {
    var block = (0..<count).flatMap { Array(repeating: $0, count: shares[$0][code]) }
    generator.shuffle(&block)
    blocks.append(block)
  }
  var next = Array(repeating: 0, count: sizes.count)
  let assignment = codes.map { code in
    defer { next[code] += 1 }
    return blocks[code][next[code]]
  }
  let small = sizes.count { $0 < count }
  return Split(
    folds: Fold.folds(assignment: assignment, count: count),
    warnings: small == 0 ? [] : [.smallClasses(small, folds: count)])
}

/// Class numbers renumbered by first appearance, and the size of each.
func firstAppearanceCodes(_ labels: [Int]) -> (codes: [Int], sizes: [Int]) {
  var known: [Int: Int] = [:]
  var sizes: [Int] = []
  let codes = labels.map { label in
    let code = known[label] ?? sizes.count
    if code == sizes.count {
      known[label] = code
      sizes.append(0)
    }
    sizes[code] += 1
    return code
  }
  return (codes, sizes)
}
