public import RowcastLinearAlgebra

/// How probabilities become one predicted class.
public enum Decision: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The most probable class; ties go to the first.
  case mostProbable
  /// Of two classes, the positive one from this probability on.
  case threshold(Double, positive: Int)

  /// The class of one row of probabilities.
  @inlinable
  public func predicted(_ probabilities: UnsafeBufferPointer<Double>) -> Int {
    switch self {
    case .threshold(let threshold, let positive)
    where probabilities.count == 2 && (positive == 0 || positive == 1):
      return probabilities[positive] >= threshold ? positive : 1 - positive
    default:
      var best = 0
      for k in probabilities.indices where probabilities[k] > probabilities[best] { best = k }
      return best
    }
  }

  /// The class of one row of a matrix of probabilities.
  /// - Precondition: the matrix has that row.
  public func predicted(_ probabilities: Matrix, row: Int) -> Int {
    let width = probabilities.columns
    return probabilities.values.withUnsafeBufferPointer {
      predicted(UnsafeBufferPointer(rebasing: $0[(row * width)..<((row + 1) * width)]))
    }
  }

  /// The class of each row.
  public func predicted(_ probabilities: Matrix) -> [Int] {
    (0..<probabilities.rows).map { predicted(probabilities, row: $0) }
  }

  public var description: String {
    switch self {
    case .mostProbable: "most probable class"
    case .threshold(let value, _): "positive from \(value) on"
    }
  }
}
