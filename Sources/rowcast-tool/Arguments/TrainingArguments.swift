import ArgumentParser
import RowcastPipeline
import RowcastFeatures
import RowcastModeling

/// How a model is trained: shared by `train` and by whatever else fits models.
struct TrainingArguments: ParsableArguments {
  @Option(
    help:
      "auto, logistic, softmax, mlp or perceptron; auto compares and keeps the simplest good one.")
  var model: ModelChoice?

  @Option(help: "The penalty on weights: l2, l1, elasticnet or none.")
  var penalty: PenaltyChoice?

  @Option(help: ArgumentHelp("The share of L1 in an elastic net.", valueName: "share"))
  var l1Ratio: Double?

  @Option(
    name: .customLong("C"),
    help: ArgumentHelp("The inverse strength of the penalty, or auto.", valueName: "value"))
  var inverseStrength: String?

  @Option(
    help: ArgumentHelp(
      "When the solver stops: the largest gradient of the mean loss.", valueName: "value"))
  var tolerance: Double?

  @Option(
    help: ArgumentHelp("The most iterations of the solver, or epochs of an mlp.", valueName: "n"))
  var maxIterations: Int?

  @Option(help: "Weights of classes: balanced or none.")
  var classWeight: ClassWeightChoice?

  @Option(help: "How the model is judged: holdout=0.2, cv=5, cv=5x3, time=0.2 or none.")
  var validation: String?

  @Option(
    help: ArgumentHelp(
      "Rows with the same value here are never on both sides of a split.", valueName: "column"))
  var group: String?

  @Option(
    help: ArgumentHelp("The column that orders rows for --validation time.", valueName: "column"))
  var order: String?

  @Option(help: ArgumentHelp("The column of sample weights.", valueName: "column"))
  var weights: String?

  @Option(help: ArgumentHelp("The seed of every random choice.", valueName: "n"))
  var seed: UInt64?

  @Option(help: "Missing numbers: mean, median, most-frequent or constant (0).")
  var impute: ImputeChoice?

  @Option(help: "Piecewise-linear hinges of numeric columns: auto or none.")
  var hinges: HingeChoice?

  @Option(
    help: "The scale of numbers: standard, minmax, maxabs, robust, quantile, power, log1p or none.")
  var scale: ScaleChoice?

  @Option(help: "Features that say that a value is missing: auto or none.")
  var indicators: IndicatorChoice?

  @Option(help: "How categories become numbers.")
  var categories: EncodingChoice?

  @Option(
    name: .customLong("encode"),
    help: ArgumentHelp(
      "How one category becomes numbers, such as city=target; may be repeated.",
      valueName: "column=encoding"))
  var encodings: [String] = []

  @Option(
    help: ArgumentHelp(
      "The levels of an ordinal column from low to high, such as size=S,M,L; may be repeated.",
      valueName: "column=levels"))
  var levels: [String] = []

  @Option(help: "The terms of texts: words, runs of characters, or both.")
  var text: TextChoice?

  @Option(help: ArgumentHelp("Columns to leave out, separated by commas.", valueName: "names"))
  var drop: String?

  @Option(
    name: .customLong("role"),
    help: ArgumentHelp(
      "A column's role, such as zip=category; may be repeated.", valueName: "column=role"))
  var roles: [String] = []

  @Option(help: ArgumentHelp("The class that counts as positive, of two.", valueName: "label"))
  var positive: String?

  @Flag(help: "Leave out columns that look like leaks of the target.")
  var dropSuspects = false

  @Option(
    help: ArgumentHelp(
      "The threshold's aim, of two classes: f1, balanced, cost=FP:FN or precision=P.",
      valueName: "aim"))
  var threshold: String?

  @Option(
    help: ArgumentHelp(
      "Calibrate probabilities on held-out rows: platt, isotonic or temperature.",
      valueName: "method"))
  var calibration: String?

  /// Changes what is given here.
  func apply(to options: inout TrainOptions) throws {
    if let model { options.model = model }
    if let penalty { options.penalty = penalty }
    if let l1Ratio {
      guard l1Ratio >= 0, l1Ratio <= 1 else {
        throw ValidationError("--l1-ratio takes a share from 0 to 1")
      }
      options.l1Ratio = l1Ratio
    }
    if let inverseStrength, inverseStrength != "auto" {
      guard let value = Double(inverseStrength), value > 0, value.isFinite else {
        throw ValidationError("--C takes a number above 0, or auto (found \"\(inverseStrength)\")")
      }
      options.inverseStrength = value
    }
    if let tolerance {
      guard tolerance > 0 else { throw ValidationError("--tolerance takes a number above 0") }
      options.tolerance = tolerance
    }
    if let maxIterations {
      guard maxIterations > 0 else {
        throw ValidationError("--max-iterations takes a number above 0")
      }
      options.maxIterations = maxIterations
    }
    if let classWeight { options.classWeight = classWeight }
    if let validation { try options.setValidation(validation) }
    if let group { options.group = group }
    if let order { options.order = order }
    if let weights { options.weights = weights }
    if let seed { options.seed = seed }
    if let impute { options.impute = impute }
    if let hinges { options.hinges = hinges }
    if let scale { options.scale = scale }
    if let drop { options.drop += InputArguments.list(drop) }
    for entry in roles {
      let (column, role) = try InputArguments.pair(entry, option: "--role", example: "zip=category")
      options.roles[column] = role
    }
    if let indicators { options.indicators = indicators }
    if let categories { options.encoding = categories }
    for entry in encodings {
      let (column, name) = try InputArguments.pair(
        entry, option: "--encode", example: "city=target")
      guard let encoding = EncodingChoice(rawValue: name) else {
        let names = EncodingChoice.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--encode takes a column and one of \(names) (found \"\(name)\")")
      }
      options.encodings[column] = encoding
    }
    for entry in levels {
      let (column, list) = try InputArguments.pair(
        entry, option: "--levels", example: "size=S,M,L")
      options.levels[column] = InputArguments.list(list)
    }
    if let text { options.text = text }
    if let positive { options.positive = positive }
    if dropSuspects { options.dropSuspects = true }
    if let threshold { options.threshold = threshold }
    if let calibration { options.calibration = calibration }
  }
}
