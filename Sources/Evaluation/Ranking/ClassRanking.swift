import RowcastLinearAlgebra
import RowcastMachine

/// All rows ranked by the probability of one class, among more than two.
struct ClassRanking: Sendable {
  /// The class against all others.
  var scores = RankedScores()
  /// The area under the ROC curve of this class against each other one alone; nil where one of the
  /// two does not occur, and for the class itself.
  var directedAreas: [Double?]

  init(_ predictions: Predictions, target: Int) {
    let classCount = predictions.classCount
    var rows = (0..<predictions.count).map {
      RankedRow(sortKey: positiveBits(predictions.probabilities[$0, target]), row: $0)
    }
    radixSort(&rows)
    // Ascending: `below[k]` is the weight of class k with a lower score. A positive wins against
    // all of those and half of its ties.
    var below = Array(repeating: 0.0, count: classCount)
    var wins = Array(repeating: 0.0, count: classCount)
    var groups: [(score: Double, positive: Double, negative: Double)] = []
    var tied = Array(repeating: 0.0, count: classCount)
    var tiedClasses: [Int] = []
    var start = 0
    while start < rows.count {
      var end = start
      var all = 0.0
      while end < rows.count, rows[end].sortKey == rows[start].sortKey {
        let label = predictions.labels[rows[end].row]
        let w = predictions.weight(rows[end].row)
        if tied[label] == 0 { tiedClasses.append(label) }
        tied[label] += w
        all += w
        end += 1
      }
      let positive = tied[target]
      groups.append((Double(bitPattern: rows[start].sortKey), positive, all - positive))
      if positive > 0 {
        for k in 0..<classCount { wins[k] += positive * (below[k] + tied[k] / 2) }
      }
      for k in tiedClasses {
        below[k] += tied[k]
        tied[k] = 0
      }
      tiedClasses.removeAll(keepingCapacity: true)
      start = end
    }
    directedAreas = (0..<classCount).map { k in
      let pairs = below[target] * below[k]
      return k == target || pairs <= 0 ? nil : wins[k] / pairs
    }
    var sums = (positive: 0.0, negative: 0.0)
    for group in groups.reversed() {
      sums.positive += group.positive
      sums.negative += group.negative
      scores.close(group.score, sums)
    }
  }

  /// The rankings of all classes, on all threads.
  static func all(_ predictions: Predictions) -> [ClassRanking] {
    mapChunks(of: predictions.classCount, size: 1) { target, _ in
      ClassRanking(predictions, target: target)
    }
  }
}

/// Areas under ROC curves averaged over more than two classes; nil where a class does not occur.
public struct MulticlassAreas: Sendable, Hashable, Codable {
  /// One against rest, every class the same.
  public var macro: Double?
  /// One against rest, by true share.
  public var weighted: Double?
  /// All probabilities of all classes as one ranking; nil for more than 20 million of them.
  public var micro: Double?
  /// Every pair of classes by their own rows (Hand and Till 2001), every pair the same.
  public var oneVersusOneMacro: Double?
  /// Every pair by its share of the rows.
  public var oneVersusOneWeighted: Double?

  static let microLimit = 20_000_000

  init(_ predictions: Predictions, rankings: [ClassRanking], trueTotals: [Double]) {
    let total = trueTotals.reduce(0, +)
    let areas = rankings.compactMap(\.scores.areaUnderROC)
    if areas.count == rankings.count {
      macro = areas.reduce(0, +) / Double(areas.count)
      weighted = zip(areas, trueTotals).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    let classCount = predictions.classCount
    if predictions.count * classCount <= MulticlassAreas.microLimit {
      micro =
        RankedScores(
          count: predictions.count * classCount,
          weights: predictions.weights.map { weights in
            weights.flatMap { Array(repeating: $0, count: classCount) }
          },
          score: { predictions.probabilities.values[$0] },
          isPositive: { predictions.labels[$0 / classCount] == $0 % classCount }
        ).areaUnderROC
    }
    var plain = 0.0
    var shared = 0.0
    var shares = 0.0
    var pairs = 0
    for i in 0..<classCount {
      for j in (i + 1)..<max(i + 1, classCount) {
        guard let left = rankings[i].directedAreas[j], let right = rankings[j].directedAreas[i]
        else { return }
        let share = (trueTotals[i] + trueTotals[j]) / total
        plain += (left + right) / 2
        shared += (left + right) / 2 * share
        shares += share
        pairs += 1
      }
    }
    oneVersusOneMacro = plain / Double(max(1, pairs))
    oneVersusOneWeighted = shared / shares
  }
}
