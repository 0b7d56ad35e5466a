import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastModeling

extension OptionTable {
  static let learning: [OptionDeclaration] = [
    OptionDeclaration(
      "model", [.train], .learning,
      "The kind of model; auto compares and keeps the simplest good one",
      .choice(ModelKind.auto), fallback: "auto", to: \.training.model),
    OptionDeclaration(
      "penalty", [.train], .learning, "The penalty on weights", .choice(Penalty.l2),
      fallback: "l2", models: ModelKind.linear, to: \.training.penalty),
    OptionDeclaration(
      "l1-ratio", [.train], .learning, "The share of L1 in an elastic net", .share("0.5"),
      fallback: "0.5", models: ModelKind.linear, to: \.training.l1Ratio),
    OptionDeclaration(
      "C", [.train], .learning, "The inverse strength of the penalty, or auto",
      .positive("value", "auto"), fallback: "auto", none: "auto", models: ModelKind.linear,
      into: \.training.inverseStrength),
    OptionDeclaration(
      "tolerance", [.train], .learning,
      "When the solver stops: the largest gradient of the mean loss", .positive("value", "0.0001"),
      models: ModelKind.linear, into: \.training.tolerance),
    OptionDeclaration(
      "max-iterations", [.train], .learning,
      "The most iterations of the solver, or epochs of an mlp", .count("n", "200"),
      into: \.training.maxIterations),
    OptionDeclaration(
      "class-weight", [.train], .learning, "Weights of classes", .choice(ClassWeighting.none),
      fallback: "none", to: \.training.classWeight),
    OptionDeclaration(
      "seed", [.train], .learning, "The seed of every random choice", seed, fallback: "0",
      to: \.training.seed),
    OptionDeclaration(
      "in-parts", [.train], .learning,
      "Learn from lines in passes of bounded memory, as on Apache Spark: the same model in whatever "
        + "parts and order they come", .flag, into: \.training.inParts),
    OptionDeclaration(
      "skip-bad-lines", [.train], .learning,
      "With --in-parts: leave out lines that cannot be read, and count them", .flag,
      to: \.skipsBadLines),
  ]

  static let network: [OptionDeclaration] = [
    OptionDeclaration(
      "hidden", [.train], .network, "Units of each hidden layer, such as 64,32", units,
      models: ModelKind.networks, to: \.training.hidden),
    OptionDeclaration(
      "activation", [.train], .network,
      "The hidden activation (see `rowcast activations`), or all to compare them", activation,
      fallback: "relu", models: ModelKind.networks, into: \.training.activation),
    OptionDeclaration(
      "optimizer", [.train], .network, "What makes steps of gradients", .choice(OptimizerKind.adam),
      models: ModelKind.networks, into: \.training.network.optimizer),
    OptionDeclaration(
      "learning-rate", [.train], .network, "The first learning rate", .positive("rate", "0.002"),
      models: ModelKind.networks, into: \.training.network.learningRate),
    OptionDeclaration(
      "momentum", [.train], .network, "The momentum of sgd", .share(isPart: true, "0.9"),
      models: ModelKind.networks, into: \.training.network.momentum),
    OptionDeclaration(
      "batch-size", [.train], .network, "Rows of a minibatch", .count("rows", "64"),
      models: ModelKind.networks, into: \.training.network.batchSize),
    OptionDeclaration(
      "dropout", [.train], .network, "The share of hidden outputs put to zero in training",
      .share(isPart: true, "0.2"), models: ModelKind.networks, into: \.training.network.dropout),
    OptionDeclaration(
      "batch-norm", [.train], .network, "Batch normalization of hidden layers", .flag,
      models: ModelKind.networks, into: \.training.network.batchNormalization),
    OptionDeclaration(
      "weight-decay", [.train], .network, "The decoupled decay of weights; 0 for none",
      .nonnegative("value", "1"), models: ModelKind.networks,
      into: \.training.network.weightDecay),
    OptionDeclaration(
      "gradient-clip", [.train], .network, "The longest gradient that is used as it is",
      .positive("norm", "5"), models: ModelKind.networks, into: \.training.network.gradientClip),
    OptionDeclaration(
      "patience", [.train], .network,
      "Epochs without a better loss on held-out rows before it stops", .count("epochs", "15"),
      models: ModelKind.networks, into: \.training.network.patience),
    OptionDeclaration(
      "initialization", [.train], .network, "How weights start", .choice(Initialization.heNormal),
      fallback: "what fits the activation", models: ModelKind.networks,
      into: \.training.network.initialization),
    OptionDeclaration(
      "output-layer", [.train], .network, "The last layer for more than two classes",
      .choice(MultilayerPerceptron.Output.softmax), models: ModelKind.networks,
      into: \.training.network.output),
  ]

