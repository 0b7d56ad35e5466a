public import RowcastClassification

/// How a multilayer perceptron is trained; what is nil is chosen by the classifier.
public struct NetworkOptions: Sendable, Hashable, Codable {
  /// Adam, or descent with momentum.
  public var optimizer: OptimizerKind?
  /// The length of a step, as a factor of the gradient.
  public var learningRate: Double?
  /// The share of the last step that the next one keeps, for stochastic gradient descent.
  public var momentum: Double?
  /// Rows of a minibatch.
  public var batchSize: Int?
  /// The share of hidden outputs put to zero while training.
  public var dropout: Double?
  /// Whether hidden layers are normalized over each minibatch.
  public var batchNormalization: Bool?
  /// The share of each weight, times the learning rate, that is taken off at each step.
  public var weightDecay: Double?
  /// The longest gradient that is used as it is.
  public var gradientClip: Double?
  /// Epochs without a better loss on held-out rows before training ends.
  public var patience: Int?
  /// What the weights are drawn from before the first epoch.
  public var initialization: Initialization?
  /// How the last layer becomes probabilities.
  public var output: MultilayerPerceptron.Output?

  /// Everything is chosen by the classifier.
  public init() {}
}

/// What makes steps of gradients: Adam, or descent with momentum.
public enum OptimizerKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Steps by running averages of gradient and square, and by the gradient with momentum.
  case adam, sgd
}
