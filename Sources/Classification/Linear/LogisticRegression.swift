public import RowcastLinearAlgebra

/// Logistic regression of two classes: one weight vector, positive logits mean class 1.
///
/// `l_i = log(1 + e^z) - y z` with `z = w x + b`.
public struct LogisticRegression: Sendable, Hashable, Codable {
  /// The penalty, the class weights and when to stop.
  public var options: LinearOptions

  /// By default an L2 penalty of strength 1.
  public init(_ options: LinearOptions = LinearOptions()) { self.options = options }

  /// Finds the weights that minimize the penalized loss.
  /// - Parameters:
  ///   - labels: 0 or 1 for each row.
  ///   - weights: one number for each row, 1 when left out.
  ///   - warmStart: a model of the same width to start from.
  /// - Throws: ``ClassificationError`` when rows, labels, weights or options cannot be used, or
  ///   when the task is cancelled.
  public func fitted(
    to features: FeatureMatrix, labels: [Int], classCount: Int = 2, weights: [Double]? = nil,
    warmStart: LinearClassifier? = nil
  ) throws(ClassificationError) -> LinearClassifier {
    guard classCount == 2 else {
      throw ClassificationError(
        .option("logistic regression of \(classCount) classes", expected: "2, or softmax"))
    }
    return try LinearTraining(
      form: .logistic, options: options, features: features, labels: labels, classCount: 2,
      weights: weights
    ).fitted(warmStart: warmStart)
  }

  /// One model for each `C`, each started from the one before.
  /// - Throws: ``ClassificationError``, as ``fitted(to:labels:classCount:weights:warmStart:)``.
  public func fittedPath(
    cs: [Double], to features: FeatureMatrix, labels: [Int], classCount: Int = 2,
    weights: [Double]? = nil
  ) throws(ClassificationError) -> [LinearClassifier] {
    try LinearTraining(
      form: .logistic, options: options, features: features, labels: labels, classCount: 2,
      weights: weights
    ).fittedPath(cs: cs)
  }
}
