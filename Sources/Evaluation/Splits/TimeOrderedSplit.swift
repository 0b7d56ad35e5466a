/// Learns from the past and judges on what came later: the last `fraction` of the rows validate.
///
/// Rows of the same moment stay on the same side. Rows whose moment is unknown (NaN) are used for
/// training.
/// - Parameter order: one moment for each row; nil takes the rows in the order they stand.
/// - Throws: ``EvaluationError`` for a fraction that is not between 0 and 1, and when all rows are
///   of one time.
public func timeOrderedHoldout(
  rowCount: Int, order: [Double]? = nil, fraction: Double
) throws(EvaluationError) -> Split {
  guard rowCount >= 2 else { throw EvaluationError(.noRows) }
  guard fraction > 0, fraction < 1 else { throw EvaluationError(.fraction(fraction)) }
  let sorted = try chronological(rowCount: rowCount, order: order)
  let validation = min(max(1, Int((Double(rowCount) * fraction).rounded())), rowCount - 1)
  let cut = boundary(near: rowCount - validation, sorted: sorted, order: order)
  guard cut > 0, cut < rowCount else { throw EvaluationError(.folds(2, rows: 1)) }
  return Split(folds: [
    Fold(training: sorted[..<cut].sorted(), validation: sorted[cut...].sorted())
  ])
}

/// Folds with a growing past: fold `i` learns from all rows before its own stretch of time.
///
/// The rows are cut into `count + 1` stretches; the first only trains.
/// - Throws: ``EvaluationError`` for fewer than two folds, or as many as there are rows.
public func expandingTimeFolds(
  rowCount: Int, order: [Double]? = nil, count: Int
) throws(EvaluationError) -> Split {
  guard count >= 2, count < rowCount else { throw EvaluationError(.folds(count, rows: rowCount)) }
  let sorted = try chronological(rowCount: rowCount, order: order)
  let cuts = (1...(count + 1)).map { part in
    part > count
      ? rowCount : boundary(near: rowCount * part / (count + 1), sorted: sorted, order: order)
  }
  var folds: [Fold] = []
  for (start, end) in zip(cuts, cuts.dropFirst()) where start > 0 && end > start {
    folds.append(
      Fold(training: sorted[..<start].sorted(), validation: sorted[start..<end].sorted()))
  }
  let lost = count - folds.count
  return Split(
    folds: folds,
    warnings: lost == 0
      ? [] : [.foldsDropped(lost, of: count)])
}

private func chronological(
  rowCount: Int, order: [Double]?
) throws(EvaluationError) -> [Int] {
  guard let order else { return Array(0..<rowCount) }
  guard order.count == rowCount else {
    throw EvaluationError(.lengths(what: "order", found: order.count, expected: rowCount))
  }
  let keys = order.map { $0.isNaN ? -Double.infinity : $0 }
  return (0..<rowCount).sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
}

/// The place nearest to `position` that does not part rows of one moment.
private func boundary(near position: Int, sorted: [Int], order: [Double]?) -> Int {
  guard let order else { return position }
  func isInside(_ place: Int) -> Bool {
    guard place > 0, place < sorted.count else { return false }
    let (before, after) = (order[sorted[place - 1]], order[sorted[place]])
    return before == after || (before.isNaN && after.isNaN)
  }
  for distance in 0...sorted.count {
    if position - distance > 0, !isInside(position - distance) { return position - distance }
    if position + distance < sorted.count, !isInside(position + distance) {
      return position + distance
    }
  }
  return sorted.count
}
