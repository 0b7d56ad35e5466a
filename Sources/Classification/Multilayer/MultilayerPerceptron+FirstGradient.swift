package import RowcastLinearAlgebra

extension MultilayerPerceptron {
  /// The norm of the weight gradient of each layer before the first step, on all rows of two classes.
  /// - Parameter weightScale: what the first weights are multiplied by.
  /// - Throws: ``ClassificationError`` for rows that cannot be learned from.
  package func firstGradientNorms(
    _ features: FeatureMatrix, labels: [Int], weightScale: Double
  ) throws(ClassificationError) -> [Double] {
    let training = try TrainingRows(
      features, labels: labels, classCount: 2, weights: nil, classWeights: .none)
    var generator = SeededGenerator(seed: seed)
    var flat = FlatNetwork(
      initial: self, inputs: features.width, head: .sigmoid, using: &generator)
    for layer in flat.layout.layers {
      for i in layer.weights { flat.parameters[i] *= weightScale }
    }
    let pass = NetworkPass(
      layout: flat.layout, activation: activation, head: .sigmoid, normalizes: normalizesBatches)
    let gradient = BatchGradient(pass: pass, flat: flat).of(features, training, seed: seed).gradient
    return flat.layout.layers.map {
      Vectors.squares(gradient, $0.weights).squareRoot() / Double(labels.count)
    }
  }
}
