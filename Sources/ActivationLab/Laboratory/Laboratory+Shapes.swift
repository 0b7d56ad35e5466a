import RowcastClassification
import RowcastLinearAlgebra
import RowcastMachine

extension ActivationLaboratory {
  func linearDepth() throws(ClassificationError) -> Demonstration {
    let rows = LaboratoryRows.circles(400, seed: seed)
    let model = try network([8, 8], .identity, epochs: 30)
      .fitted(to: rows.features, labels: rows.labels, classCount: 2)
    let logits = try model.network.logits(rows.features)
    // One linear map: the product of the weight matrices, and the biases carried through them.
    var weights = Matrix(trusted: 2, columns: 2, values: [1, 0, 0, 1])
    var bias = [0.0, 0.0]
    for layer in model.network.layers {
      bias = (0..<layer.unitCount).map { unit in
        layer.biases[unit] + zip(layer.weights.row(unit), bias).reduce(0) { $0 + $1.0 * $1.1 }
      }
      var product = Matrix(rows: layer.unitCount, columns: 2)
      for unit in 0..<layer.unitCount {
        for j in 0..<2 {
          for k in 0..<layer.inputCount {
            product[unit, j] += layer.weights[unit, k] * weights[k, j]
          }
        }
      }
      weights = product
    }
    var difference = 0.0
    for row in 0..<rows.labels.count {
      let x = rows.features.dense[(2 * row)..<(2 * row + 2)]
      let z = bias[0] + zip(weights.row(0), x).reduce(0) { $0 + $1.0 * $1.1 }
      difference = max(difference, abs(z - logits[row, 0]))
    }
    let accuracy = rows.accuracy(try model.probabilities(rows.features))
    return Demonstration(
      number: 1, claim: "Without a non-linear activation any depth is one linear map.",
      method: "A network with two hidden layers of identity units, trained on two circles, beside "
        + "the product of its weight matrices.",
      columns: ["figure"],
      rows: [
        .init(name: "largest difference of the logits", values: [difference]),
        .init(name: "accuracy on the circles", values: [accuracy]),
      ],
      seen: "the product is the network, and it does little better than chance.",
      holds: difference < 1e-9 && abs(accuracy - 0.5) < 0.2)
  }

  func closedCurve() throws(ClassificationError) -> Demonstration {
    let rows = LaboratoryRows.circles(400, seed: seed)
    let linear = try LogisticRegression().fitted(to: rows.features, labels: rows.labels)
    let model = try network([16], .relu, epochs: 60)
      .fitted(to: rows.features, labels: rows.labels, classCount: 2)
    let straight = rows.accuracy(try linear.probabilities(rows.features))
    let bent = rows.accuracy(try model.probabilities(rows.features))
    return Demonstration(
      number: 2, claim: "A non-linear activation separates what no line can.",
      method: "Two circles, one inside the other: logistic regression and 16 ReLU units.",
      columns: ["accuracy"],
      rows: [
        .init(name: "logistic regression", values: [straight]),
        .init(name: "16 ReLU units", values: [bent]),
      ],
      seen: "the line is at chance, the network draws a closed curve.",
      holds: straight < 0.7 && bent > 0.98)
  }

  func approximation() throws(ClassificationError) -> Demonstration {
    // A probability that goes up and down; each point stands for both classes, by its probability.
    let points = (0..<80).map { -3 + 6 * Double($0) / 79 }
    let curve = points.map { 0.5 + 0.4 * Elementary.sine(turns: $0 / .pi) }
    let features = FeatureMatrix(trusted: 160, dense: points + points, denseWidth: 1)
    let labels = points.map { _ in 1 } + points.map { _ in 0 }
    let weights = curve + curve.map { 1 - $0 }
    var rows: [Demonstration.Row] = []
    for width in [1, 4, 16, 64] {
      let model = try network([width], .tanh, epochs: 600) {
        $0.optimizer = .adam(learningRate: 5e-2)
        $0.batchSize = 160
      }.fitted(to: features, labels: labels, classCount: 2, weights: weights)
      let found = try model.probabilities(features)
      let error = curve.indices.reduce(0) { $0 + abs(found[$1, 1] - curve[$1]) } / 80
      rows.append(.init(name: "\(width) units", values: [error]))
    }
    let errors = rows.map { $0.values[0] }
    return Demonstration(
      number: 17, claim: "A network with a non-linearity approximates any function.",
      method: "A probability that follows 0.5 + 0.4 sin 2x, learned by one hidden layer of tanh.",
      columns: ["mean error"], rows: rows,
      seen: "the error falls from \(Demonstration.figure(errors[0])) to "
        + "\(Demonstration.figure(errors[3])) as the layer grows wider.",
      holds: errors[3] < 0.25 * errors[0] && errors[3] < errors[1])
  }
}
