/// How much each class counts, beside the weights of single rows.
public enum ClassWeights: Sendable, Hashable, Codable {
  /// Every row counts the same.
  case none
  /// Classes count the same in total: the weight of class `k` is `S / (K S_k)`, where `S` is the
  /// total weight of the rows and `S_k` that of the rows of the class (as in scikit-learn).
  case balanced
  /// One factor for each class.
  case values([Double])

  /// The factor for each class.
  func factors(
    labels: [Int], classCount: Int, rowWeights: [Double]?
  ) throws(ClassificationError) -> [Double]? {
    switch self {
    case .none: return nil
    case .values(let factors):
      guard factors.count == classCount else {
        throw ClassificationError(
          .rowCount(of: "class weights", found: factors.count, expected: classCount))
      }
      for factor in factors where !(factor >= 0 && factor.isFinite) {
        throw ClassificationError(.value(of: "a class weight", factor))
      }
      return factors
    case .balanced:
      var sums = [Double](repeating: 0, count: classCount)
      for (row, label) in labels.enumerated() { sums[label] += rowWeights?[row] ?? 1 }
      let total = sums.reduce(0, +)
      return sums.map { $0 > 0 ? total / (Double(classCount) * $0) : 0 }
    }
  }
}
