public import RowcastLinearAlgebra

/// A trained multilayer perceptron, with the story of its training.
public struct NetworkClassifier: Sendable, Equatable, Codable {
  /// One pass over the training rows.
  public struct Epoch: Sendable, Equatable, Codable {
    /// Counted from 1.
    public var number: Int
    /// Mean loss of the batches while they were learned from.
    public var trainingLoss: Double
    /// Mean loss on the held-out rows after the epoch.
    public var validationLoss: Double?
    /// The rate of the optimizer in this epoch, with what it was lowered by.
    public var learningRate: Double
    /// Mean Euclidean norm of each layer's weight gradient over the batches.
    public var gradientNorms: [Double]
  }

  /// The network of the best epoch, which predicts.
  public let network: Network
  /// The network of the last epoch, where it is another.
  public let last: Network?
  /// In their order, the last one included.
  public let epochs: [Epoch]
  /// The number of the epoch whose weights predict.
  public let bestEpoch: Int
  /// What each hidden layer did on the training rows in the end.
  public let health: [LayerHealth]
  /// Why training ended, as a sentence.
  public let message: String

  /// The number of columns of its probabilities.
  public var classCount: Int { network.classCount }
  /// The number of features.
  public var width: Int { network.width }
  /// The model in the field's words.
  public var name: String { "multilayer perceptron" }
  /// The mean loss on the training rows during the best epoch.
  public var trainingLoss: Double {
    epochs.first { $0.number == bestEpoch }?.trainingLoss ?? epochs.last?.trainingLoss ?? .nan
  }

  /// One probability for each row and class.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    try network.probabilities(features)
  }
}

/// What the units of a hidden layer do on a set of rows.
public struct LayerHealth: Sendable, Hashable, Codable {
  /// Units of the layer.
  public var units: Int
  /// Units whose derivative is zero on every row: nothing reaches their weights any more.
  public var deadUnits: Int
  /// The share of such units.
  public var deadShare: Double { Double(deadUnits) / Double(max(1, units)) }
  /// The share of outputs that are exactly zero.
  public var zeroShare: Double
  /// The share of outputs where the derivative is below a twentieth of its largest value.
  public var saturatedShare: Double
  /// The mean over rows and units.
  public var meanOutput: Double
  /// Mean Euclidean norm of the gradient of the layer's weights in the last epoch.
  public var gradientNorm: Double

  /// Shares are 0 to 1.
  public init(
    units: Int, deadUnits: Int, zeroShare: Double, saturatedShare: Double, meanOutput: Double,
    gradientNorm: Double
  ) {
    self.units = units
    self.deadUnits = deadUnits
    self.zeroShare = zeroShare
    self.saturatedShare = saturatedShare
    self.meanOutput = meanOutput
    self.gradientNorm = gradientNorm
  }
}
