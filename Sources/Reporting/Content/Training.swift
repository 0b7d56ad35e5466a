/// A model that was tried, and how it did in cross-validation inside the training rows.
public struct ModelComparison: Sendable, Hashable, Codable {
  public var name: String
  /// The mean log-loss over folds.
  public var logLoss: Double
  public var standardError: Double?
  public var accuracy: Double?
  public var seconds: Double?
  public var isChosen: Bool
  /// Why it was or was not taken.
  public var remark: String

  public init(
    name: String, logLoss: Double, standardError: Double? = nil, accuracy: Double? = nil,
    seconds: Double? = nil, isChosen: Bool = false, remark: String = ""
  ) {
    self.name = name
    self.logLoss = logLoss
    self.standardError = standardError
    self.accuracy = accuracy
    self.seconds = seconds
    self.isChosen = isChosen
    self.remark = remark
  }
}

/// The loss after each iteration or epoch.
public struct LossCurve: Sendable, Hashable, Codable {
  /// `iteration` or `epoch`.
  public var step: String
  public var training: [Double]
  /// On rows set aside for early stopping; as long as `training`, or empty.
  public var validation: [Double]
  /// The zero-based step whose weights were kept.
  public var best: Int?

  public init(step: String, training: [Double], validation: [Double] = [], best: Int? = nil) {
    self.step = step
    self.training = training
    self.validation = validation
    self.best = best
  }
}

/// The losses of a model that learned from part of the rows.
public struct LearningPoint: Sendable, Hashable, Codable {
  public var rows: Int
  public var training: Double
  public var validation: Double

  public init(rows: Int, training: Double, validation: Double) {
    self.rows = rows
    self.training = training
    self.validation = validation
  }
}

/// How one layer of a network does after training.
public struct LayerHealth: Sendable, Hashable, Codable {
  public var name: String
  public var units: Int
  public var activation: String
  /// The norm of the loss's gradient by the layer's weights.
  public var gradientNorm: Double
  /// Units that are zero on every row, as a share.
  public var deadShare: Double
  /// Outputs at the flat ends of the function, as a share.
  public var saturatedShare: Double
  /// Outputs that are exactly zero, as a share.
  public var zeroShare: Double?
  public var meanActivation: Double?

  public init(
    name: String, units: Int, activation: String, gradientNorm: Double, deadShare: Double,
    saturatedShare: Double, zeroShare: Double? = nil, meanActivation: Double? = nil
  ) {
    self.name = name
    self.units = units
    self.activation = activation
    self.gradientNorm = gradientNorm
    self.deadShare = deadShare
    self.saturatedShare = saturatedShare
    self.zeroShare = zeroShare
    self.meanActivation = meanActivation
  }
}
