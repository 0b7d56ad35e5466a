import RowcastLinearAlgebra
import RowcastMachine

/// The rows that are resampled, and what the statistics need to know of each.
///
/// All rows, up to a cap. Above it each class gives a random part of its rows that stands for the
/// whole class: a row then counts `n / m` times (class rows over sampled rows), and the random
/// counts of a resample are drawn towards 1 by the factor sqrt(m / n), so that the spread is the
/// one that resampling all n rows would have shown. The cost no longer grows with the table.
struct BootstrapSample: Sendable {
  /// Sampled rows by class: class `c` holds `classStarts[c]..<classStarts[c + 1]`.
  var rows: [Int] = []
  var classStarts = [0]
  /// What one drawn copy of a row weighs.
  var weights: [Double] = []
  /// How far counts stray from 1, for each class.
  var scales: [Double] = []
  var predicted: [Int] = []
  var losses: [Double] = []
  var squares: [Double] = []
  /// Sampled rows by descending score; for two classes one ranking, otherwise one for each class.
  var rankings: [Ranking] = []

  struct Ranking: Sendable {
    var target: Int
    var order: [Int32]
    /// Whether the row is the last one with its score.
    var closes: [Bool]
  }

  /// Up to so many rows (times a third of the classes, where there are more than two) all are
  /// resampled.
  static let wholeLimit = 10_000
  /// Of more rows so many are; enough to know the width of an interval to a fiftieth.
  static let sampleSize = 5_000

  /// How many rows to resample.
  static func budget(rows: Int, classCount: Int) -> Int {
    let share = classCount == 2 ? 1 : max(1, classCount / 3)
    return rows * share <= wholeLimit ? rows : max(2_000, sampleSize / share)
  }

  init(_ predictions: Predictions, decision: Decision, positive: Int, seed: UInt64) {
    let classCount = predictions.classCount
    var byClass = Array(repeating: [Int](), count: classCount)
    for (row, label) in predictions.labels.enumerated() { byClass[label].append(row) }
    let budget = BootstrapSample.budget(rows: predictions.count, classCount: classCount)
    let sizes = BootstrapSample.shared(budget, among: byClass.map(\.count))
    var generator = SeededGenerator(seed: seed)
    for (label, all) in byClass.enumerated() {
      var chosen = all
      if sizes[label] < all.count {
        for i in 0..<sizes[label] { chosen.swapAt(i, i + generator.below(all.count - i)) }
        chosen.removeLast(all.count - sizes[label])
        chosen.sort()
      }
      rows += chosen
      classStarts.append(rows.count)
      let share = all.isEmpty ? 1 : Double(sizes[label]) / Double(all.count)
      scales.append(share.squareRoot())
      weights += chosen.map { predictions.weight($0) / share }
    }
    let outcomes = rows.map { row -> (Int, Double, Double) in
      BootstrapSample.outcome(of: row, predictions, decision)
    }
    predicted = outcomes.map(\.0)
    losses = outcomes.map(\.1)
    squares = outcomes.map(\.2)
    rankings = (classCount == 2 ? [positive] : Array(0..<classCount)).map {
      ranking(target: $0, predictions)
    }
  }

  /// How many rows of each class are sampled: small classes whole, the rest shared evenly.
  static func shared(_ budget: Int, among sizes: [Int]) -> [Int] {
    if sizes.reduce(0, +) <= budget { return sizes }
    var result = Array(repeating: 0, count: sizes.count)
    var left = budget
    let order = sizes.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    for (position, label) in order.enumerated() {
      result[label] = min(sizes[label], max(1, left / (order.count - position)))
      left = max(0, left - result[label])
    }
    return result
  }

  private static func outcome(
    of row: Int, _ predictions: Predictions, _ decision: Decision
  ) -> (Int, Double, Double) {
    let p = predictions.probabilities.row(row)
    let truth = p[p.startIndex + predictions.labels[row]]
    var squares = 1 - 2 * truth
    for value in p { squares += value * value }
    return (
      decision.predicted(p), -Elementary.log(min(max(truth, RowSums.clip), 1)), squares
    )
  }

  private func ranking(target: Int, _ predictions: Predictions) -> Ranking {
    var sorted = rows.indices.map {
      RankedRow(sortKey: positiveBits(predictions.probabilities[rows[$0], target]), row: $0)
    }
    radixSort(&sorted)
    sorted.reverse()
    return Ranking(
      target: target, order: sorted.map { Int32($0.row) },
      closes: sorted.indices.map {
        $0 + 1 == sorted.count || sorted[$0].sortKey != sorted[$0 + 1].sortKey
      })
  }
}
