/// Positives and negatives at each distinct score, highest score first: what ROC, precision-recall
/// and gain curves, their areas and thresholds are all read from.
struct RankedScores: Sendable {
  /// Distinct scores, descending.
  var thresholds: [Double] = []
  /// The weight of the positives scored at or above the threshold.
  var truePositives: [Double] = []
  /// The weight of the negatives scored at or above the threshold.
  var falsePositives: [Double] = []

  var positives: Double { truePositives.last ?? 0 }
  var negatives: Double { falsePositives.last ?? 0 }
  var count: Int { thresholds.count }

  init() {}

  /// Ranks one column of probabilities against whether the row is positive.
  ///
  /// Without weights the outcome travels in the key's lowest bit: bit patterns of 0...1 leave the
  /// two highest bits free, so that shifting them left loses nothing.
  init(count: Int, weights: [Double]?, score: (Int) -> Double, isPositive: (Int) -> Bool) {
    if let weights {
      rank(count: count, weights: weights, score: score, isPositive: isPositive)
      return
    }
    var keys: [UInt64] = []
    keys.reserveCapacity(count)
    for row in 0..<count {
      keys.append(positiveBits(score(row)) << 1 | (isPositive(row) ? 1 : 0))
    }
    rank(&keys)
  }

  private mutating func rank(
    count: Int, weights: [Double], score: (Int) -> Double, isPositive: (Int) -> Bool
  ) {
    var rows = (0..<count).map { RankedRow(sortKey: positiveBits(score($0)), row: $0) }
    radixSort(&rows)
    var sums = (positive: 0.0, negative: 0.0)
    for i in rows.indices.reversed() {
      let w = weights[rows[i].row]
      if isPositive(rows[i].row) { sums.positive += w } else { sums.negative += w }
      if i == 0 || rows[i - 1].sortKey != rows[i].sortKey {
        close(Double(bitPattern: rows[i].sortKey), sums)
      }
    }
  }

  /// Ranks keys made of a score's bits, shifted left by one, and the outcome in the lowest bit.
  private mutating func rank(_ keys: inout [UInt64]) {
    radixSort(&keys)
    thresholds.reserveCapacity(keys.count)
    truePositives.reserveCapacity(keys.count)
    falsePositives.reserveCapacity(keys.count)
    var positive = 0
    for i in stride(from: keys.count - 1, through: 0, by: -1) {
      positive += Int(keys[i] & 1)
      if i == 0 || keys[i - 1] >> 1 != keys[i] >> 1 {
        close(
          Double(bitPattern: keys[i] >> 1),
          (Double(positive), Double(keys.count - i - positive)))
      }
    }
  }

  mutating func close(_ threshold: Double, _ sums: (positive: Double, negative: Double)) {
    thresholds.append(threshold)
    truePositives.append(sums.positive)
    falsePositives.append(sums.negative)
  }
}

/// The bits of a number that is not negative (−0 as 0), in the order of the numbers.
func positiveBits(_ value: Double) -> UInt64 { (value + 0).magnitude.bitPattern }
