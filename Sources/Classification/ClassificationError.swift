import RowcastMachine

public import RowcastLinearAlgebra

/// Why a classifier could not be fitted or used.
public struct ClassificationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What stands in the way, with the offending value.
  public enum Reason: Equatable, Sendable {
    /// There are no rows to learn from.
    case noRows
    /// All rows that count have the same class, or there is only one class.
    case oneClass
    /// Something has another number of rows than the features.
    case rowCount(of: String, found: Int, expected: Int)
    /// A matrix or a model has another number of features than the other.
    case width(found: Int, expected: Int)
    /// A class number outside `0..<classCount`.
    case label(Int, classCount: Int)
    /// Features with a number that is not finite.
    case features(MatrixError)
    /// A number that is not finite, or negative where that has no meaning.
    case value(of: String, Double)
    /// An option that does not fit the learner, with what it should be.
    case option(String, expected: String)
    /// A function without a slope cannot be trained by gradients.
    case noGradient(activation: String)
    /// A batch normalization layer was given one row, whose variance is zero.
    case oneRowBatch
    /// The loss stopped being a finite number.
    case diverged(epoch: Int)
    /// A matrix that ought to be inverted is singular.
    case singular(String)
    /// The work was cancelled before it had a result.
    case cancelled
  }

  /// What is wrong.
  public let reason: Reason
  /// The row, counted from 0, when one row is to blame.
  public let row: Int?

  /// The row counts from 0; nil when no single row is to blame.
  public init(_ reason: Reason, row: Int? = nil) {
    self.reason = reason
    self.row = row
  }

  /// Ends a fit whose task, or whose `Cancellation`, was cancelled.
  static func checkCancellation() throws(ClassificationError) {
    if Cancellation.isRequested { throw ClassificationError(.cancelled) }
  }

  public var description: String {
    let place = row.map { "row \($0 + 1): " } ?? ""
    return place + text
  }

  private var text: String {
    switch reason {
    case .noRows: "no rows to learn from"
    case .oneClass: "only one class occurs, so there is nothing to tell apart"
    case .rowCount(let what, let found, let expected):
      "wrong number of \(what) (found \(found), expected \(expected))"
    case .width(let found, let expected):
      "wrong number of features (found \(found), expected \(expected))"
    case .label(let label, let classCount):
      "class number outside the classes (found \(label), expected 0 to \(classCount - 1))"
    case .features(let error): MatrixError(error.reason).description
    case .value(let what, let value): "\(what) is \(value), which cannot be used"
    case .option(let what, let expected): "\(what) cannot be used (expected \(expected))"
    case .noGradient(let activation):
      "\(activation) has derivative 0 wherever it has one, so gradients carry nothing to learn "
        + "from; the perceptron rule learns without them"
    case .oneRowBatch:
      "batch normalization needs at least two rows in a training batch (found 1)"
    case .diverged(let epoch):
      "the loss was no longer a finite number in epoch \(epoch); lower the learning rate or clip "
        + "the gradient"
    case .singular(let what): what
    case .cancelled: "cancelled"
    }
  }
}
