/// Precision, recall and F1 of one class or of an average over classes.
public struct PrecisionRecall: Sendable, Hashable, Codable {
  /// Of the rows predicted as the class, the share that is; 0 when none was predicted.
  public var precision: Double
  /// Of the rows of the class, the share predicted as it; 0 when the class does not occur.
  public var recall: Double
  /// 2 P R / (P + R) by counts; 0 when there is nothing to count.
  public var f1: Double

  /// Figures from 0 to 1; `f1` may be a mean over classes and not follow from the other two.
  public init(precision: Double, recall: Double, f1: Double) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
  }

  /// F with recall weighing `beta` times precision: (1 + b^2) P R / (b^2 P + R).
  public func f(beta: Double) -> Double {
    let square = beta * beta
    let bottom = square * precision + recall
    return bottom > 0 ? (1 + square) * precision * recall / bottom : 0
  }
}

extension ConfusionMatrix {
  /// The scores of one class.
  public func scores(of target: Int) -> PrecisionRecall {
    let hit = self[target, target]
    let said = predictedTotals[target]
    let truth = trueTotals[target]
    return PrecisionRecall(
      precision: said > 0 ? hit / said : 0, recall: truth > 0 ? hit / truth : 0,
      f1: said + truth > 0 ? 2 * hit / (said + truth) : 0)
  }

  /// The scores of every class.
  public var perClass: [PrecisionRecall] { (0..<classCount).map(scores(of:)) }

  /// Every class counts the same.
  public var macro: PrecisionRecall {
    average(Array(repeating: 1 / Double(classCount), count: classCount))
  }

  /// Every class counts by its true share.
  public var weighted: PrecisionRecall {
    let s = total
    return average(trueTotals.map { s > 0 ? $0 / s : 0 })
  }

  /// Every row counts the same; for single labels all three are the accuracy.
  public var micro: PrecisionRecall {
    PrecisionRecall(precision: accuracy, recall: accuracy, f1: accuracy)
  }

  private func average(_ shares: [Double]) -> PrecisionRecall {
    zip(perClass, shares).reduce(into: PrecisionRecall(precision: 0, recall: 0, f1: 0)) {
      $0.precision += $1.0.precision * $1.1
      $0.recall += $1.0.recall * $1.1
      $0.f1 += $1.0.f1 * $1.1
    }
  }
}
