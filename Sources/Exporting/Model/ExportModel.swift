public import RowcastClassification
public import RowcastEvaluation
public import RowcastFeatures

/// A whole model to be written in another language: from raw columns to a predicted class.
public struct ExportModel: Sendable {
  /// From raw columns to the classifier's inputs.
  public var features: FittedFeatures
  /// The weights, and the kind of classifier they are of.
  public var classifier: FittedClassifier
  /// The classes, in the order of the classifier's outputs.
  public var labels: FittedLabels
  /// The correction of probabilities, if there is one.
  public var calibration: Calibration?
  /// How probabilities become one class.
  public var decision: Decision
  /// What the model is called: a word or a few.
  public var name: String
  /// The program that made the model, with its version, for comments and properties.
  public var program: String

  /// By default probabilities stay as they are and the most probable class is predicted.
  public init(
    features: FittedFeatures, classifier: FittedClassifier, labels: FittedLabels,
    calibration: Calibration? = nil, decision: Decision = .mostProbable,
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

extension Calibration {
  /// The number of maps, one for class 1 of two, or one for each class; nil when one temperature
  /// serves all at once.
  var mapCount: Int? {
    switch self {
    case .temperature: nil
    case .platt(let maps): maps.count
    case .isotonic(let maps): maps.count
    }
  }
}
