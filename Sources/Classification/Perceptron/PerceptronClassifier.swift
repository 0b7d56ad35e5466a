public import RowcastLinearAlgebra

/// A fitted perceptron: a class is chosen by the sign or the largest of the margins.
///
/// The rule knows no probabilities. Those it gives are the sigmoid (or softmax) of the margins times
/// one number that was fitted on the training rows, so they never contradict the decision.
public struct PerceptronClassifier: Sendable, Equatable {
  /// One row for two classes, else one for each class.
  public let weights: Matrix
  /// One for each row of ``weights``.
  public let intercepts: [Double]
  /// What margins are multiplied by before they become probabilities.
  public let marginScale: Double
  /// How many rows were on the wrong side in each epoch.
  public let mistakes: [Int]
  /// Whether the last epoch had no mistake: the classes can be separated.
  public let isSeparating: Bool

  /// The number of columns of its probabilities.
  public var classCount: Int { max(2, weights.rows) }
  /// The number of features.
  public var width: Int { weights.columns }
  /// The model in the field's words.
  public var name: String { "perceptron" }

  /// What came of the training, as a sentence.
  public var message: String {
    isSeparating
      ? "A plane separates the classes; it was found after \(mistakes.count) epochs."
      : "The classes were not separated in \(mistakes.count) epochs; "
        + "\(mistakes.last ?? 0) rows were on the wrong side in the last."
  }

  /// The distance to the plane, not divided by the length of the weights.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func margins(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    try model(scale: 1).logits(features)
  }

  /// One probability for each row and class.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    try linear.probabilities(features)
  }

  /// The linear model with the same probabilities.
  public var linear: LinearClassifier { model(scale: marginScale) }

  /// The linear model whose logits are the margins times a scale.
  private func model(scale: Double) -> LinearClassifier {
    LinearClassifier(
      trusted: weights.rows == 1 ? .logistic : .softmax,
      weights: Matrix(
        trusted: weights.rows, columns: width, values: weights.values.map { $0 * scale }),
      intercepts: intercepts.map { $0 * scale }, fit: .none)
  }
}

extension PerceptronClassifier: Codable {
  private enum CodingKeys: String, CodingKey {
    case weights, intercepts, marginScale, mistakes, isSeparating
  }

  /// - Throws: `DecodingError` when the intercepts do not fit the weights.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    weights = try values.decode(Matrix.self, forKey: .weights)
    intercepts = try values.decode([Double].self, forKey: .intercepts)
    marginScale = try values.decode(Double.self, forKey: .marginScale)
    mistakes = try values.decode([Int].self, forKey: .mistakes)
    isSeparating = try values.decode(Bool.self, forKey: .isSeparating)
    try requireDecoded(
      weights.rows == intercepts.count && weights.rows > 0 && weights.rows != 2,
      "one intercept for each row of weights", decoder)
  }
}
