import RowcastClassification
import RowcastLinearAlgebra

extension FittedClassifier {
  /// The classifier as layers, before its head.
  var layers: [PlanLayer] {
    func one(_ model: LinearClassifier) -> [PlanLayer] {
      [PlanLayer(weights: model.weights, intercepts: model.intercepts, activation: .identity)]
    }
    switch self {
    case .linear(let model): return one(model)
    case .perceptron(let model): return one(model.linear)
    case .network(let model):
      let network = model.network
      let last = network.layers.count - 1
      return network.layers.enumerated().map { index, layer in
        PlanLayer(
          layer,
          activation: index == last
            ? .identity : PlanActivation(network.activation, slopes: layer.slopes))
      }
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
      let scale =
        normalization.gain[unit]
        / (normalization.variance[unit] + Network.Normalization.epsilon).squareRoot()
      for j in 0..<weights.columns { weights[unit, j] *= scale }
      intercepts[unit] =
        scale * (intercepts[unit] - normalization.mean[unit]) + normalization.shift[unit]
    }
  }
}
