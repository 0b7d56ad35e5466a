import RowcastLinearAlgebra
import RowcastMachine

/// What chance alone does to the figures at this number of rows: a verdict that chance can explain is
/// none.
public struct Chance: Sendable, Hashable, Codable {
  /// The mean of ``Scores/calibrationError`` for probabilities that are exactly right: labels drawn
  /// by the probabilities themselves (the consistency resampling of Bröcker and Smith, 2007).
  public var calibrationError: Double
  /// What that error stays below in 95 % of the draws.
  public var calibrationLimit: Double
  /// How far the mean log-loss is below that of always giving the class shares: 90 % interval of
  /// resamples of the rows, each with both losses; its lower end is met with 95 % confidence.
  public var gain: Interval
  /// The share of random orders of the true classes that have a log-loss as low: the p-value of a
  /// permutation test, of at most 1,000 rows.
  public var permuted: Double

  /// Whether it is beyond chance that the probabilities say more than the class shares.
  public var isBetterThanGuessing: Bool { gain.lower > 0 && permuted <= 0.05 }

  /// Whether probabilities that are exactly right can show this calibration error.
  public func explains(calibrationError error: Double) -> Bool { error <= calibrationLimit }
}

extension Chance {
  /// Of so many rows each is drawn; of more, what is left of a bin is drawn as a normal variable.
  private static let drawnRows = 5_000
  private static let draws = 400
  private static let resampledRows = 2_000
  private static let permutedRows = 1_000
  private static let permutations = 999

  /// - Parameter shares: what guessing gives each class.
  init(_ predictions: Predictions, shares: [Double], seed: UInt64) {
    let errors = Self.calibrationErrors(predictions, seed: seed)
    calibrationError = errors.reduce(0, +) / Double(max(1, errors.count))
    calibrationLimit = percentile(errors.sorted(), 0.95)
    gain = Self.gain(predictions, shares: shares, seed: seed)
    permuted = Self.permuted(predictions, seed: seed)
  }

  private static func random(_ seed: UInt64, _ number: Int) -> SeededGenerator {
    SeededGenerator(
      seed: seed &+ 0xD1B5_4A32_D192_ED03 &* UInt64(truncatingIfNeeded: number + 1))
  }

  private static func logLoss(_ probability: Double) -> Double {
    -Elementary.log(min(max(probability, RowSums.clip), 1))
  }

  /// The calibration errors of draws in which each row is right as often as its confidence says.
  private static func calibrationErrors(_ predictions: Predictions, seed: UInt64) -> [Double] {
    let rows = (0..<predictions.count).map { row in
      (0..<predictions.classCount).reduce(0) { max($0, predictions.probabilities[row, $1]) }
    }
    if predictions.count <= drawnRows {
      return mapChunks(of: draws, size: 20) { _, range in
        range.map { draw in
          var generator = random(seed, draw)
          var bins = BinSums(count: RowSums.calibrationBins)
          for (row, p) in rows.enumerated() {
            bins.add(p, outcome: generator.uniform() < p ? 1 : 0, weight: predictions.weight(row))
          }
          return bins.expectedError
        }
      }.flatMap { $0 }
    }
    var spread = BinSums(count: RowSums.calibrationBins)
    for (row, p) in rows.enumerated() {
      let weight = predictions.weight(row)
      spread.add(p, outcome: weight * p * (1 - p), weight: weight)
    }
    let total = spread.weight.reduce(0, +)
    return (0..<draws).map { draw in
      var generator = random(seed, draw)
      // The outcomes' variance of a bin; twelve uniform numbers make a normal one.
      return spread.outcome.reduce(0) { sum, variance in
        let normal = (0..<12).reduce(-6.0) { all, _ in all + generator.uniform() }
        return sum + (normal * variance.squareRoot()).magnitude
      } / total
    }
  }

  /// The interval of the mean difference of both losses, row by row.
  private static func gain(
    _ predictions: Predictions, shares: [Double], seed: UInt64
  ) -> Interval {
    let guesses = shares.map(logLoss)
    let gains = (0..<predictions.count).map { row in
      let label = predictions.labels[row]
      return guesses[label] - logLoss(predictions.probabilities[row, label])
    }
    let weights = (0..<predictions.count).map { predictions.weight($0) }
    let total = weights.reduce(0, +)
    let mean = zip(gains, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    guard predictions.count <= resampledRows else {
      let variance = zip(gains, weights).reduce(0) {
        $0 + $1.1 * $1.1 * ($1.0 - mean) * ($1.0 - mean)
      }
      let half = 1.6448536269514722 * variance.squareRoot() / total
      return Interval(lower: mean - half, upper: mean + half)
    }
    let means = mapChunks(of: 1000, size: 50) { _, range in
      range.map { number in
        var generator = random(seed &+ 1, number)
        var (sum, weight) = (0.0, 0.0)
        for _ in gains.indices {
          let row = generator.below(gains.count)
          sum += gains[row] * weights[row]
          weight += weights[row]
        }
        return weight > 0 ? sum / weight : 0
      }
    }.flatMap { $0 }.sorted()
    return Interval(lower: percentile(means, 0.05), upper: percentile(means, 0.95))
  }

  /// How often classes in random order have a log-loss as low as in their own.
  private static func permuted(_ predictions: Predictions, seed: UInt64) -> Double {
    let step = (predictions.count + permutedRows - 1) / permutedRows
    let rows = Array(stride(from: 0, to: predictions.count, by: max(1, step)))
    let losses = rows.map { row in
      (0..<predictions.classCount).map {
        logLoss(predictions.probabilities[row, $0]) * predictions.weight(row)
      }
    }
    @Sendable func total(_ labels: [Int]) -> Double {
      var sum = 0.0
      for (row, label) in labels.enumerated() { sum += losses[row][label] }
      return sum
    }
    let labels = rows.map { predictions.labels[$0] }
    // Sums of the same losses in another order may differ in their last digits.
    let own = total(labels) * (1 + 1e-12)
    let lower = mapChunks(of: permutations, size: 50) { _, range in
      range.reduce(0) { count, number in
        var generator = random(seed &+ 2, number)
        var shuffled = labels
        generator.shuffle(&shuffled)
        return count + (total(shuffled) <= own ? 1 : 0)
      }
    }.reduce(0, +)
    return Double(lower + 1) / Double(permutations + 1)
  }
}
