public import RowcastClassification
public import RowcastFeatures

/// A whole model to be written in another language: from raw columns to a predicted class.
public struct ExportModel: Sendable {
  public var features: FittedFeatures
  public var classifier: FittedClassifier
  public var labels: FittedLabels
  /// The correction of probabilities, if there is one.
  public var calibration: ExportCalibration?
  public var decision: ExportDecision
  /// What the model is called: a word or a few.
  public var name: String
  /// The program that made the model, with its version, for comments and properties.
  public var program: String

  public init(
    features: FittedFeatures, classifier: FittedClassifier, labels: FittedLabels,
    calibration: ExportCalibration? = nil, decision: ExportDecision = .mostProbable,
    name: String = "model", program: String = "rowcast"
  ) {
    self.features = features
    self.classifier = classifier
    self.labels = labels
    self.calibration = calibration
    self.decision = decision
    self.name = name
    self.program = program
  }
}

/// A correction of probabilities in numbers alone.
///
/// Of two classes the maps correct class 1, and class 0 gets the rest; of more there is one map for
/// each class, and each row is then divided by its sum.
public enum ExportCalibration: Sendable, Hashable {
  /// `softmax(ln p / temperature)`.
  case temperature(Double)
  /// `sigmoid(slope * ln(p / (1 - p)) + offset)`, with `p` kept 1e-15 away from 0 and 1.
  case platt([Sigmoid])
  /// Straight between corners, level outside them.
  case isotonic([Corners])

  public struct Sigmoid: Sendable, Hashable {
    public var slope: Double
    public var offset: Double

    public init(slope: Double, offset: Double) {
      self.slope = slope
      self.offset = offset
    }
  }

  public struct Corners: Sendable, Hashable {
    /// Ascending.
    public var scores: [Double]
    /// One for each score.
    public var values: [Double]

    public init(scores: [Double], values: [Double]) {
      self.scores = scores
      self.values = values
    }
  }

  /// The number of maps; nil when one serves all classes at once.
  var mapCount: Int? {
    switch self {
    case .temperature: nil
    case .platt(let maps): maps.count
    case .isotonic(let maps): maps.count
    }
  }
}

/// How probabilities become one predicted class.
public enum ExportDecision: Sendable, Hashable {
  /// The most probable class; ties go to the first.
  case mostProbable
  /// Of two classes, the positive one from this probability on.
  case threshold(Double, positive: Int)
}
