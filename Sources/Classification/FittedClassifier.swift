public import RowcastLinearAlgebra

/// Any fitted classifier, written with the key `kind`.
public enum FittedClassifier: Sendable, Equatable {
  /// A logistic or softmax regression.
  case linear(LinearClassifier)
  /// Rosenblatt's perceptron.
  case perceptron(PerceptronClassifier)
  /// A multilayer perceptron.
  case network(NetworkClassifier)

  /// The number of columns of its probabilities.
  public var classCount: Int {
    switch self {
    case .linear(let model): model.classCount
    case .perceptron(let model): model.classCount
    case .network(let model): model.classCount
    }
  }

  /// The number of features.
  public var width: Int {
    switch self {
    case .linear(let model): model.width
    case .perceptron(let model): model.width
    case .network(let model): model.width
    }
  }

  /// What it is, in words.
  public var name: String {
    switch self {
    case .linear(let model): model.name
    case .perceptron(let model): model.name
    case .network(let model): model.name
    }
  }

  /// One probability for each row and class; each row sums to 1.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    switch self {
    case .linear(let model): try model.probabilities(features)
    case .perceptron(let model): try model.probabilities(features)
    case .network(let model): try model.probabilities(features)
    }
  }
}

extension FittedClassifier: Codable {
  private enum CodingKeys: String, CodingKey { case kind, model }
  private enum Kind: String, Codable { case linear, perceptron, network = "mlp" }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Kind.self, forKey: .kind) {
    case .linear: self = .linear(try values.decode(LinearClassifier.self, forKey: .model))
    case .perceptron:
      self = .perceptron(try values.decode(PerceptronClassifier.self, forKey: .model))
    case .network: self = .network(try values.decode(NetworkClassifier.self, forKey: .model))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .linear(let model):
      try values.encode(Kind.linear, forKey: .kind)
      try values.encode(model, forKey: .model)
    case .perceptron(let model):
      try values.encode(Kind.perceptron, forKey: .kind)
      try values.encode(model, forKey: .model)
    case .network(let model):
      try values.encode(Kind.network, forKey: .kind)
      try values.encode(model, forKey: .model)
    }
  }
}
