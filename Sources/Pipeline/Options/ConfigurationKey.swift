import Evaluation
import Yams

/// The keys of a configuration file, each with what it takes.
enum ConfigurationKey: String, CaseIterable {
  case target, model, hidden, activation, penalty
  case l1Ratio = "l1-ratio"
  case inverseStrength = "C"
  case tolerance
  case maxIterations = "max-iterations"
  case classWeight = "class-weight"
  case validation, group, order, weights, seed, impute, hinges, scale, drop, roles, positive
  case dropSuspects = "drop-suspects"
  case threshold, calibration

  var help: String {
    switch self {
    case .target: "The column to predict"
    case .model: "The kind of model"
    case .hidden: "Units of each hidden layer of an mlp"
    case .activation: "The hidden activation of an mlp"
    case .penalty: "The penalty on weights"
    case .l1Ratio: "The share of L1 in an elastic net"
    case .inverseStrength: "The inverse strength of the penalty"
    case .tolerance: "When the solver stops: the largest gradient of the mean loss"
    case .maxIterations: "The most iterations of the solver, or epochs of an mlp"
    case .classWeight: "Weights of classes"
    case .validation: "How the model is judged"
    case .group: "Rows with the same value in this column stay on one side of a split"
    case .order: "The column that orders rows in time"
    case .weights: "The column of sample weights"
    case .seed: "The seed of every random choice"
    case .impute: "What stands for missing numbers"
    case .hinges: "Piecewise-linear hinges of numeric columns"
    case .scale: "The scale of numbers"
    case .drop: "Columns to leave out"
    case .roles: "Roles of columns"
    case .positive: "The class that counts as positive, of two"
    case .dropSuspects: "Leave out columns that look like leaks of the target"
    case .threshold: "The aim of the decision threshold, of two classes"
    case .calibration: "How probabilities are calibrated on held-out rows"
    }
  }

  var takes: String {
    switch self {
    case .target, .group, .order, .weights: "a column"
    case .model: names(ModelChoice.self)
    case .hidden: "a list of numbers"
    case .activation: "a name of `rowcast activations`, or all"
    case .penalty: names(PenaltyChoice.self)
    case .l1Ratio: "a share from 0 to 1"
    case .inverseStrength: "a number above 0, or auto"
    case .tolerance: "a number above 0"
    case .maxIterations: "a whole number above 0"
    case .classWeight: names(ClassWeightChoice.self)
    case .validation: "holdout=SHARE, cv=FOLDS, time=SHARE or none"
    case .seed: "a whole number"
    case .impute: names(ImputeChoice.self)
    case .hinges: names(HingeChoice.self)
    case .scale: names(ScaleChoice.self)
    case .drop: "a list of columns"
    case .roles: "a map from column to role"
    case .positive: "a label"
    case .dropSuspects: "true or false"
    case .threshold: "f1, balanced, cost=FP:FN or precision=P"
    case .calibration: "platt, isotonic or temperature"
    }
  }

  var example: String {
    switch self {
    case .target: "churned"
    case .model: "auto"
    case .hidden: "[64, 32]"
    case .activation: "relu"
    case .penalty: "l2"
    case .l1Ratio: "0.5"
    case .inverseStrength: "auto"
    case .tolerance: "0.0001"
    case .maxIterations: "200"
    case .classWeight: "none"
    case .validation: "holdout=0.2"
    case .group: "household"
    case .order: "date"
    case .weights: "weight"
    case .seed: "0"
    case .impute: "median"
    case .hinges: "auto"
    case .scale: "standard"
    case .drop: "[notes, internal_id]"
    case .roles: "{ zip: category }"
    case .positive: "\"yes\""
    case .dropSuspects: "false"
    case .threshold: "f1"
    case .calibration: "platt"
    }
  }

