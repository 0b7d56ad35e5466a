/// How a multilayer perceptron is trained; what is nil is chosen by the classifier.
public struct NetworkOptions: Sendable, Hashable, Codable {
  public var optimizer: OptimizerChoice?
  public var learningRate: Double?
  /// The share of the last step that the next one keeps, for stochastic gradient descent.
  public var momentum: Double?
  /// Rows of a minibatch.
  public var batchSize: Int?
  /// The share of hidden outputs put to zero while training.
  public var dropout: Double?
  public var batchNormalization: Bool?
  /// The share of each weight, times the learning rate, that is taken off at each step.
  public var weightDecay: Double?
  /// The longest gradient that is used as it is.
  public var gradientClip: Double?
  /// Epochs without a better loss on held-out rows before training ends.
  public var patience: Int?
  public var initialization: InitializationChoice?
  public var output: NetworkOutputChoice?

  public init() {}
}

public enum OptimizerChoice: String, Sendable, Hashable, Codable, CaseIterable { case adam, sgd }

public enum InitializationChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case glorotUniform = "glorot-uniform"
  case glorotNormal = "glorot-normal"
  case heUniform = "he-uniform"
  case heNormal = "he-normal"
  case leCunUniform = "lecun-uniform"
  case leCunNormal = "lecun-normal"
}

public enum NetworkOutputChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case softmax, hierarchical
}
