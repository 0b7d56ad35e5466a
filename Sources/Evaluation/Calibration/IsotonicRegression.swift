/// Calibration of one class's probability by the best rising function.
///
/// Fitted by pooling adjacent violators (Ayer et al. 1955): the weighted least-squares fit among
/// all functions that never fall. Between its corners it runs straight, outside it stays level.
/// No value is nearer to 0 or 1 than half a row in all rows: a block without a single positive has
/// not shown that there are none.
public struct IsotonicRegression: Sendable, Hashable, Codable {
  /// Scores at the corners, ascending.
  public var scores: [Double]
  /// The calibrated value at each corner, never falling.
  public var values: [Double]

  /// - Parameters:
  ///   - scores: ascending.
  ///   - values: one for each score, never falling.
  public init(scores: [Double], values: [Double]) {
    self.scores = scores
    self.values = values
  }

  /// The calibrated probability.
  public func callAsFunction(_ p: Double) -> Double {
    guard let first = scores.first, let last = scores.last, scores.count == values.count else {
      return p
    }
    if p <= first { return values[0] }
    if p >= last { return values[values.count - 1] }
    var (low, high) = (0, scores.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if scores[middle] <= p { low = middle } else { high = middle }
    }
    let share = (p - scores[low]) / (scores[high] - scores[low])
    return values[low] + share * (values[high] - values[low])
  }

  init(scores given: [Double], outcomes: [Bool], weights: [Double]?) {
    struct Block {
      var first: Double
      var last: Double
      var weight: Double
      var sum: Double
      var mean: Double { sum / weight }
    }
    var rows = given.indices.map { RankedRow(sortKey: positiveBits(given[$0]), row: $0) }
    radixSort(&rows)
    var blocks: [Block] = []
    var start = 0
    while start < rows.count {
      let score = Double(bitPattern: rows[start].sortKey)
      var block = Block(first: score, last: score, weight: 0, sum: 0)
      while start < rows.count, rows[start].sortKey == score.bitPattern {
        let w = weights.map { $0[rows[start].row] } ?? 1
        block.weight += w
        block.sum += outcomes[rows[start].row] ? w : 0
        start += 1
      }
      if block.weight <= 0 { continue }
      blocks.append(block)
      while blocks.count > 1, blocks[blocks.count - 2].mean >= blocks[blocks.count - 1].mean {
        let last = blocks.removeLast()
        blocks[blocks.count - 1].last = last.last
        blocks[blocks.count - 1].weight += last.weight
        blocks[blocks.count - 1].sum += last.sum
      }
    }
    scores = []
    values = []
    let margin = 0.5 / Double(max(1, given.count))
    for block in blocks {
      let value = min(max(block.mean, margin), 1 - margin)
      scores.append(block.first)
      values.append(value)
      if block.last > block.first {
        scores.append(block.last)
        values.append(value)
      }
    }
  }
}
