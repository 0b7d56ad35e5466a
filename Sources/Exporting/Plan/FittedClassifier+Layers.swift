import RowcastClassification
import RowcastLinearAlgebra

extension FittedClassifier {
  /// The classifier as layers and what follows them.
  var layers: (layers: [PlanLayer], link: PlanLink) {
    switch self {
    case .linear(let model):
      return (
        [PlanLayer(weights: model.weights, intercepts: model.intercepts, activation: .identity)],
        model.form == .logistic ? .logistic : .softmax
      )
    case .perceptron(let model):
      var weights = model.weights
      for i in weights.values.indices { weights.values[i] *= model.marginScale }
      let intercepts = model.intercepts.map { $0 * model.marginScale }
      return (
        [PlanLayer(weights: weights, intercepts: intercepts, activation: .identity)],
        weights.rows == 1 ? .logistic : .softmax
      )
    case .network(let model):
      let network = model.network
      let last = network.layers.count - 1
      let layers = network.layers.enumerated().map { index, layer in
        PlanLayer(
          layer,
          activation: index == last
            ? .identity : PlanActivation(network.activation, slopes: layer.slopes))
      }
      return (layers, PlanLink(network.head))
    }
  }
}

extension PlanLink {
  fileprivate init(_ head: OutputHead) {
    switch head {
    case .sigmoid: self = .logistic
    case .softmax: self = .softmax
    case .hierarchicalSoftmax(let tree): self = .tree(tree.paths)
    }
  }
}

extension PlanLayer {
  /// A layer with its batch normalization worked into weights and intercepts:
  /// `gain (w x + b - mean) / sd + shift`.
  fileprivate init(_ layer: Network.Layer, activation: PlanActivation) {
    weights = layer.weights
    intercepts = layer.biases
    self.activation = activation
    guard let normalization = layer.normalization else { return }
    for unit in intercepts.indices {
      let scale = normalization.gain[unit] / (normalization.variance[unit] + 1e-5).squareRoot()
      for j in 0..<weights.columns { weights[unit, j] *= scale }
      intercepts[unit] =
        scale * (intercepts[unit] - normalization.mean[unit]) + normalization.shift[unit]
    }
  }
}
