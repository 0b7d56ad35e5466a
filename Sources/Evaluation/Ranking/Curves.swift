/// A point of a ROC curve: what happens when rows scored at or above the threshold are positive.
public struct ROCPoint: Sendable, Hashable, Codable {
  /// Nil for the point where nothing is positive.
  public var threshold: Double?
  /// The share of the negatives scored at or above the threshold.
  public var falsePositiveRate: Double
  /// The share of the positives scored at or above the threshold.
  public var truePositiveRate: Double
}

/// A point of a precision-recall curve.
public struct PrecisionRecallPoint: Sendable, Hashable, Codable {
  /// The score from which on rows are positive.
  public var threshold: Double
  /// The share of the positives scored at or above the threshold.
  public var recall: Double
  /// The share of positives among the rows at or above the threshold.
  public var precision: Double
}

/// A point of a gain curve: the highest-scored `share` of rows holds `captured` of the positives.
public struct GainPoint: Sendable, Hashable, Codable {
  /// The share of the rows, 0 to 1, the highest scores first.
  public var share: Double
  /// The share of the positives among them, 0 to 1.
  public var captured: Double
  /// How many times more positives than in as many rows taken at random.
  public var lift: Double { share > 0 ? captured / share : 0 }
}

extension RankedScores {
  /// The ROC curve from (0, 0) to (1, 1), one point for each distinct score; of more than `limit`
  /// those nearest to even steps along the curve.
  func rocCurve(limit: Int) -> [ROCPoint] {
    guard positives > 0, negatives > 0 else { return [] }
    let start = ROCPoint(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)
    return [start]
      + kept(limit: limit) {
        falsePositives[$0] / negatives + truePositives[$0] / positives
      }.map {
        ROCPoint(
          threshold: thresholds[$0], falsePositiveRate: falsePositives[$0] / negatives,
          truePositiveRate: truePositives[$0] / positives)
      }
  }

  /// The precision-recall curve by descending threshold; thinned like the ROC curve.
  func precisionRecallCurve(limit: Int) -> [PrecisionRecallPoint] {
    guard positives > 0 else { return [] }
    return kept(limit: limit) { truePositives[$0] / positives }.compactMap {
      let said = truePositives[$0] + falsePositives[$0]
      guard said > 0 else { return nil }
      return PrecisionRecallPoint(
        threshold: thresholds[$0], recall: truePositives[$0] / positives,
        precision: truePositives[$0] / said)
    }
  }

  /// The gain curve at `steps` even shares of the rows; inside a tie it runs straight.
  func gainCurve(steps: Int = 100) -> [GainPoint] {
    let total = positives + negatives
    guard positives > 0, steps > 0 else { return [] }
    var points: [GainPoint] = []
    var i = 0
    for step in 0...steps {
      let wanted = total * Double(step) / Double(steps)
      while i < count - 1, truePositives[i] + falsePositives[i] < wanted { i += 1 }
      let before = i == 0 ? (0.0, 0.0) : (truePositives[i - 1], falsePositives[i - 1])
      let size = truePositives[i] + falsePositives[i] - before.0 - before.1
      let inside = size > 0 ? (wanted - before.0 - before.1) / size : 0
      let captured = before.0 + min(1, max(0, inside)) * (truePositives[i] - before.0)
      points.append(
        GainPoint(share: Double(step) / Double(steps), captured: captured / positives))
    }
    return points
  }

  /// At most `limit` indices at even steps of `position`, which never falls; first and last kept.
  private func kept(limit: Int, _ position: (Int) -> Double) -> [Int] {
    guard count > limit, limit >= 2, count >= 2 else { return Array(0..<count) }
    let (low, high) = (position(0), position(count - 1))
    let step = (high - low) / Double(limit - 1)
    var result = [0]
    var next = low + step
    for i in 1..<(count - 1) where position(i) >= next && step > 0 {
      result.append(i)
      while next <= position(i) { next += step }
    }
    result.append(count - 1)
    return result
  }
}
