import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastModeling
import RowcastTabular
import Testing

@testable import RowcastPipeline

/// Each option of training changes the model, or is refused by name.
@Suite struct TrainOptionLawTests {
  /// A value that asks for something else than what holds by itself, and the options beside which
  /// it does.
  struct Asked {
    var values: [String]
    var beside: [(String, [String])] = []
    var target = "y"

    init(_ values: String..., beside: [(String, [String])] = [], target: String = "y") {
      self.values = values
      self.beside = beside
      self.target = target
    }
  }

  private static let linear = [("model", ["logistic"]), ("C", ["1"]), ("hinges", ["none"])]
  private static let network = [("model", ["mlp"]), ("hidden", ["3"]), ("max-iterations", ["5"])]
  /// Where the bend of a number is what tells.
  private static let bent = [("model", ["logistic"]), ("drop", ["leak"])]
  private static let judged = linear + [("validation", ["holdout=0.3"])]

  static let asked: [String: Asked] = [
    "model": Asked("perceptron", beside: [("model", ["logistic"]), ("max-iterations", ["5"])]),
    "penalty": Asked("l1", beside: linear),
    "l1-ratio": Asked("0.3", beside: linear + [("penalty", ["elasticnet"])]),
    "C": Asked("0.1", beside: linear), "tolerance": Asked("0.1", beside: linear),
    "max-iterations": Asked("1", beside: linear),
    "class-weight": Asked("balanced", beside: linear), "seed": Asked("7", beside: network),
    "hidden": Asked("5", beside: network), "activation": Asked("tanh", beside: network),
    "optimizer": Asked("sgd", beside: network), "learning-rate": Asked("0.05", beside: network),
    "momentum": Asked("0.5", beside: network + [("optimizer", ["sgd"])]),
    "batch-size": Asked("8", beside: network), "dropout": Asked("0.5", beside: network),
    "batch-norm": Asked(beside: network), "weight-decay": Asked("30", beside: network),
    "gradient-clip": Asked("0.001", beside: network),
    "patience": Asked(
      "1",
      beside: network + [("max-iterations", ["40"]), ("learning-rate", ["0.3"])]),
    "initialization": Asked("glorot-uniform", beside: network),
    "output-layer": Asked("hierarchical", beside: network, target: "size"),
    "validation": Asked("cv=2", beside: linear), "group": Asked("household", beside: judged),
    "order": Asked("day", beside: linear + [("validation", ["time=0.3"])]),
    "weights": Asked("weight", beside: linear),
    "bins": Asked("50,200", beside: linear + [("model", ["softmax"])], target: "amount"),
    "positive": Asked("no", beside: linear), "threshold": Asked("f1", beside: judged),
    "calibration": Asked("platt", beside: judged), "drop": Asked("n", beside: linear),
    "drop-suspects": Asked(beside: linear), "role": Asked("n=ignored", beside: linear),
    "fold-levels": Asked(beside: linear), "impute": Asked("mean", beside: linear),
    "indicators": Asked("none", beside: linear), "scale": Asked("minmax", beside: linear),
    "curves": Asked("none", beside: bent + [("interactions", ["none"])]),
    "interactions": Asked("n*amount", beside: [("model", ["logistic"])]),
    "hinges": Asked("none", beside: bent + [("C", ["1"])]),
    "categories": Asked("target", beside: linear), "encode": Asked("size=target", beside: linear),
    "levels": Asked("size=S,M,L", beside: linear),
    "text": Asked("characters", beside: linear + [("role", ["note=text"])]),
  ]

  /// Those of the trainer; how rows are taken is no business of it.
  static let options = OptionTable.all.filter {
    $0.commands.contains(.train) && [.learning, .network].contains($0.section)
      && !["in-parts", "skip-bad-lines"].contains($0.name)
  }

  /// Rows with gaps, a bend, levels in two spellings, texts, a leak, groups, days and weights.
  private static let table: Result<Table, any Error> = Result {
    struct Row: Codable {
      var n: Double?
      var amount: Double
      var size: String
      var note: String
      var leak: String
      var household: Int
      var day: Int
      var weight: Double
      var y: String
    }
    return try Table(
      rows: (0..<120).map { i in
        let (n, amount) = (Double((i * 37) % 60), Double((i * i * 7) % 251))
        let isYes = abs(n - 30) / 10 + Double((i * 53) % 100) / 40 > 2.5
        let size = ["S", "M", "L", "m"][(i * 7 + (isYes ? 1 : 0)) % 4]
        return Row(
          n: i % 11 == 4 ? nil : n * n / 7, amount: amount + 0.5, size: size,
          note: "it \(["was", "is", "gets"][i % 3]) \(isYes && i % 4 > 0 ? "late" : "fine") today",
          leak: isYes ? "left" : "stays", household: i / 3, day: (i * 29) % 97,
          weight: 1 + Double(i % 5), y: isYes ? "yes" : "no")
      })
  }

  /// What training comes to, apart from what was asked of it.
  private struct Learned: Equatable {
    var target: FittedLabels
    var features: FittedFeatures
    var classifier: FittedClassifier
    var calibration: Calibration?
    var decision: Decision
    var judged: Assessment?

    init(_ model: Model) {
      target = model.target
      features = model.features
      classifier = model.classifier
      calibration = model.calibration
      decision = model.decision
      judged = model.training.assessment
    }
  }

  private func outcome(
    of asked: Asked, _ further: [(OptionDeclaration, [String])] = []
  ) throws -> Result<Learned, TrainingError> {
    var options = RunOptions()
    options.training.validation = .none
    for (name, values) in asked.beside {
      let option = try #require(Self.options.first { $0.name == name })
      try option.set(.arguments(values), in: &options)
    }
    for (option, values) in further {
      try option.set(option.form == .flag ? .flag : .arguments(values), in: &options)
    }
    try options.training.checkModel()
    let (trainer, table) =
      (Trainer(target: asked.target, options: options.training), try Self.table.get())
    return Result { () throws(TrainingError) in
      Learned(try trainer.fitted(to: table).model)
    }
  }

  @Test(arguments: options.map(\.name))
  func `An option of training changes the model`(name: String) throws {
    let option = try #require(Self.options.first { $0.name == name })
    let asked = try #require(Self.asked[name], "a value for --\(name)")
    let plain = try outcome(of: asked)
    let changed = try outcome(of: asked, [(option, asked.values)]).get()
    // A target of many numbers is refused without bins.
    #expect(name == "bins" || (try? plain.get()) != nil)
    #expect((try? plain.get()) != changed, "--\(name) changes nothing")
  }

  @Test func `An option that is not of the model is refused`() throws {
    for option in Self.options {
      let values = try #require(Self.asked[option.name]).values
      for model in ModelKind.allCases where !option.models.contains(model) {
        var options = RunOptions()
        options.training.model = model
        try option.set(option.form == .flag ? .flag : .arguments(values), in: &options)
        let error = try #require(
          #expect(throws: PipelineError.self, "--\(option.name), \(model)") {
            try options.training.checkModel()
          })
        #expect(error.message.hasPrefix("--\(option.name) is for "))
        #expect(error.kind == .usage)
      }
    }
  }

  @Test func `Every option of training is under this law`() {
    #expect(Set(Self.options.map(\.name)) == Set(Self.asked.keys))
  }
}
