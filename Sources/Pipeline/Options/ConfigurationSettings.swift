import RowcastEvaluation
import Yams
import RowcastModeling
import RowcastFeatures

/// The keys of a configuration file besides `target`, in the order of the example.
enum ConfigurationSettings {
  static let all = model + network + judging + data + reading

  static func named(_ name: String) -> ConfigurationSetting? { all.first { $0.name == name } }

  private static let model: [ConfigurationSetting] = [
    .choice("model", "The kind of model", .auto, \.training.model) { $0 },
    .choice("penalty", "The penalty on weights", .l2, \.training.penalty) { $0 },
    .share("l1-ratio", "The share of L1 in an elastic net", "0.5", \.training.l1Ratio) { $0 },
    ConfigurationSetting(
      "C", "The inverse strength of the penalty", takes: "a number above 0, or auto",
      example: "auto",
      schema: #""oneOf": [{ "type": "number", "exclusiveMinimum": 0 }, { "const": "auto" }]"#,
      to: \.training.inverseStrength
    ) { node -> Double?? in
      if node.string == "auto" { return .some(.none) }
      return node.float.flatMap { $0 > 0 && $0.isFinite ? .some(.some($0)) : .none }
    },
    .positive(
      "tolerance", "When the solver stops: the largest gradient of the mean loss", "0.0001",
      \.training.tolerance),
    .count(
      "max-iterations", "The most iterations of the solver, or epochs of an mlp", "200",
      \.training.maxIterations),
    .choice("class-weight", "Weights of classes", .none, \.training.classWeight) { $0 },
    ConfigurationSetting(
      "seed", "The seed of every random choice", takes: "a whole number", example: "0",
      schema: #""type": "integer", "minimum": 0"#, to: \.training.seed
    ) { $0.string.flatMap { UInt64($0) } },
  ]

  private static let network: [ConfigurationSetting] = [
    ConfigurationSetting(
      "hidden", "Units of each hidden layer of an mlp", takes: "a list of numbers",
      example: "[64, 32]",
      schema: #""type": "array", "items": { "type": "integer", "minimum": 1 }"#,
      to: \.training.hidden
    ) { node in
      let items = node.int.map { [$0] } ?? node.sequence?.map { $0.int ?? 0 }
      return items.flatMap { $0.allSatisfy { $0 > 0 && $0 <= 65_536 } ? $0 : nil }
    },
    .text(
      "activation", "The hidden activation of an mlp",
      takes: "a name of `rowcast activations`, or all", "relu", \.training.activation),
    .choice("optimizer", "What trains an mlp", .adam, \.training.network.optimizer) { $0 },
    .positive(
      "learning-rate", "The first learning rate of an mlp", "0.002", \.training.network.learningRate
    ),
    .share("momentum", "The momentum of sgd", "0.9", \.training.network.momentum) { $0 },
    .count("batch-size", "Rows of a minibatch of an mlp", "64", \.training.network.batchSize),
    .share(
      "dropout", "The share of hidden outputs put to zero in training", "0.2",
      \.training.network.dropout
    ) { $0 },
    ConfigurationSetting(
      "batch-norm", "Batch normalization of hidden layers", takes: "true or false",
      example: "false", schema: #""type": "boolean""#, to: \.training.network.batchNormalization,
      value: { $0.bool.map(Optional.some) }),
    ConfigurationSetting(
      "weight-decay", "The decoupled weight decay of an mlp", takes: "a number from 0 on",
      example: "1", schema: #""type": "number", "minimum": 0"#, to: \.training.network.weightDecay
    ) { node -> Double?? in
      node.float.flatMap { $0 >= 0 && $0.isFinite ? .some(.some($0)) : .none }
    },
    .positive(
      "gradient-clip", "The longest gradient of an mlp that is used as it is", "5",
      \.training.network.gradientClip),
    .count(
      "patience", "Epochs of an mlp without a better held-out loss before it stops", "15",
      \.training.network.patience),
    .choice(
      "initialization", "How the weights of an mlp start; else what fits the activation",
      .heNormal, \.training.network.initialization
    ) { $0 },
    .choice(
      "output-layer", "The last layer of an mlp with more than two classes", .softmax,
      \.training.network.output
    ) { $0 },
  ]

  private static let judging: [ConfigurationSetting] = [
    ConfigurationSetting(
      "validation", "How the model is judged",
      takes: "holdout=SHARE, cv=FOLDS, cv=FOLDSxREPEATS, time=SHARE or none",
      example: "holdout=0.2", schema: #""type": "string""#, to: \.training.validation
    ) { $0.string.flatMap { try? SplitPlan(parsing: $0) } },
    .text(
      "group", "Rows with the same value in this column stay on one side of a split",
      takes: "a column", "household", \.training.group),
    .text(
      "order", "The column that orders rows in time", takes: "a column", "date", \.training.order),
    .text(
      "weights", "The column of sample weights", takes: "a column", "weight", \.training.weights),
    ConfigurationSetting(
      "positive", "The class that counts as positive, of two", takes: "a label",
      example: "\"yes\"", schema: #""type": ["string", "number", "boolean"]"#,
      to: \.training.positive,
      value: { $0.string.map(Optional.some) }),
    .text(
      "threshold", "The aim of the decision threshold, of two classes",
      takes: "f1, balanced, cost=FP:FN or precision=P", "f1", \.training.threshold),
    .text(
      "calibration", "How probabilities are calibrated on held-out rows",
      takes: "platt, isotonic or temperature", "platt", \.training.calibration),
  ]

  private static let data: [ConfigurationSetting] = [
    .list("drop", "Columns to leave out", "[notes, internal_id]", \.training.drop),
    .flag(
      "drop-suspects", "Leave out columns that look like leaks of the target",
      \.training.dropSuspects),
    .map(
      "roles", "Roles of columns", takes: "a map from column to role", "{ zip: category }",
      schema: #""type": "string""#, \.training.roles, \.string),
    .choice("impute", "What stands for missing numbers", .median, \.training.impute) { $0 },
    .choice("indicators", "Features that say that a value is missing", .auto, \.training.indicators)
    { $0 },
    .choice("scale", "The scale of numbers", .standard, \.training.scale) { $0 },
    .choice("hinges", "Piecewise-linear hinges of numeric columns", .auto, \.training.hinges) {
      $0
    },
    .choice("categories", "How categories become numbers", .onehot, \.training.encoding) { $0 },
    .map(
      "encode", "How single categories become numbers", takes: "a map from column to encoding",
      "{ city: target }", schema: #""enum": ["onehot", "ordinal", "target", "hashing"]"#,
      \.training.encodings
    ) { $0.string.flatMap(EncodingChoice.init) },
    .map(
      "levels", "The levels of ordinal columns, from low to high",
      takes: "a map from column to a list of levels", "{ size: [S, M, L, XL] }",
      schema: #""type": "array", "items": { "type": ["string", "number", "boolean"] }"#,
      \.training.levels
    ) { $0.texts },
    .choice("text", "The terms of text columns", .words, \.training.text) { $0 },
  ]
}
