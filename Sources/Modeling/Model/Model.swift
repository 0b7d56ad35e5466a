public import RowcastClassification
public import RowcastEvaluation
public import RowcastFeatures
import RowcastTabular

/// A trained model with all it needs to be used and to be read: what `train` writes.
///
/// The file is JSON. It holds the columns with what was learned of them, the weights, the classes,
/// the options and the seed, and how good the model was on rows it had not seen; no time and no
/// machine, so that the same input and seed give the same bytes.
public struct Model: Sendable, Equatable, Codable {
  /// The format's name, the first member of every model file.
  private(set) var format = Self.formatName
  /// The format's version; a reader refuses a newer one.
  private(set) var formatVersion = Self.currentVersion
  /// The version of the program that wrote it.
  public internal(set) var program = RowcastVersion.current
  /// The kind of model in the field's words: `logistic regression with hinges`.
  public let name: String
  /// The classes, and the column that has them.
  public let target: FittedLabels
  /// What was learned of each column to make features of it.
  public let features: FittedFeatures
  /// The weights, and the kind of classifier they are of.
  public let classifier: FittedClassifier
  /// How probabilities are corrected; nil when they are taken as they come.
  public let calibration: Calibration?
  /// How probabilities become one class.
  public let decision: Decision
  /// How the model came to be, and how good it was.
  public let training: TrainingRecord
  /// The options it was trained with.
  public let options: TrainOptions

  package static let formatName = "rowcast-model"
  static let currentVersion = 3

  init(
    name: String, target: FittedLabels, features: FittedFeatures, classifier: FittedClassifier,
    calibration: Calibration?, decision: Decision, training: TrainingRecord, options: TrainOptions
  ) {
    // Older programs would read nothing of texts that have a unit, or are durations.
    let isWider = features.columns.contains {
      $0.reading.frame != nil || $0.reading.form == .durations
    }
    formatVersion = isWider ? 3 : 2
    self.name = name
    self.target = target
    self.features = features
    self.classifier = classifier
    self.calibration = calibration
    self.decision = decision
    self.training = training
    self.options = options
  }
}
