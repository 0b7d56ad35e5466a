import RowcastClassification
import RowcastLinearAlgebra

extension ActivationLaboratory {
  func centeredOutputs() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.circles(400, seed: seed)
    var rows: [Demonstration.Row] = []
    for function in [Activation.sigmoid, .tanh] {
      let model = try network([16, 16], function, epochs: 80)
        .fitted(to: data.features, labels: data.labels, classCount: 2)
      rows.append(
        .init(
          name: function.name,
          values: model.health.map(\.meanOutput) + [Double(epochs(of: model, below: 0.1))]))
    }
    return Demonstration(
      number: 8, claim: "Outputs around zero help the layers behind.",
      method: "Two hidden layers on the circles: the mean output of each, and the epochs to a loss "
        + "of 0.1.",
      columns: ["mean, first layer", "mean, second layer", "epochs"], rows: rows,
      seen: "tanh is nearer to zero and needs \(Int(rows[1].values[2])) epochs, the sigmoid "
        + "\(Int(rows[0].values[2])).",
      holds: abs(rows[1].values[0]) < abs(rows[0].values[0])
        && rows[1].values[2] < rows[0].values[2])
  }

  func saturatingFunctions() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.circles(400, seed: seed)
    var rows: [Demonstration.Row] = []
    let functions: [Activation] = [
      .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .elu(alpha: 1),
    ]
    for function in functions {
      let model = try network([16, 16, 16], function, epochs: 100) {
        $0.optimizer = .sgd(learningRate: 0.05, momentum: 0.9)
      }.fitted(to: data.features, labels: data.labels, classCount: 2)
      rows.append(.init(name: function.name, values: [Double(epochs(of: model, below: 0.1))]))
    }
    return Demonstration(
      number: 9, claim: "Functions that do not saturate learn faster than those that do.",
      method: "Three hidden layers on the circles, plain gradient descent: epochs to a loss of 0.1 "
        + "(101: not within 100).",
      columns: ["epochs"], rows: rows,
      seen: "ReLU needs \(Int(rows[2].values[0])) epochs, tanh \(Int(rows[1].values[0])), the "
        + "sigmoid \(rows[0].values[0] > 100 ? "more than 100" : "\(Int(rows[0].values[0]))").",
      holds: rows[2].values[0] < rows[1].values[0] && rows[1].values[0] < rows[0].values[0])
  }

  func defaults() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.circles(400, seed: seed)
    let usual = MultilayerPerceptron()
    func head(_ classCount: Int) throws(ClassificationError) -> String {
      try network([4], usual.activation, epochs: 1)
        .fitted(to: data.features, labels: data.labels, classCount: classCount).network.head.name
    }
    var rows: [Demonstration.Row] = []
    for function in [Activation.relu, .leakyReLU(slope: 0.01), .tanh, .sigmoid] {
      let model = try network([16, 16], function, epochs: 30)
        .fitted(to: data.features, labels: data.labels, classCount: 2)
      rows.append(.init(name: function.name, values: [model.epochs.last?.trainingLoss ?? .nan]))
    }
    let heads = (try head(2), try head(3))
    return Demonstration(
      number: 14,
      claim: "Hidden units: ReLU first, then leaky, perhaps tanh, not the sigmoid; output: sigmoid "
        + "for two classes, softmax for more.",
      method: "The defaults, and the loss after 30 epochs with each function in two hidden layers.",
      columns: ["training loss"], rows: rows,
      seen: "the default is \(usual.activation.name) with "
        + "\(Initialization.paired(with: usual.activation).rawValue), \(heads.0) for two classes "
        + "and \(heads.1) for three; the sigmoid inside is slowest.",
      holds: usual.activation == .relu && heads == ("sigmoid", "softmax")
        && rows.dropLast().allSatisfy { $0.values[0] < rows[3].values[0] })
  }
}
