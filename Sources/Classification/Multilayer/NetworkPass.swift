import RowcastLinearAlgebra

/// One batch on its way through a network and back.
///
/// For hidden layer `l`, with the features as the input of layer 0:
///
///     z = input W + b        batch normalization: z^ = (z - mean) / sd, then y = gain z^ + shift
///     a = f(y)               dropout: a *= mask
///
/// The features are gathered, so one-hot and sparse columns cost one row of `W` for each entry.
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
  final class LayerState {
    let normalized: Scratch
    let input: Scratch
    let output: Scratch
    var drawnSlopes: Scratch?
    var mask: Scratch?
    var mean: [Double] = []
    var variance: [Double] = []

    init(_ count: Int, normalizes: Bool) {
      normalized = Scratch(normalizes ? count : 0)
      input = Scratch(count)
      output = Scratch(count)
    }
  }

  struct Result {
    var loss: Double
    /// Mean and biased variance of each hidden layer, with batch normalization.
    var moments: [(mean: [Double], variance: [Double])]
  }

  /// The sum of the losses of some rows, and its gradient added to `gradient`.
  /// - Parameter generator: draws dropout masks and random slopes.
  func lossAndGradient(
    _ features: FeaturePointers, rows: Range<Int>, labels: ArraySlice<Int>,
    weights: ArraySlice<Double>?, parameters: UnsafePointer<Double>,
    gradient: UnsafeMutablePointer<Double>, generator: inout SeededGenerator
  ) -> Result {
    let m = rows.count
    var states: [LayerState] = []
    for index in 0..<(layout.layers.count - 1) {
      let layer = layout.layers[index]
      let state = LayerState(m * layer.outputs, normalizes: normalizes)
      let z = normalizes ? state.normalized.pointer : state.input.pointer
      product(features, rows, layer, parameters, states.last, to: z)
      if normalizes {
        let batch = BatchNormalization(layer: layer, rows: m)
        batch.forward(state, parameters: parameters)
      }
      activate(state, layer, rows: m, parameters, &generator)
      states.append(state)
    }
    let last = layout.layers[layout.layers.count - 1]
    let logits = Scratch(m * last.outputs)
    product(features, rows, last, parameters, states.last, to: logits.pointer)
    let loss = head.loss(logits.pointer, labels: labels, weights: weights)
    backward(features, rows, states, residuals: logits, parameters, gradient)
    return Result(loss: loss, moments: states.map { ($0.mean, $0.variance) })
  }

  /// `input W + b` of a layer.
  private func product(
    _ features: FeaturePointers, _ rows: Range<Int>, _ layer: NetworkLayout.Layer,
    _ parameters: UnsafePointer<Double>, _ previous: LayerState?,
    to z: UnsafeMutablePointer<Double>
  ) {
    let biases = parameters + layer.biases.lowerBound
    for i in 0..<rows.count {
      (z + i * layer.outputs).update(from: biases, count: layer.outputs)
    }
    let weights = parameters + layer.weights.lowerBound
    if let previous {
      multiply(
        Operand(previous.output.pointer), Operand(weights), rows: rows.count,
        columns: layer.outputs, inner: layer.inputs, adding: true, to: z)
    } else {
      features.addProducts(rows, weights: weights, outputs: layer.outputs, to: z)
    }
  }

  private func activate(
    _ state: LayerState, _ layer: NetworkLayout.Layer, rows: Int,
    _ parameters: UnsafePointer<Double>, _ generator: inout SeededGenerator
  ) {
    let count = rows * layer.outputs
    if case .rrelu(let lower, let upper) = activation {
      let slopes = Scratch(count)
      for i in 0..<count { slopes.pointer[i] = lower + (upper - lower) * generator.uniform() }
      state.drawnSlopes = slopes
    }
    activation.apply(
      state.input.pointer, to: state.output.pointer, rows: rows, units: layer.outputs,
      slopes: slopes(state, layer, parameters))
    guard dropout > 0 else { return }
    let mask = Scratch(count)
    let kept = 1 / (1 - dropout)
    for i in 0..<count {
      mask.pointer[i] = generator.uniform() < dropout ? 0 : kept
      state.output.pointer[i] *= mask.pointer[i]
    }
    state.mask = mask
  }

  private func slopes(
    _ state: LayerState, _ layer: NetworkLayout.Layer, _ parameters: UnsafePointer<Double>
  ) -> Slopes {
    if let drawn = state.drawnSlopes { return .perElement(drawn.pointer) }
    return layer.slopes.isEmpty ? .fixed : .perUnit(parameters + layer.slopes.lowerBound)
  }
}

extension NetworkPass {
  private func backward(
    _ features: FeaturePointers, _ rows: Range<Int>, _ states: [LayerState], residuals: Scratch,
    _ parameters: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    let m = rows.count
    var delta = residuals
    for index in stride(from: layout.layers.count - 1, through: 0, by: -1) {
      let layer = layout.layers[index]
      if index < states.count {
        let state = states[index]
        throughActivation(delta, state, layer, rows: m, parameters, gradient)
        if normalizes {
          BatchNormalization(layer: layer, rows: m)
            .backward(delta.pointer, state, parameters: parameters, gradient: gradient)
        }
      }
      addSums(delta.pointer, rows: m, units: layer.outputs, to: gradient + layer.biases.lowerBound)
      let target = gradient + layer.weights.lowerBound
      if index == 0 {
        features.addTransposed(
          rows, residuals: delta.pointer, outputs: layer.outputs, to: target)
        return
      }
      multiply(
        Operand(states[index - 1].output.pointer, transposed: true), Operand(delta.pointer),
        rows: layer.inputs, columns: layer.outputs, inner: m, adding: true, to: target)
      let next = Scratch(m * layer.inputs)
      multiply(
        Operand(delta.pointer),
        Operand(parameters + layer.weights.lowerBound, transposed: true), rows: m,
        columns: layer.inputs, inner: layer.outputs, adding: false, to: next.pointer)
      delta = next
    }
  }

  /// From the gradient by a layer's outputs to that by its inputs.
  private func throughActivation(
    _ delta: Scratch, _ state: LayerState, _ layer: NetworkLayout.Layer, rows: Int,
    _ parameters: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    let units = layer.outputs
    if let mask = state.mask {
      for i in 0..<(rows * units) { delta.pointer[i] *= mask.pointer[i] }
    }
    if !layer.slopes.isEmpty {
      let target = gradient + layer.slopes.lowerBound
      for i in 0..<rows {
        for j in 0..<units {
          target[j] +=
            delta.pointer[i * units + j] * min(0, state.input.pointer[i * units + j])
        }
      }
    }
    // With a mask the outputs are no longer the function's values; sigmoid and tanh need those.
    if state.mask != nil {
      activation.apply(
        state.input.pointer, to: state.output.pointer, rows: rows, units: units,
        slopes: slopes(state, layer, parameters))
    }
    activation.multiplyByDerivative(
      delta.pointer, z: state.input.pointer, a: state.output.pointer, rows: rows, units: units,
      slopes: slopes(state, layer, parameters))
  }
}

/// Adds each column's sum.
func addSums(
  _ values: UnsafePointer<Double>, rows: Int, units: Int, to sums: UnsafeMutablePointer<Double>
) {
  for i in 0..<rows {
    for j in 0..<units { sums[j] += values[i * units + j] }
  }
}
