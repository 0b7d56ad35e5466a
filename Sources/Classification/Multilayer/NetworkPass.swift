import RowcastLinearAlgebra

/// One batch on its way through a network and back.
///
/// For hidden layer `l`, with the features as the input of layer 0:
///
///     z = input W + b        batch normalization: z^ = (z - mean) / sd, then y = gain z^ + shift
///     a = f(y)               dropout: a *= mask
struct NetworkPass {
  let layout: NetworkLayout
  let activation: Activation
  let head: OutputHead
  /// The share of hidden outputs that are put to zero while training.
  var dropout = 0.0
  var normalizes = false

  /// The same pass over a network of another width.
  func over(_ layout: NetworkLayout) -> NetworkPass {
    NetworkPass(
      layout: layout, activation: activation, head: head, dropout: dropout,
      normalizes: normalizes)
  }

  /// What a training pass knows of a hidden layer until it comes back.
  struct LayerState {
    /// Of batch normalization, which makes the input of it; empty without.
    var normalized: [Double] = []
    var input: [Double]
    var output: [Double] = []
    var slopes = Slopes.fixed
    var mask: [Double]?
    var mean: [Double] = []
    var variance: [Double] = []
  }

  struct Result {
    var loss: Double
    /// Mean and biased variance of each hidden layer, with batch normalization.
    var moments: [(mean: [Double], variance: [Double])]
  }

  /// The sum of the losses of some rows, and its gradient added to `gradient`.
  /// - Parameter generator: draws dropout masks and random slopes.
  func lossAndGradient(
    _ features: FeatureMatrix, _ training: TrainingRows, rows: Range<Int>, parameters: [Double],
    gradient: inout [Double], generator: inout SeededGenerator
  ) -> Result {
    var states: [LayerState] = []
    func sums(_ layer: NetworkLayout.Layer) -> [Double] {
      guard let previous = states.last else { return layer.sums(features, rows, parameters) }
      return layer.sums(previous.output, rows: rows.count, parameters)
    }
    for layer in layout.layers.dropLast() {
      var state = LayerState(input: sums(layer))
      if normalizes {
        BatchNormalization(layer: layer, rows: rows.count).forward(&state, parameters)
      }
      activate(&state, layer, parameters, &generator)
      states.append(state)
    }
    var logits = sums(layout.layers[layout.layers.count - 1])
    let loss = head.loss(&logits, training, rows)
    backward(features, rows, states, residuals: logits, parameters, &gradient)
    return Result(loss: loss, moments: states.map { ($0.mean, $0.variance) })
  }

  private func activate(
    _ state: inout LayerState, _ layer: NetworkLayout.Layer, _ parameters: [Double],
    _ generator: inout SeededGenerator
  ) {
    let count = state.input.count
    state.slopes = layer.slopes(parameters)
    if case .rrelu(let lower, let upper) = activation {
      state.slopes = .perElement(
        (0..<count).map { _ in lower + (upper - lower) * generator.uniform() })
    }
    state.output = activation.values(state.input, state.slopes)
    guard dropout > 0 else { return }
    let kept = 1 / (1 - dropout)
    let mask = (0..<count).map { _ in generator.uniform() < dropout ? 0 : kept }
    for i in mask.indices { state.output[i] *= mask[i] }
    state.mask = mask
  }
}

extension NetworkPass {
  private func backward(
    _ features: FeatureMatrix, _ rows: Range<Int>, _ states: [LayerState], residuals: [Double],
    _ parameters: [Double], _ gradient: inout [Double]
  ) {
    let m = rows.count
    var delta = residuals
    for index in stride(from: layout.layers.count - 1, through: 0, by: -1) {
      let layer = layout.layers[index]
      if index < states.count {
        throughActivation(&delta, states[index], layer, &gradient)
        if normalizes {
          BatchNormalization(layer: layer, rows: m)
            .backward(&delta, states[index], parameters, &gradient)
        }
      }
      Vectors.addRows(
        delta, rows: m, width: layer.outputs, to: &gradient, at: layer.biases.lowerBound)
      let target = layer.weights.lowerBound
      if index == 0 {
        features.addTransposed(
          rows, residuals: delta, outputs: layer.outputs, to: &gradient, at: target)
        return
      }
      multiply(
        Operand(states[index - 1].output, transposed: true), Operand(delta), rows: layer.inputs,
        columns: layer.outputs, inner: m, adding: true, to: &gradient, at: target)
      delta = layer.gradientByInputs(delta, rows: m, parameters)
    }
  }

  /// From the gradient by a layer's outputs to that by its inputs.
  private func throughActivation(
    _ delta: inout [Double], _ state: LayerState, _ layer: NetworkLayout.Layer,
    _ gradient: inout [Double]
  ) {
    if let mask = state.mask { for i in mask.indices { delta[i] *= mask[i] } }
    if !layer.slopes.isEmpty {
      for start in stride(from: 0, to: delta.count, by: layer.outputs) {
        for j in 0..<layer.outputs {
          gradient[layer.slopes.lowerBound + j] += delta[start + j] * min(0, state.input[start + j])
        }
      }
    }
    // With a mask the outputs are no longer the function's values; sigmoid and tanh need those.
    let values =
      state.mask == nil ? state.output : activation.values(state.input, state.slopes)
    activation.multiplyByDerivative(&delta, z: state.input, a: values, state.slopes)
  }
}
