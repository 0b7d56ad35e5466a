import RowcastLinearAlgebra
import RowcastMachine

/// Everything that one pass over the rows adds up, in fixed chunks and in their order.
struct RowSums: Sendable {
  var confusion: ConfusionMatrix
  var weight = 0.0
  /// Sum of w * -ln p(true class), clipped at ``clip``.
  var logLoss = 0.0
  /// Rows whose true class had a probability below ``clip``.
  var clipped = 0
  /// Sum of w * sum over classes (p - y)^2.
  var brier = 0.0
  /// Weight of the rows whose true class is among the `i + 1` most probable.
  var topWeights: [Double]
  var confidence: BinSums
  /// Probability of the positive class against its occurrence (two classes alone).
  var positive: BinSums
  /// For each true class the weight by twentieths of a score (see ``scoreBins``).
  var scores: [Double]

  /// The smallest probability whose logarithm is taken.
  static let clip = 1e-15
  static let calibrationBins = 15
  static let scoreBins = 40

  init(classCount: Int) {
    confusion = ConfusionMatrix(classCount: classCount)
    topWeights = Array(repeating: 0, count: min(classCount, 10))
    confidence = BinSums(count: RowSums.calibrationBins)
    positive = BinSums(count: RowSums.calibrationBins)
    scores = Array(repeating: 0, count: classCount * RowSums.scoreBins)
  }

  init(_ predictions: Predictions, decision: Decision, positive: Int) {
    let parts = mapChunks(of: predictions.count, size: Predictions.chunkSize) { _, rows in
      var sums = RowSums(classCount: predictions.classCount)
      sums.add(rows, of: predictions, decision: decision, positive: positive)
      return sums
    }
    self.init(classCount: predictions.classCount)
    for part in parts { add(part) }
  }

  private mutating func add(
    _ rows: Range<Int>, of predictions: Predictions, decision: Decision, positive: Int
  ) {
    let classCount = predictions.classCount
    let isBinary = classCount == 2
    let values = predictions.probabilities.values
    for row in rows {
      let p = values[(row * classCount)..<((row + 1) * classCount)]
      let first = p.startIndex
      let label = predictions.labels[row]
      let w = predictions.weight(row)
      let truth = p[first + label]
      weight += w
      confusion.values[label * classCount + decision.predicted(p)] += w
      if truth < RowSums.clip { clipped += 1 }
      logLoss -= w * Elementary.log(min(max(truth, RowSums.clip), 1))
      var squares = (1 - truth) * (1 - truth) - truth * truth
      var top = first
      var rank = 0
      for k in p.indices {
        squares += p[k] * p[k]
        if p[k] > p[top] { top = k }
        if p[k] > truth || (p[k] == truth && k < first + label) { rank += 1 }
      }
      brier += w * squares
      if rank < topWeights.count { topWeights[rank] += w }
      confidence.add(p[top], outcome: top == first + label ? 1 : 0, weight: w)
      let score = isBinary ? p[first + positive] : truth
      if isBinary {
        self.positive.add(score, outcome: label == positive ? 1 : 0, weight: w)
      }
      let bin = min(RowSums.scoreBins - 1, Int(score * Double(RowSums.scoreBins)))
      scores[label * RowSums.scoreBins + bin] += w
    }
  }

  private mutating func add(_ other: RowSums) {
    for i in confusion.values.indices { confusion.values[i] += other.confusion.values[i] }
    weight += other.weight
    logLoss += other.logLoss
    clipped += other.clipped
    brier += other.brier
    for i in topWeights.indices { topWeights[i] += other.topWeights[i] }
    confidence.add(other.confidence)
    positive.add(other.positive)
    for i in scores.indices { scores[i] += other.scores[i] }
  }
}

/// Sums of equal-width bins of a probability: bin `floor(p * count)`, the last one closed.
struct BinSums: Sendable {
  var weight: [Double]
  var score: [Double]
  var outcome: [Double]

  init(count: Int) {
    weight = Array(repeating: 0, count: count)
    score = weight
    outcome = weight
  }

  mutating func add(_ p: Double, outcome: Double, weight w: Double) {
    let bin = min(weight.count - 1, Int(p * Double(weight.count)))
    weight[bin] += w
    score[bin] += w * p
    self.outcome[bin] += w * outcome
  }

  mutating func add(_ other: BinSums) {
    for i in weight.indices {
      weight[i] += other.weight[i]
      score[i] += other.score[i]
      outcome[i] += other.outcome[i]
    }
  }

  /// Sum over bins of share * |observed - mean score|.
  var expectedError: Double {
    let total = weight.reduce(0, +)
    guard total > 0 else { return 0 }
    return weight.indices.reduce(0) { $0 + (outcome[$1] - score[$1]).magnitude } / total
  }
}
