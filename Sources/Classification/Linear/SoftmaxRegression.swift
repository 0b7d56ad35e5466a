public import RowcastLinearAlgebra

/// Softmax (multinomial logistic) regression: one weight vector for each class.
///
/// `l_i = log(sum_k e^(z_k)) - z_y`. With two classes it is logistic regression at half the strength
/// of an L2 penalty, since `w_1 = -w_0` share the weight.
public struct SoftmaxRegression: Sendable, Hashable, Codable {
  /// The penalty, the class weights and when to stop.
  public var options: LinearOptions

  /// By default an L2 penalty of strength 1.
  public init(_ options: LinearOptions = LinearOptions()) { self.options = options }

  /// Finds the weights that minimize the penalized loss.
  /// - Parameters:
  ///   - labels: a class from 0 for each row.
  ///   - weights: one number for each row, 1 when left out.
  ///   - warmStart: a model of the same width and classes to start from.
  /// - Throws: ``ClassificationError`` when rows, labels, weights or options cannot be used, or
  ///   when the task is cancelled.
  public func fitted(
    to features: FeatureMatrix, labels: [Int], classCount: Int, weights: [Double]? = nil,
    warmStart: LinearClassifier? = nil
  ) throws(ClassificationError) -> LinearClassifier {
    try LinearTraining(
      form: .softmax, options: options, features: features, labels: labels,
      classCount: classCount, weights: weights
    ).fitted(warmStart: warmStart)
  }

  /// One model for each `C`, each started from the one before.
  /// - Throws: ``ClassificationError``, as ``fitted(to:labels:classCount:weights:warmStart:)``.
  public func fittedPath(
    cs: [Double], to features: FeatureMatrix, labels: [Int], classCount: Int,
    weights: [Double]? = nil
  ) throws(ClassificationError) -> [LinearClassifier] {
    try LinearTraining(
      form: .softmax, options: options, features: features, labels: labels,
      classCount: classCount, weights: weights
    ).fittedPath(cs: cs)
  }
}