  static let judging: [OptionDeclaration] = [
    OptionDeclaration(
      "validation", [.train], .learning,
      "How the model is judged: holdout=0.2, cv=5, cv=5x3, time=0.2 or none",
      .scalar(
        "holdout=SHARE, cv=FOLDS, cv=FOLDSxREPEATS, time=SHARE or none", "plan",
        example: "holdout=0.2"
      ) { try? SplitPlan(parsing: $0) },
      fallback: "holdout=0.2", to: \.training.validation),
    OptionDeclaration(
      "group", [.train], .learning,
      "Rows with the same value in this column are never on both sides of a split by chance; of one by "
        + "time it is told how many are",
      .text("a column", "column", "household"), into: \.training.group),
    OptionDeclaration(
      "order", [.train], .learning,
      "The column that orders rows for --validation time; without it the only column of dates, else the "
        + "rows as they stand",
      .text("a column", "column", "date"), into: \.training.order),
    OptionDeclaration(
      "weights", [.train], .learning, "The column of sample weights",
      .text("a column", "column", "weight"), into: \.training.weights),
    OptionDeclaration(
      "bins", [.train], .learning,
      "Where a target of numbers or dates is cut into classes: 0,50,100, or 2024-01-01,2025-01-01, or "
        + "median, terciles, quartiles, quintiles or deciles",
      bins, into: \.training.bins),
    OptionDeclaration(
      "positive", [.train], .learning, "The class that counts as positive, of two",
      .dashed("a label", "label", "\"yes\"") { $0 }, into: \.training.positive),
    OptionDeclaration(
      "threshold", [.train], .learning,
      "The aim of the decision threshold, of two classes: f1, balanced, cost=FP:FN, precision=P or "
        + "recall=R",
      .scalar("f1, balanced, cost=FP:FN, precision=P or recall=R", "aim", example: "f1") {
        try? ThresholdAim(parsing: $0)
      }, into: \.training.threshold),
    OptionDeclaration(
      "calibration", [.train], .learning, "Calibrate probabilities on held-out rows",
      .choice(CalibrationMethod.platt), into: \.training.calibration),
  ]

  static let preparation: [OptionDeclaration] = [
    OptionDeclaration(
      "drop", [.train], .learning, "Columns to leave out, separated by commas",
      .columns(adding: true, "[notes, internal_id]"), to: \.training.drop),
    OptionDeclaration(
      "drop-suspects", [.train], .learning, "Leave out columns that look like leaks of the target",
      .flag, to: \.training.dropSuspects),
    OptionDeclaration(
      "role", [.train], .learning, "A column's role, such as zip=category; may be repeated",
      roles, key: "roles", to: \.training.roles),
    OptionDeclaration(
      "fold-levels", [.train], .learning,
      "Take labels and levels that differ in case or blanks alone as one, when predicting, too",
      .flag, into: \.training.foldLevels),
    OptionDeclaration(
      "impute", [.train], .learning, "What stands for missing numbers; constant is 0",
      .choice(Imputation.median), into: \.training.impute),
    OptionDeclaration(
      "indicators", [.train], .learning, "Features that say that a value is missing",
      .choice(AutoOrNone.none), fallback: "auto", to: \.training.indicators),
    OptionDeclaration(
      "scale", [.train], .learning, "The scale of numbers", .choice(Scaling.standard),
      into: \.training.scale),
    OptionDeclaration(
      "curves", [.train], .learning,
      "How numbers bend: smooth curves, hinges between straight pieces, or not at all",
      .choice(CurveShape.hinges), fallback: "smooth, or hinges where a penalty is given",
      models: ModelKind.linear, into: \.training.curves),
    OptionDeclaration(
      "interactions", [.train], .learning,
      "Products of columns whose effects depend on each other: auto, none, the most of them, or "
        + "columns such as age*hours",
      .scalar("auto, none, a number, or columns such as age*hours", "which", example: "none") {
        Interactions(parsing: $0)
      }, fallback: "auto", models: ModelKind.linear, into: \.training.interactions),
    OptionDeclaration(
      "hinges", [.train], .learning, "Whether numbers bend; none is --curves none",
      .choice(AutoOrNone.none), fallback: "auto", models: ModelKind.linear, to: \.training.hinges),
    OptionDeclaration(
      "categories", [.train], .learning, "How categories become numbers",
      .choice(CategoryEncoding.oneHot), into: \.training.encoding),
    OptionDeclaration(
      "encode", [.train], .learning,
      "How one category becomes numbers, such as city=target; may be repeated", encodings,
      to: \.training.encodings),
    OptionDeclaration(
      "levels", [.train], .learning,
      "The levels of an ordinal column from low to high, such as size=S,M,L; may be repeated",
      .pairs(
        "COLUMN=LEVELS, such as size=S,M,L", "column=levels", example: "{ size: [S, M, L, XL] }",
        schema: #""type": "array", "items": { "type": ["string", "number", "boolean"] }"#
      ) { $0.list }, to: \.training.levels),
    OptionDeclaration(
      "text", [.train], .learning, "The terms of texts: words, runs of characters, or both",
      .choice(TextTerms.words), into: \.training.text),
  ]

