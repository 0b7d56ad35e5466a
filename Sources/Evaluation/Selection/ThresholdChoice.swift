/// A threshold chosen for an aim, and what it gives on the rows it was chosen on.
public struct ThresholdChoice: Sendable, Hashable, Codable {
  /// What the threshold was chosen for.
  public var aim: ThresholdAim
  /// A row is positive from this probability on.
  public var threshold: Double
  /// At the threshold, on the rows it was chosen on.
  public var precision: Double
  /// At the threshold, on the rows it was chosen on.
  public var recall: Double
  /// At the threshold, on the rows it was chosen on.
  public var f1: Double
  /// The share of the negatives that are called positive.
  public var falsePositiveRate: Double
  /// Whether a wanted precision or recall was reached; when not, the nearest to it was taken.
  public var isReached: Bool
  /// How many rows it was chosen on, where these are others than those that were judged: each predicted
  /// by a fit to others of the rows that were learned from. Nil where they are the judged rows.
  public var learnedRows: Int?

  /// A precision of fewer rows is luck, and does not count as reached.
  public static let fewestRows = 10

  /// The best threshold among all that tell some rows apart, midway between two scores.
  ///
  /// Choose it on predictions for rows the model did not learn from.
  /// - Throws: when there are not two classes, the positive one is neither, or one of them does not occur.
  public init(
    aim: ThresholdAim, predictions: Predictions, positive: Int = 1
  ) throws(EvaluationError) {
    try Self.check(classCount: predictions.classCount)
    guard positive == 0 || positive == 1 else {
      throw EvaluationError(.label(positive, classes: 2))
    }
    let ranked = predictions.ranked(by: positive)
    guard ranked.positives > 0, ranked.negatives > 0 else {
      throw EvaluationError(.tooFewClasses(1))
    }
    var best = (index: -1, value: (-Double.infinity, -Double.infinity))
    let rowsPerWeight = Double(predictions.count) / (ranked.positives + ranked.negatives)
    for index in -1..<ranked.count {
      let value = ThresholdChoice.value(
        of: index, aim: aim, in: ranked, rowsPerWeight: rowsPerWeight)
      if value > best.value { best = (index, value) }
    }
    self.init(aim: aim, index: best.index, isReached: best.value.0 >= 0, ranked)
  }

  /// - Throws: when a threshold cannot tell so many classes apart.
  package static func check(classCount: Int) throws(EvaluationError) {
    guard classCount == 2 else {
      throw EvaluationError(.twoClassesOnly("a decision threshold", classes: classCount))
    }
  }

  private init(aim: ThresholdAim, index: Int, isReached: Bool, _ ranked: RankedScores) {
    let tp = index < 0 ? 0 : ranked.truePositives[index]
    let fp = index < 0 ? 0 : ranked.falsePositives[index]
    self.aim = aim
    threshold = ThresholdChoice.middle(after: index, ranked)
    precision = tp + fp > 0 ? tp / (tp + fp) : 0
    recall = tp / ranked.positives
    f1 = 2 * tp / (tp + fp + ranked.positives)
    falsePositiveRate = fp / ranked.negatives
    switch aim {
    case .precision, .recall: self.isReached = isReached
    default: self.isReached = true
    }
  }

  /// How good it is to call positive the scores up to `index`; larger is better, the second number
  /// decides ties. For a wanted precision or recall the first is 0 when reached, otherwise how far
  /// it falls short; a precision of a few rows comes behind all others.
  private static func value(
    of index: Int, aim: ThresholdAim, in ranked: RankedScores, rowsPerWeight: Double
  ) -> (Double, Double) {
    let tp = index < 0 ? 0 : ranked.truePositives[index]
    let fp = index < 0 ? 0 : ranked.falsePositives[index]
    let precision = tp + fp > 0 ? tp / (tp + fp) : 0
    let recall = tp / ranked.positives
    switch aim {
    case .f1: return (2 * tp / (tp + fp + ranked.positives), precision)
    case .balanced: return ((recall + 1 - fp / ranked.negatives) / 2, precision)
    case .cost(let alarm, let miss):
      return (-(alarm * fp + miss * (ranked.positives - tp)), precision)
    case .precision(let wanted):
      let isLuck = (tp + fp) * rowsPerWeight < Double(fewestRows) - 0.5
      return (min(0, precision - wanted) - (isLuck ? 1 : 0), recall)
    case .recall(let wanted): return (min(0, recall - wanted), precision)
    }
  }

  private static func middle(after index: Int, _ ranked: RankedScores) -> Double {
    let above = index < 0 ? max(1.0.nextUp, ranked.thresholds[0].nextUp) : ranked.thresholds[index]
    guard index + 1 < ranked.count else { return above }
    let below = ranked.thresholds[index + 1]
    let middle = below + (above - below) / 2
    return middle > below ? middle : above
  }
}
