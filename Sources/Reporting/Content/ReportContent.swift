public import RowcastClassification
public import RowcastEvaluation
public import RowcastFeatures
public import RowcastMachine
public import RowcastModeling

/// Everything a report says, as plain values: filled by whoever ran the stages, drawn by
/// ``HTMLReport``, ``TextReport``, ``ModelCard`` and ``WorkbookReport``.
///
/// Only what the initializer asks for is needed; a section whose values are missing is left out.
public struct ReportContent: Sendable, Hashable, Codable {
  /// The heading, such as `churned, predicted from customers.xlsx`.
  public var title: String
  /// Where the rows came from.
  public var data: DataDescription
  /// What was predicted.
  public var target: TargetDescription
  /// What learned it.
  public var model: ModelDescription
  /// How it was judged, in one sentence: `Judged on 1,409 rows that were set aside, ...`.
  public var validation: String
  /// Most serious first.
  public var warnings: [DataWarning] = []
  /// How many of the judged rows the model learned from; nil when it cannot tell, or was judged on
  /// rows that were held out.
  public var overlap: RowOverlap?
  /// Whether it is judged on a table of its own, and not on rows held out of training.
  public var isJudgedOnOtherRows = false
  /// How good the model is on rows it was not fitted to; nil when it was not judged.
  public var assessment: Assessment?
  /// The figures of each fold; nil without cross-validation.
  public var crossValidation: CrossValidationSummary?
  /// The models that were tried, the chosen one among them.
  public var comparisons: [ModelComparison] = []
  /// How the decision threshold was chosen; nil when none was asked for.
  public var threshold: ThresholdChoice?
  /// Strongest first.
  public var effects: [FeatureEffect] = []
  /// The curves of columns of numbers, the steepest first.
  public var numericEffects: [NumericEffect] = []
  /// What columns do together, by product.
  public var productEffects: [ProductEffect] = []
  /// The effects of values, by category column.
  public var categoryEffects: [CategoryEffect] = []
  /// How the loss fell while the model was fitted; nil where nothing was noted.
  public var lossCurve: LossCurve?
  /// The hidden layers of a network, from the first.
  public var layers: [LayerHealth] = []
  /// Every column of the input, in its order.
  public var columns: [ColumnProfile] = []
  /// How long each stage took; empty leaves them out.
  public var timings: [Timings.Stage] = []
  /// The program and its version, such as `Rowcast 1.0`.
  public var software: String = "Rowcast"
  /// When it was made, in ISO 8601; nil leaves it out, so that the same run gives the same bytes.
  public var date: String?

  /// All further sections are empty, and are left out as long as they are.
  public init(
    title: String, data: DataDescription, target: TargetDescription, model: ModelDescription,
    validation: String
  ) {
    self.title = title
    self.data = data
    self.target = target
    self.model = model
    self.validation = validation
  }
}