  static var seed: OptionSyntax<UInt64> {
    var syntax = OptionSyntax<UInt64>.scalar(
      "a whole number from 0 on", "n", example: "0", schema: #""type": "integer", "minimum": 0"#
    ) { UInt64($0) }
    syntax.mayBeginWithDash = true
    return syntax
  }

  private static var units: OptionSyntax<[Int]> {
    OptionSyntax(
      takes: "numbers of units, such as 64,32; hidden rows of a sheet are --hidden-cells",
      placeholder: "units", example: "[64, 32]",
      schema: #""type": "array", "items": { "type": "integer", "minimum": 1 }"#
    ) { value, _ in
      let units = value.list?.map { Int($0) ?? 0 }
      return units.flatMap { $0.allSatisfy { $0 > 0 && $0 <= 65_536 } ? $0 : nil }
    }
  }

  private static var bins: OptionSyntax<TargetBins> {
    var syntax = OptionSyntax<TargetBins>(
      takes:
        "ascending numbers or days, such as 0,50,100 or 2024-01-01,2025-01-01, or \(TargetBins.names.map(\.name).alternatives)",
      placeholder: "cuts", example: "quartiles",
      schema: #""type": ["string", "number", "array"], "items": { "type": ["number", "string"] }"#
    ) { value, _ in
      TargetBins(parsing: value.text ?? (value.list ?? []).joined(separator: ","))
    }
    syntax.mayBeginWithDash = true
    syntax.hints = TargetBins.names.map(\.name)
    return syntax
  }

  private static var activation: OptionSyntax<HiddenActivation> {
    let names = Activation.all.map(\.name) + ["all"]
    var syntax = OptionSyntax<HiddenActivation>.scalar(
      "a name of `rowcast activations`, or all", "name", example: "relu",
      HiddenActivation.init(parsing:))
    syntax.completion = .list(names)
    syntax.hints = names
    return syntax
  }

  private static var roles: OptionSyntax<[String: ColumnRole]> {
    enumerated("ROLE", "a role", "zip=category", "{ zip: category }")
  }

  private static var encodings: OptionSyntax<[String: CategoryEncoding]> {
    enumerated("ENCODING", "an encoding", "city=target", "{ city: target }")
  }

  /// One of the names of an enumeration for each column.
  private static func enumerated<Item: CaseIterable & RawRepresentable<String> & Sendable>(
    _ placeholder: String, _ what: String, _ sample: String, _ example: String
  ) -> OptionSyntax<[String: Item]> {
    let names = Item.allCases.map(\.rawValue)
    var syntax = OptionSyntax<[String: Item]>.pairs(
      "COLUMN=\(placeholder), such as \(sample), with \(what) of \(names.alternatives)",
      "column=\(placeholder.lowercased())", example: example,
      schema: #""enum": [\#(names.map { "\"\($0)\"" }.joined(separator: ", "))]"#
    ) { $0.text.flatMap(Item.init(rawValue:)) }
    syntax.hints = names
    return syntax
  }
}
