/// How often each true class (row) was predicted as each class (column), by weight.
public struct ConfusionMatrix: Sendable, Hashable, Codable {
  /// Classes in the order of the model.
  public let classCount: Int
  /// `classCount * classCount` sums of weights by rows.
  public internal(set) var values: [Double]

  /// More classes have no matrix that anybody could look at.
  private static let classLimit = 20_000

  /// A matrix of zeros.
  /// - Precondition: a number of classes whose square there is room for.
  init(classCount: Int) {
    self.classCount = classCount
    values = Array(repeating: 0, count: classCount * classCount)
  }

  /// Counts label against prediction.
  /// - Throws: ``EvaluationError`` when lengths differ, or a class is not in `0..<classCount`.
  public init(
    classCount: Int, labels: [Int], predicted: [Int], weights: [Double]? = nil
  ) throws(EvaluationError) {
    guard (1...Self.classLimit).contains(classCount) else {
      throw EvaluationError(.tooFewClasses(classCount))
    }
    for (what, count) in [("predictions", predicted.count), ("weights", weights?.count)] {
      guard let count, count != labels.count else { continue }
      throw EvaluationError(.lengths(what: what, found: count, expected: labels.count))
    }
    self.init(classCount: classCount)
    let known = 0..<classCount
    for row in labels.indices {
      for label in [labels[row], predicted[row]] where !known.contains(label) {
        throw EvaluationError(.label(label, classes: classCount), row: row)
      }
      values[labels[row] * classCount + predicted[row]] += weights.map { $0[row] } ?? 1
    }
  }

  /// The weight of the rows of class `truth` that were predicted as class `predicted`.
  public subscript(truth: Int, predicted: Int) -> Double { values[truth * classCount + predicted] }

  /// The weight of all rows.
  public var total: Double { values.reduce(0, +) }
  /// The weight of the rows predicted right.
  public var correct: Double { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }
  /// The weight of each true class.
  public var trueTotals: [Double] {
    (0..<classCount).map { truth in (0..<classCount).reduce(0) { $0 + self[truth, $1] } }
  }
  /// The weight of each predicted class.
  public var predictedTotals: [Double] {
    (0..<classCount).map { predicted in (0..<classCount).reduce(0) { $0 + self[$1, predicted] } }
  }

  /// The share of rows predicted right.
  public var accuracy: Double { total > 0 ? correct / total : 0 }

  /// The mean recall over the classes that occur.
  public var balancedAccuracy: Double {
    let present = zip(trueTotals, 0..<classCount).filter { $0.0 > 0 }
    guard !present.isEmpty else { return 0 }
    return present.reduce(0) { $0 + self[$1.1, $1.1] / $1.0 } / Double(present.count)
  }
}
