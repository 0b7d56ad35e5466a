public import RowcastLinearAlgebra

/// How probabilities become one predicted class.
public enum Decision: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The most probable class; ties go to the first.
  case mostProbable
  /// Of two classes, the positive one from this probability on.
  case threshold(Double, positive: Int)

  /// The class of one row of probabilities.
  /// - Parameter probabilities: one for each class.
  public func predicted(_ probabilities: ArraySlice<Double>) -> Int {
    let first = probabilities.startIndex
    switch self {
    case .threshold(let threshold, let positive)
    where probabilities.count == 2 && (positive == 0 || positive == 1):
      return probabilities[first + positive] >= threshold ? positive : 1 - positive
    default:
      var best = first
      for k in probabilities.indices where probabilities[k] > probabilities[best] { best = k }
      return best - first
    }
  }

  /// The class of one row of a matrix of probabilities.
  /// - Precondition: the matrix has that row.
  public func predicted(_ probabilities: Matrix, row: Int) -> Int {
    predicted(probabilities.row(row))
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
