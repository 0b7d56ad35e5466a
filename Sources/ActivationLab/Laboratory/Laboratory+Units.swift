import RowcastClassification
import RowcastLinearAlgebra

extension ActivationLaboratory {
  func deadUnits() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.circles(400, seed: seed)
    var rows: [Demonstration.Row] = []
    let functions: [Activation] = [
      .relu, .leakyReLU(slope: 0.01), .prelu(initialSlope: 0.25), .elu(alpha: 1),
    ]
    for function in functions {
      let model = try network([40], function, epochs: 20) {
        $0.optimizer = .sgd(learningRate: 4, momentum: 0.9)
        $0.gradientClip = 5
      }.fitted(to: data.features, labels: data.labels, classCount: 2)
      rows.append(
        .init(name: function.name, values: [Double(model.health.first?.deadUnits ?? 0)]))
    }
    return Demonstration(
      number: 5, claim: "ReLU units can die; leaky, learned and exponential left sides cure it.",
      method: "40 units trained at far too high a learning rate; a unit is dead when its slope is "
        + "zero on every training row.",
      columns: ["dead of 40"], rows: rows,
      seen: "\(Int(rows[0].values[0])) ReLU units are dead, and none of the others.",
      holds: rows[0].values[0] > 0 && rows.dropFirst().allSatisfy { $0.values[0] == 0 })
  }

  func redundantUnits() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.circles(400, seed: seed)
    let model = try network([64], .relu, epochs: 60) { $0.dropout = 0.5 }
      .fitted(to: data.features, labels: data.labels, classCount: 2)
    var rows: [Demonstration.Row] = []
    for dead in [0, 16, 32, 48, 60] {
      var layers = model.network.layers
      // A unit without weights and bias gives 0 on every row.
      for unit in 0..<dead {
        layers[0].biases[unit] = 0
        for j in 0..<layers[0].inputCount { layers[0].weights[unit, j] = 0 }
      }
      let silenced = Network(layers: layers, activation: .relu, head: model.network.head)
      rows.append(
        .init(
          name: "\(dead) of 64 dead",
          values: [data.accuracy(try silenced.probabilities(data.features))]))
    }
    return Demonstration(
      number: 6, claim: "Some signals are redundant, so dead units need not hurt.",
      method: "64 ReLU units trained with dropout on the circles; then some are put to zero.",
      columns: ["accuracy"], rows: rows,
      seen: "a quarter dead leaves \(Demonstration.figure(rows[1].values[0])), nearly all "
        + "\(Demonstration.figure(rows[4].values[0])).",
      holds: rows[1].values[0] > 0.95 && rows[4].values[0] < rows[0].values[0])
  }

  func sparseOutputs() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.circles(400, seed: seed)
    var rows: [Demonstration.Row] = []
    for function in [Activation.relu, .tanh, .softplus] {
      let model = try network([32, 32], function, epochs: 30)
        .fitted(to: data.features, labels: data.labels, classCount: 2)
      rows.append(.init(name: function.name, values: model.health.map(\.zeroShare)))
    }
    return Demonstration(
      number: 7, claim: "ReLU makes outputs sparse.",
      method: "The share of outputs that are exactly zero in two hidden layers on the circles.",
      columns: ["first layer", "second layer"], rows: rows,
      seen: "about half of ReLU's outputs are zero, and none of the smooth functions'.",
      holds: rows[0].values.allSatisfy { $0 > 0.2 } && rows[1].values.allSatisfy { $0 == 0 })
  }

  func learnedSlopes() throws(ClassificationError) -> Demonstration {
    let training = LaboratoryRows.moons(300, scatter: 0.35, seed: seed)
    let fresh = LaboratoryRows.moons(2000, scatter: 0.35, seed: seed &+ 1)
    var rows: [Demonstration.Row] = []
    for function in [Activation.relu, .prelu(initialSlope: 0.25)] {
      let model = try network([48], function, epochs: 300)
        .fitted(to: training.features, labels: training.labels, classCount: 2)
      let inside = training.logLoss(try model.probabilities(training.features))
      let outside = fresh.logLoss(try model.probabilities(fresh.features))
      rows.append(.init(name: function.name, values: [inside, outside, outside - inside]))
    }
    return Demonstration(
      number: 16, claim: "Learned slopes (PReLU) fit better, and overfit slightly more.",
      method: "48 units, 300 epochs without any penalty on two overlapping moons.",
      columns: ["training loss", "loss on new rows", "gap"], rows: rows,
      seen: "PReLU's training loss is \(Demonstration.figure(rows[1].values[0])) against "
        + "\(Demonstration.figure(rows[0].values[0])), its gap "
        + "\(Demonstration.figure(rows[1].values[2])) against "
        + "\(Demonstration.figure(rows[0].values[2])).",
      holds: rows[1].values[0] < rows[0].values[0] && rows[1].values[2] > rows[0].values[2])
  }
}
