public import RowcastLinearAlgebra

/// Deals whole groups to folds, so that no group is both learned from and judged on, keeping the
/// class shares of the folds as even as the groups allow.
///
/// The greedy rule of scikit-learn's `StratifiedGroupKFold`: groups in order of how uneven their
/// class counts are, each to the fold where the standard deviation of the class shares over the
/// folds becomes smallest; ties go to the fold of fewest rows.
/// - Parameter groups: one group number for each row.
/// - Throws: ``EvaluationError`` without rows, for lengths that differ, and for fewer groups than
///   folds.
public func stratifiedGroupFolds(
  labels: [Int], groups: [Int], count: Int, generator: inout SeededGenerator
) throws(EvaluationError) -> Split {
  guard !labels.isEmpty else { throw EvaluationError(.noRows) }
  guard groups.count == labels.count else {
    throw EvaluationError(.lengths(what: "groups", found: groups.count, expected: labels.count))
  }
  guard count >= 2, count <= labels.count else {
    throw EvaluationError(.folds(count, rows: labels.count))
  }
  let (codes, sizes) = firstAppearanceCodes(labels)
  let (groupCodes, groupSizes) = firstAppearanceCodes(groups)
  guard groupSizes.count >= count else {
    throw EvaluationError(.groupsFewerThanFolds(groups: groupSizes.count, folds: count))
  }
  let place = deal(
    counts: classCounts(of: groupCodes, groups: groupSizes.count, codes: codes, sizes: sizes),
    sizes: sizes, folds: count, generator: &generator)
  let split = Split(folds: Fold.folds(assignment: groupCodes.map { place[$0] }, count: count))
  return split
}

/// Sets aside whole groups that together hold about `fraction` of the rows.
/// - Throws: ``EvaluationError`` for a fraction that is not between 0 and 1, or when the groups
///   cannot be dealt.
public func stratifiedGroupHoldout(
  labels: [Int], groups: [Int], fraction: Double, generator: inout SeededGenerator
) throws(EvaluationError) -> Split {
  guard fraction > 0, fraction < 1 else { throw EvaluationError(.fraction(fraction)) }
  // As many folds as the share goes into the whole; the first one is held out.
  let count = max(2, min(labels.count, Int((1 / fraction).rounded())))
  let split = try stratifiedGroupFolds(
    labels: labels, groups: groups, count: count, generator: &generator)
  return Split(folds: Array(split.folds.prefix(1)), warnings: split.warnings)
}

private func classCounts(
  of groupCodes: [Int], groups: Int, codes: [Int], sizes: [Int]
) -> [[Int]] {
  var counts = Array(repeating: Array(repeating: 0, count: sizes.count), count: groups)
  for (row, group) in groupCodes.enumerated() { counts[group][codes[row]] += 1 }
  return counts
}

/// The fold of each group.
private func deal(
  counts: [[Int]], sizes: [Int], folds: Int, generator: inout SeededGenerator
) -> [Int] {
  var order = Array(counts.indices)
  generator.shuffle(&order)
  let unevenness = counts.map { variance($0.map(Double.init)) }
  let rank = order.enumerated().sorted {
    let (left, right) = (unevenness[$0.element], unevenness[$1.element])
    return left == right ? $0.offset < $1.offset : left > right
  }.map(\.element)
  var filled = Array(repeating: Array(repeating: 0.0, count: sizes.count), count: folds)
  var rows = Array(repeating: 0, count: folds)
  var place = Array(repeating: 0, count: counts.count)
  for group in rank {
    var best = (fold: 0, spread: Double.infinity, rows: Int.max)
    for fold in 0..<folds {
      var spread = 0.0
      for code in sizes.indices {
        spread += variance(
          (0..<folds).map {
            (filled[$0][code] + ($0 == fold ? Double(counts[group][code]) : 0))
              / Double(sizes[code])
          }
        ).squareRoot()
      }
      let tie = (spread - best.spread).magnitude <= 1e-12
      if (!tie && spread < best.spread) || (tie && rows[fold] < best.rows) {
        best = (fold, spread, rows[fold])
      }
    }
    place[group] = best.fold
    for code in sizes.indices { filled[best.fold][code] += Double(counts[group][code]) }
    rows[best.fold] += counts[group].reduce(0, +)
  }
  return place
}

private func variance(_ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(max(1, values.count))
  return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
}