  /// The JSON Schema of a value.
  var schema: String {
    switch self {
    case .model: choices(ModelChoice.self)
    case .penalty: choices(PenaltyChoice.self)
    case .classWeight: choices(ClassWeightChoice.self)
    case .impute: choices(ImputeChoice.self)
    case .hinges: choices(HingeChoice.self)
    case .scale: choices(ScaleChoice.self)
    case .hidden: #""type": "array", "items": { "type": "integer", "minimum": 1 }"#
    case .drop: #""type": "array", "items": { "type": "string" }"#
    case .roles: #""type": "object", "additionalProperties": { "type": "string" }"#
    case .l1Ratio: #""type": "number", "minimum": 0, "maximum": 1"#
    case .inverseStrength:
      #""oneOf": [{ "type": "number", "exclusiveMinimum": 0 }, { "const": "auto" }]"#
    case .tolerance: #""type": "number", "exclusiveMinimum": 0"#
    case .maxIterations: #""type": "integer", "minimum": 1"#
    case .seed: #""type": "integer", "minimum": 0"#
    case .dropSuspects: #""type": "boolean""#
    case .positive: #""type": ["string", "number", "boolean"]"#
    default: #""type": "string""#
    }
  }

  /// Changes the option; false when the value cannot be used.
  func set(_ value: Node, in options: inout TrainOptions) -> Bool {
    switch self {
    case .target: false
    case .model: assign(value.string.flatMap(ModelChoice.init), to: &options.model)
    case .hidden: assign(wholeNumbers(value), to: &options.hidden)
    case .activation: assign(value.string, to: &options.activation)
    case .penalty: assign(value.string.flatMap(PenaltyChoice.init), to: &options.penalty)
    case .l1Ratio: assign(number(value, 0...1), to: &options.l1Ratio)
    case .inverseStrength:
      value.string == "auto" || assign(positiveNumber(value), to: &options.inverseStrength)
    case .tolerance: assign(positiveNumber(value), to: &options.tolerance)
    case .maxIterations: assign(value.int.flatMap { $0 > 0 ? $0 : nil }, to: &options.maxIterations)
    case .classWeight:
      assign(value.string.flatMap(ClassWeightChoice.init), to: &options.classWeight)
    case .validation:
      assign(value.string.flatMap { try? SplitPlan(parsing: $0) }, to: &options.validation)
    case .group: assign(value.string, to: &options.group)
    case .order: assign(value.string, to: &options.order)
    case .weights: assign(value.string, to: &options.weights)
    case .seed: assign(value.string.flatMap { UInt64($0) }, to: &options.seed)
    case .impute: assign(value.string.flatMap(ImputeChoice.init), to: &options.impute)
    case .hinges: assign(value.string.flatMap(HingeChoice.init), to: &options.hinges)
    case .scale: assign(value.string.flatMap(ScaleChoice.init), to: &options.scale)
    case .drop: assign(value.sequence.map { $0.compactMap(\.string) }, to: &options.drop)
    case .roles:
      assign(
        value.mapping.map { map in
          Dictionary(
            map.compactMap { key, role in
              key.string.flatMap { name in role.string.map { (name, $0) } }
            }, uniquingKeysWith: { $1 })
        }, to: &options.roles)
    case .positive: assign(value.string, to: &options.positive)
    case .dropSuspects: assign(value.bool, to: &options.dropSuspects)
    case .threshold: assign(value.string, to: &options.threshold)
    case .calibration: assign(value.string, to: &options.calibration)
    }
  }

  private func assign<Value>(_ value: Value?, to place: inout Value) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private func assign<Value>(_ value: Value?, to place: inout Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private func wholeNumbers(_ node: Node) -> [Int]? {
    if let one = node.int { return one > 0 ? [one] : nil }
    guard let items = node.sequence else { return nil }
    let numbers = items.compactMap(\.int).filter { $0 > 0 && $0 <= 65_536 }
    return numbers.count == items.count ? numbers : nil
  }

  private func number(_ node: Node, _ range: ClosedRange<Double>) -> Double? {
    node.float.flatMap { range.contains($0) ? $0 : nil }
  }

  private func positiveNumber(_ node: Node) -> Double? {
    node.float.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
  }

  private func names<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type
  ) -> String {
    let all = Choice.allCases.map(\.rawValue)
    return all.dropLast().joined(separator: ", ") + (all.last.map { " or " + $0 } ?? "")
  }

  private func choices<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type
  ) -> String {
    "\"enum\": [" + Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") + "]"
  }
}
