public import RowcastLinearAlgebra
import RowcastMachine

/// What a classifier said of some rows, and what is true of them.
public struct Predictions: Sendable {
  /// The classes in the order of the model: column `k` of the probabilities is class `k`.
  public let classes: [String]
  /// One row for each judged row, one column for each class.
  public let probabilities: Matrix
  /// The true class of each row, in `0..<classes.count`.
  public let labels: [Int]
  /// How much each row counts; nil where each counts 1.
  public let weights: [Double]?

  /// - Throws: ``EvaluationError`` when lengths differ, a label is unknown, a probability is not in
  ///   0...1 or the weights are negative or all zero.
  public init(
    classes: [String], probabilities: Matrix, labels: [Int], weights: [Double]? = nil
  ) throws(EvaluationError) {
    guard classes.count >= 2 else { throw EvaluationError(.tooFewClasses(classes.count)) }
    guard !labels.isEmpty else { throw EvaluationError(.noRows) }
    try expect("probabilities", probabilities.rows, labels.count)
    try expect("columns of probabilities", probabilities.columns, classes.count)
    if let weights { try expect("weights", weights.count, labels.count) }
    self.classes = classes
    self.probabilities = probabilities
    self.labels = labels
    self.weights = weights
    try validate()
  }

  /// The number of rows.
  public var count: Int { labels.count }
  /// The number of classes.
  public var classCount: Int { classes.count }

  /// How much row `row` counts.
  @inlinable
  public func weight(_ row: Int) -> Double { weights.map { $0[row] } ?? 1 }

  /// The given rows, in that order.
  /// - Throws: ``EvaluationError`` for a row that is not there, and when no row, or no weight above
  ///   0, is left.
  public func selecting(_ rows: [Int]) throws(EvaluationError) -> Predictions {
    for row in rows where row < 0 || row >= count { throw EvaluationError(.noRow(row, of: count)) }
    return try Predictions(
      classes: classes, probabilities: probabilities.selecting(trusted: rows),
      labels: rows.map { labels[$0] }, weights: weights.map { all in rows.map { all[$0] } })
  }

  /// The same rows with other probabilities, such as calibrated ones.
  /// - Throws: ``EvaluationError`` for another number of rows or classes, or a number that is no
  ///   probability.
  public func replacing(probabilities: Matrix) throws(EvaluationError) -> Predictions {
    try Predictions(
      classes: classes, probabilities: probabilities, labels: labels, weights: weights)
  }

  /// Several sets of predictions of one model as one, such as those of all folds.
  /// - Throws: ``EvaluationError`` when there are none, or when they do not fit each other.
  public static func pooled(_ parts: [Predictions]) throws(EvaluationError) -> Predictions {
    guard let first = parts.first else { throw EvaluationError(.noRows) }
    for part in parts {
      try expect("classes of a fold", part.classCount, first.classCount)
    }
    let values = parts.flatMap(\.probabilities.values)
    let labels = parts.flatMap(\.labels)
    let isWeighted = parts.contains { $0.weights != nil }
    return try Predictions(
      classes: first.classes,
      probabilities: Matrix(trusted: labels.count, columns: first.classCount, values: values),
      labels: labels,
      weights: isWeighted
        ? parts.flatMap { $0.weights ?? Array(repeating: 1, count: $0.count) } : nil)
  }

  /// As ``pooled(_:)``; rows that several parts have judged, as in repeated cross-validation, count once,
  /// with the mean of their probabilities.
  /// - Parameter rows: for each part, which row of the table each of its rows is.
  public static func pooled(
    _ parts: [Predictions], rows: [[Int]]
  ) throws(EvaluationError) -> Predictions {
    let all = try pooled(parts)
    let places = rows.flatMap { $0 }
    try expect("rows", places.count, all.count)
    var first: [Int: Int] = [:]
    var kept: [Int] = []
    var times: [Double] = []
    var probabilities: [Double] = []
    for (index, place) in places.enumerated() {
      if let known = first[place] {
        times[known] += 1
        for k in 0..<all.classCount {
          probabilities[known * all.classCount + k] += all.probabilities[index, k]
        }
      } else {
        first[place] = kept.count
        kept.append(index)
        times.append(1)
        for k in 0..<all.classCount { probabilities.append(all.probabilities[index, k]) }
      }
    }
    guard kept.count < all.count else { return all }
    for index in probabilities.indices { probabilities[index] /= times[index / all.classCount] }
    return try all.selecting(kept).replacing(
      probabilities: Matrix(trusted: kept.count, columns: all.classCount, values: probabilities))
  }

  /// The number of rows of one weight that tell as much: (Σw)² / Σw² (Kish 1965).
  var effectiveCount: Double {
    guard let weights else { return Double(count) }
    let sum = weights.reduce(0, +)
    return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
  }

  /// Rows handled at once by one thread; fixed, so that sums do not depend on the thread count.
  static let chunkSize = 16384

  private func validate() throws(EvaluationError) {
    let failures = mapChunks(of: count, size: Predictions.chunkSize) { _, rows in
      firstFailure(in: rows)
    }
    for case let failure? in failures { throw failure }
    guard let weights else { return }
    if weights.reduce(0, +) <= 0 { throw EvaluationError(.weight(0)) }
  }

  private func firstFailure(in rows: Range<Int>) -> EvaluationError? {
    for row in rows {
      if labels[row] < 0 || labels[row] >= classCount {
        return EvaluationError(.label(labels[row], classes: classCount), row: row)
      }
      if let weights, !(weights[row] >= 0 && weights[row].isFinite) {
        return EvaluationError(.weight(weights[row]), row: row)
      }
    }
    // One part in 10^9 above 1 is rounding; a classifier's mistake is larger.
    let values = probabilities.values
    for i in (rows.lowerBound * classCount)..<(rows.upperBound * classCount)
    where !(values[i] >= 0 && values[i] <= 1 + 1e-9) {
      return EvaluationError(.probability(values[i]), row: i / classCount)
    }
    return nil
  }
}

private func expect(_ what: String, _ found: Int, _ expected: Int) throws(EvaluationError) {
  guard found == expected else {
    throw EvaluationError(.lengths(what: what, found: found, expected: expected))
  }
}
