public import RowcastLinearAlgebra

/// A multilayer perceptron, not fitted yet: its layers and how they are to be trained.
///
/// Hidden units default to ReLU with He initialization, the output to a sigmoid for two classes and
/// to softmax for more. Training is by minibatches of shuffled rows; part of the rows is held out
/// to see when to stop, and the weights of the best epoch are kept apart from the last.
public struct MultilayerPerceptron: Sendable, Hashable, Codable {
  /// Units of each hidden layer, from the features on; empty is a linear model.
  public var hidden: [Int]
  /// What hidden units apply to their sums.
  public var activation: Activation
  /// How the last layer becomes probabilities.
  public var output: Output
  /// How gradients become steps.
  public var optimizer: Optimizer
  /// Rows of a minibatch; chosen by the number of rows when nil.
  public var batchSize: Int?
  /// Passes over the rows; by the number of rows when nil, so that small tables get steps enough.
  public var maxEpochs: Int?
  /// The share of hidden outputs put to zero while training.
  public var dropout: Double
  /// Whether hidden sums are normalized over each minibatch.
  public var normalizesBatches: Bool
  /// The share of each weight, times the learning rate, that is taken off at each step; biases,
  /// gains and learned slopes keep theirs (Loshchilov and Hutter 2019).
  public var weightDecay: Double
  /// The longest gradient, as a Euclidean norm over all parameters, that is used as it is.
  public var gradientClip: Double?
  /// When to stop.
  public var stopping: Stopping
  /// The start of the weights; the one that fits the activation when nil.
  public var initialization: Initialization?
  /// What each class's rows weigh, over and above their own weights.
  public var classWeights: ClassWeights
  /// Of the first weights, the held-out rows, the minibatches and dropout.
  public var seed: UInt64

  /// The form of the output layer.
  public enum Output: String, Sendable, Hashable, Codable, CaseIterable {
    /// A sigmoid for two classes, softmax for more.
    case automatic
    /// One output for each class, for two classes, too.
    case softmax
    /// A Huffman tree of sigmoids by class counts.
    case hierarchicalSoftmax = "hierarchical"
  }

  /// When training ends before its last epoch.
  public enum Stopping: Sendable, Hashable, Codable {
    /// After this many epochs without a better loss on a held-out share of the rows.
    case early(share: Double, patience: Int)
    /// Never.
    case none
    /// Early stopping where there are rows enough to hold some out, else none.
    case automatic
  }

  /// One hidden layer of 100 units, trained by Adam with early stopping where rows are enough.
  public init(
    hidden: [Int] = [100], activation: Activation = .relu, output: Output = .automatic,
    optimizer: Optimizer = .adam(learningRate: 2e-3), batchSize: Int? = nil, maxEpochs: Int? = nil,
    dropout: Double = 0, normalizesBatches: Bool = false, weightDecay: Double = 1,
    gradientClip: Double? = 5, stopping: Stopping = .automatic,
    initialization: Initialization? = nil, classWeights: ClassWeights = .none, seed: UInt64 = 0
  ) {
    self.hidden = hidden
    self.activation = activation
    self.output = output
    self.optimizer = optimizer
    self.batchSize = batchSize
    self.maxEpochs = maxEpochs
    self.dropout = dropout
    self.normalizesBatches = normalizesBatches
    self.weightDecay = weightDecay
    self.gradientClip = gradientClip
    self.stopping = stopping
    self.initialization = initialization
    self.classWeights = classWeights
    self.seed = seed
  }

  /// Trains the network; the same seed gives the same bytes on any number of cores.
  /// - Parameters:
  ///   - labels: a class from 0 for each row.
  ///   - weights: one number for each row, 1 when left out.
  ///   - progress: told after each epoch, with the most epochs that there may be.
  /// - Throws: ``ClassificationError`` when an option cannot be used, an activation has no useful
  ///   gradient, the loss stops being a finite number, or the task is cancelled.
  public func fitted(
    to features: FeatureMatrix, labels: [Int], classCount: Int, weights: [Double]? = nil,
    progress: ((NetworkClassifier.Epoch, _ maxEpochs: Int) -> Void)? = nil
  ) throws(ClassificationError) -> NetworkClassifier {
    try validate()
    let rows = try TrainingRows(
      features, labels: labels, classCount: classCount, weights: weights,
      classWeights: classWeights)
    var training = NetworkTraining(options: self, features: features, rows: rows)
    return try training.run(progress)
  }

  private func validate() throws(ClassificationError) {
    guard activation.hasUsefulGradient else {
      throw ClassificationError(.noGradient(activation: activation.name))
    }
    func require(
      _ isGood: Bool, _ what: String, _ expected: String
    ) throws(ClassificationError) {
      if !isGood { throw ClassificationError(.option(what, expected: expected)) }
    }
    try require(hidden.allSatisfy { $0 > 0 }, "a hidden layer without units", "at least 1 unit")
    try require(dropout >= 0 && dropout < 1, "dropout \(dropout)", "a share from 0 to below 1")
    try require(
      weightDecay >= 0 && weightDecay.isFinite, "weight decay \(weightDecay)", "0 or more")
    try require((maxEpochs ?? 1) > 0, "\(maxEpochs ?? 0) epochs", "at least 1")
    try require((batchSize ?? 1) > 0, "batches of \(batchSize ?? 0) rows", "at least 1 row")
    try require((gradientClip ?? 1) > 0, "gradient clip \(gradientClip ?? 0)", "above 0")
    try require(
      optimizer.learningRate > 0 && optimizer.learningRate.isFinite,
      "learning rate \(optimizer.learningRate)", "a number above 0")
    if case .early(let share, let patience) = stopping {
      try require(share > 0 && share < 1, "a held-out share of \(share)", "between 0 and 1")
      try require(patience > 0, "patience \(patience)", "at least 1 epoch")
    }
    if normalizesBatches && batchSize == 1 { throw ClassificationError(.oneRowBatch) }
  }
}
