import RowcastEvaluation
import RowcastClassification
import RowcastDelimitedText
import RowcastExporting
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport

/// A model fitted to a table of `Fixtures`, with rows it has not seen and what it says of them.
struct ExportedCase: Sendable, CustomStringConvertible {
  var name: String
  var model: ExportModel
  var rows: Table
  var probabilities: Matrix

  var description: String { name }

  static let customers = Result { try table("customers.csv").selecting(Array(0..<600)) }
  static let flowers = Result { try table("flowers.csv") }

  static func table(_ name: String) throws -> Table {
    try table(of: try DelimitedSource(try InputFile(path: Fixture.path(name))))
  }

  static func table(csv: String) throws -> Table {
    try table(of: try DelimitedSource(MemoryBytes(Array(csv.utf8), name: "rows.csv")))
  }

  private static func table(of source: DelimitedSource) throws -> Table {
    var builder = TableBuilder(schema: source.schema)
    let schema = source.schema
    try source.mapBatches({ TableBuilder.piece(of: $0, schema: schema) }) { piece in
      builder.append(piece)
      return true
    }
    return builder.table()
  }

  /// Fits to two thirds of the rows; the rest, at most `limit` of them, is to be scored.
  init(
    _ name: String, _ table: Result<Table, any Error>, target: String, limit: Int = 60,
    recipe: (inout FeatureRecipe) -> Void = { _ in },
    fit: (FeatureMatrix, [Int], Int) throws -> FittedClassifier,
    change: (inout ExportModel) -> Void = { _ in }
  ) throws {
    let table = try table.get()
    let labels = try LabelRecipe(column: target).fitted(to: table)
    let classes = try labels.encoded(table)
    let known = (0..<table.rowCount).filter { classes[$0] != TypedColumn.missingCode }
    let training = known.filter { $0 % 3 != 0 }
    var plan = FeatureRecipe()
    for name in ["customer_id", "name", "postcode"] where table[name] != nil { plan.drop(name) }
    recipe(&plan)
    let features = try plan.fitted(to: table, rows: training, target: target)
    let classifier = try fit(
      features.transformed(table, rows: training), training.map { Int(classes[$0]) },
      labels.labels.count)
    self.name = name
    rows = table.selecting(Array(known.filter { $0 % 3 == 0 }.prefix(limit)))
    model = ExportModel(
      features: features, classifier: classifier, labels: labels, name: target,
      program: "rowcast test")
    change(&model)
    probabilities = try Self.calibrated(
      classifier.probabilities(features.transformed(rows)), model.calibration)
  }

  static func linear(_ x: FeatureMatrix, _ y: [Int], _ k: Int) throws -> FittedClassifier {
    k == 2
      ? .linear(try LogisticRegression().fitted(to: x, labels: y))
      : .linear(try SoftmaxRegression().fitted(to: x, labels: y, classCount: k))
  }

  static func network(
    _ activation: Activation, hidden: [Int] = [5, 4], change: (inout MultilayerPerceptron) -> Void
  ) -> (FeatureMatrix, [Int], Int) throws -> FittedClassifier {
    var options = MultilayerPerceptron(hidden: hidden)
    options.activation = activation
    options.maxEpochs = 4
    change(&options)
    let plan = options
    return { .network(try plan.fitted(to: $0, labels: $1, classCount: $2)) }
  }

  /// Calibration as its definition says.
  private static func calibrated(_ p: Matrix, _ calibration: Calibration?) -> Matrix {
    var result = p
    for row in 0..<p.rows {
      let values = Array(p.row(row))
      for (k, value) in definition(values, calibration).enumerated() { result[row, k] = value }
    }
    return result
  }

  private static func definition(
    _ p: [Double], _ calibration: Calibration?
  ) -> [Double] {
    let maps: [(Double) -> Double]
    switch calibration {
    case nil: return p
    case .temperature(let scaling):
      return Outputs.softmax(p.map { Reference.logarithm($0) / scaling.temperature })
    case .platt(let all): maps = all.map { map in { Reference.platt(map, $0) } }
    case .isotonic(let all): maps = all.map { map in { Reference.isotonic(map, $0) } }
    }
    if p.count == 2 {
      let q = maps[0](p[1])
      return [1 - q, q]
    }
    let q = zip(maps, p).map { $0($1) }
    let sum = q.reduce(0, +)
    return q.map { $0 / sum }
  }
}

extension ExportedCase {
  /// Every way in which exports differ, each with a small model.
  static let all: [ExportedCase] = {
    do {
      return try linearCases() + additiveCases() + networkCases() + [truths(asWords: true)]
    } catch {
      return []
    }
  }()

  private static func linearCases() throws -> [ExportedCase] {
    let platt = Calibration.platt([.init(slope: 0.7, offset: 0.2)])
    let corners = Calibration.isotonic([
      .init(scores: [0.1, 0.4, 0.8], values: [0.05, 0.3, 0.95]),
      .init(scores: [0.2, 0.7], values: [0.1, 0.9]), .init(scores: [0.5], values: [0.4]),
    ])
    func flowers(
      _ name: String, _ scaling: Scaling, _ calibration: Calibration? = nil
    ) throws -> ExportedCase {
      try ExportedCase(
        name, self.flowers, target: "kind", recipe: { $0.scaling = scaling }, fit: linear,
        change: { $0.calibration = calibration })
    }
    return [
      try ExportedCase("logistic", customers, target: "churned", fit: linear),
      try ExportedCase(
        "logistic, unseen levels zero, threshold, Platt", customers, target: "churned",
        recipe: {
          $0.unseen = .zeros
          $0.rareThreshold = 90
        }, fit: linear,
        change: {
          $0.calibration = platt
          $0.decision = .threshold(0.3, positive: 1)
        }),
      try flowers("softmax", .standard),
      try flowers(
        "softmax, quantiles, temperature", .quantile, .temperature(.init(temperature: 1.8))),
      try flowers("softmax, powers, isotonic", .power, corners),
      try flowers("softmax, logarithms", .log1p), try flowers("softmax, unit length", .unitNorm),
      try ExportedCase(
        "perceptron", flowers_, target: "kind",
        fit: { .perceptron(try Perceptron().fitted(to: $0, labels: $1, classCount: $2)) }),
    ]
  }

  private static var flowers_: Result<Table, any Error> { flowers }

  private static func networkCases() throws -> [ExportedCase] {
    let functions: [Activation] = [
      .prelu(initialSlope: 0.25), .selu, .tanh, .sigmoid, .softplus, .softsign, .silu,
    ]
    return try functions.map { function in
      try ExportedCase(
        "network of \(function.name)", flowers, target: "kind",
        fit: network(function) { $0.normalizesBatches = function == .tanh })
    } + [
      try ExportedCase(
        "network of relu", customers, target: "churned", fit: network(.relu) { _ in }),
      try ExportedCase(
        "network with a tree", flowers, target: "kind",
        fit: network(.relu) { $0.output = .hierarchicalSoftmax }),
    ]
  }
}
