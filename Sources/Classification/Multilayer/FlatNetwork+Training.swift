import RowcastLinearAlgebra

extension MultilayerPerceptron {
  /// The output for the classes of some rows.
  func head(_ rows: TrainingRows) -> OutputHead {
    switch output {
    case .automatic: return rows.classCount == 2 ? .sigmoid : .softmax(classCount: rows.classCount)
    case .softmax: return .softmax(classCount: rows.classCount)
    case .hierarchicalSoftmax:
      var counts = [Int](repeating: 0, count: rows.classCount)
      for label in rows.labels { counts[label] += 1 }
      return .hierarchicalSoftmax(HuffmanTree(counts: counts))
    }
  }
}

extension FlatNetwork {
  /// A network at the start of its training.
  init(
    initial options: MultilayerPerceptron, inputs: Int, head: OutputHead,
    using generator: inout SeededGenerator
  ) {
    self.head = head
    activation = options.activation
    layout = NetworkLayout(
      inputs: inputs, hidden: options.hidden, outputs: head.unitCount,
      normalizes: options.normalizesBatches, learnsSlopes: options.activation.learnsSlopes)
    parameters = [Double](repeating: 0, count: layout.count)
    for (index, layer) in layout.layers.enumerated() {
      let isHidden = index < options.hidden.count
      let function = isHidden ? options.activation : .sigmoid
      let start =
        isHidden
        ? options.initialization ?? .paired(with: options.activation) : .glorotUniform
      parameters.replaceSubrange(
        layer.weights,
        with: start.weights(
          inputs: layer.inputs, outputs: layer.outputs, activation: function, using: &generator))
      for i in layer.gains { parameters[i] = 1 }
      if case .prelu(let slope) = options.activation {
        for i in layer.slopes { parameters[i] = slope }
      }
      if isHidden && options.normalizesBatches {
        let zeros = [Double](repeating: 0, count: layer.outputs)
        let ones = [Double](repeating: 1, count: layer.outputs)
        running.append(.init(gain: ones, shift: zeros, mean: zeros, variance: ones))
      }
    }
  }

  /// Moves the running statistics a tenth of the way to a batch's; the variance without bias.
  mutating func follow(_ moments: BatchGradient.Moments, rows: Int) {
    let correction = Double(rows) / Double(max(1, rows - 1))
    let momentum = BatchNormalization.momentum
    for index in running.indices {
      for j in running[index].mean.indices {
        running[index].mean[j] += momentum * (moments[index].mean[j] - running[index].mean[j])
        running[index].variance[j] +=
          momentum * (correction * moments[index].variance[j] - running[index].variance[j])
      }
    }
  }

  /// What the hidden layers do on some rows.
  func health(_ features: FeatureMatrix, gradientNorms: [Double]) -> [LayerHealth] {
    let hidden = layout.layers.dropLast()
    var tallies = hidden.map { UnitTally(units: $0.outputs) }
    let steepest = activation.steepest
    for start in stride(from: 0, to: features.rowCount, by: 512) {
      let rows = start..<min(features.rowCount, start + 512)
      var inputs: [[Double]] = []
      let outputs = forward(features, rows) { _, z in inputs.append(z) }
      for index in hidden.indices {
        let slopes = layout.layers[index].slopes.map { parameters[$0] }
        tallies[index].add(
          inputs[index], outputs[index], activation: activation, slopes: slopes,
          steepest: steepest)
      }
    }
    return tallies.enumerated().map { index, tally in
      tally.health(gradientNorm: index < gradientNorms.count ? gradientNorms[index] : 0)
    }
  }
}
