public import LinearAlgebra

/// Any fitted classifier, written with the key `kind`.
public enum FittedClassifier: Sendable, Equatable {
  case linear(LinearClassifier)

  public var classCount: Int {
    switch self {
    case .linear(let model): model.classCount
    }
  }

  /// The number of features.
  public var width: Int {
    switch self {
    case .linear(let model): model.width
    }
  }

  /// What it is, in words.
  public var name: String {
    switch self {
    case .linear(let model): model.name
    }
  }

  /// One probability for each row and class; each row sums to 1.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    switch self {
    case .linear(let model): try model.probabilities(features)
    }
  }
}

extension FittedClassifier: Codable {
  private enum CodingKeys: String, CodingKey { case kind, model }
  private enum Kind: String, Codable { case linear }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Kind.self, forKey: .kind) {
    case .linear: self = .linear(try values.decode(LinearClassifier.self, forKey: .model))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .linear(let model):
      try values.encode(Kind.linear, forKey: .kind)
      try values.encode(model, forKey: .model)
    }
  }
}
