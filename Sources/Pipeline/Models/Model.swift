import RowcastClassification
import RowcastEvaluation
import RowcastFeatures

/// A trained model with all it needs to be used and to be read: what `train` writes.
///
/// The file is JSON. It holds the columns with what was learned of them, the weights, the classes,
/// the options and the seed, and how good the model was on rows it had not seen; no time and no
/// machine, so that the same input and seed give the same bytes.
struct Model: Sendable, Codable {
  /// The format's name, the first member of every model file.
  var format = Self.formatName
  /// The format's version; a reader refuses a newer one.
  var formatVersion = Self.currentVersion
  /// The version of the program that wrote it.
  var program = RowcastVersion.current
  /// The kind of model, in words.
  var name: String
  var target: FittedLabels
  /// The share of each class in training.
  var features: FittedFeatures
  var classifier: FittedClassifier
  var calibration: Calibration?
  var decision: Decision
  var training: TrainingRecord
  var options: TrainOptions

  static let formatName = "rowcast-model"
  static let currentVersion = 1
}

/// How a model came to be, and how good it was.
struct TrainingRecord: Sendable, Codable {
  var input: String
  var rows: Int
  var droppedRows: Int
  var seed: UInt64
  /// How rows were held back to judge the model.
  var validation: String
  /// How the candidates were compared, and what came of it.
  var selection: String
  var comparisons: [ComparisonRecord]
  /// The scores on rows that the model was not fitted to; nil without validation.
  var assessment: Assessment?
  var crossValidation: CrossValidationSummary?
  var threshold: ThresholdChoice?
  var warnings: [TrainingWarning]
  /// Coefficients with their standard errors; of fits without a penalty.
  var coefficients: CoefficientTable?
}

/// One candidate of the comparison.
struct ComparisonRecord: Sendable, Codable {
  var name: String
  var c: Double?
  var logLoss: Double
  var standardError: Double
  var accuracy: Double
  var isChosen: Bool
}

/// Something about the data that the reader of the result should know.
public struct TrainingWarning: Sendable, Hashable, Codable {
  /// A short, stable name: `leak`, `identifier`, `constant`, `imbalance`.
  public var kind: String
  public var column: String?
  public var message: String
  /// Whether it puts the whole result in doubt.
  public var isSerious: Bool
}
