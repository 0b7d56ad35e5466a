import RowcastLinearAlgebra
import RowcastMachine

/// A network as the kernels want it: one flat array of parameters and the running statistics.
struct FlatNetwork: Sendable {
  let layout: NetworkLayout
  let activation: Activation
  let head: OutputHead
  var parameters: [Double]
  /// Mean and variance of each hidden layer for prediction; empty without batch normalization.
  var running: [Network.Normalization] = []

  var normalizes: Bool { !running.isEmpty }

  /// The logits of every row, some rows at a time.
  func logits(_ features: FeatureMatrix) -> [Double] {
    features.withPointers { pointers in
      mapChunks(of: features.rowCount, size: 512) { _, rows in
        forward(pointers, rows).last?.array ?? []
      }.flatMap { $0 }
    }
  }

  /// The outputs of each hidden layer, and last the logits.
  func forward(_ features: FeaturePointers, _ rows: Range<Int>) -> [Scratch] {
    forward(features, rows) { _, _ in }
  }

  /// Forward; `inspect` is shown each hidden layer's inputs to the activation.
  func forward(
    _ features: FeaturePointers, _ rows: Range<Int>, inspect: (Int, Scratch) -> Void
  ) -> [Scratch] {
    var outputs: [Scratch] = []
    parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      for (index, layer) in layout.layers.enumerated() {
        let z = Scratch(rows.count * layer.outputs)
        for i in 0..<rows.count {
          (z.pointer + i * layer.outputs).update(
            from: parameters + layer.biases.lowerBound, count: layer.outputs)
        }
        let weights = parameters + layer.weights.lowerBound
        if let input = outputs.last {
          multiply(
            Operand(input.pointer), Operand(weights), rows: rows.count, columns: layer.outputs,
            inner: layer.inputs, adding: true, to: z.pointer)
        } else {
          features.addProducts(rows, weights: weights, outputs: layer.outputs, to: z.pointer)
        }
        guard index < layout.layers.count - 1 else {
          outputs.append(z)
          return
        }
        if normalizes { normalize(z, layer, running[index], parameters) }
        inspect(index, z)
        let a = Scratch(z.count)
        activation.apply(
          z.pointer, to: a.pointer, rows: rows.count, units: layer.outputs,
          slopes: layer.slopes.isEmpty ? .fixed : .perUnit(parameters + layer.slopes.lowerBound))
        outputs.append(a)
      }
    }
    return outputs
  }

  private func normalize(
    _ z: Scratch, _ layer: NetworkLayout.Layer, _ running: Network.Normalization,
    _ parameters: UnsafePointer<Double>
  ) {
    let units = layer.outputs
    for i in 0..<(z.count / units) {
      for j in 0..<units {
        let deviation = (running.variance[j] + BatchNormalization.epsilon).squareRoot()
        z.pointer[i * units + j] =
          parameters[layer.gains.lowerBound + j] * (z.pointer[i * units + j] - running.mean[j])
          / deviation + parameters[layer.shifts.lowerBound + j]
      }
    }
  }
}

extension FlatNetwork {
  /// The parameters of a fitted network in one array.
  init(_ network: Network) {
    let hidden = network.layers.dropLast()
    activation = network.activation
    head = network.head
    layout = NetworkLayout(
      inputs: network.width, hidden: hidden.map(\.unitCount), outputs: network.head.unitCount,
      normalizes: hidden.contains { $0.normalization != nil },
      learnsSlopes: hidden.contains { $0.slopes != nil })
    parameters = [Double](repeating: 0, count: layout.count)
    for (layer, place) in zip(network.layers, layout.layers) {
      for unit in 0..<place.outputs {
        for input in 0..<place.inputs {
          parameters[place.weights.lowerBound + input * place.outputs + unit] =
            layer.weights.values[unit * place.inputs + input]
        }
      }
      parameters.replaceSubrange(place.biases, with: layer.biases)
      if let normalization = layer.normalization {
        parameters.replaceSubrange(place.gains, with: normalization.gain)
        parameters.replaceSubrange(place.shifts, with: normalization.shift)
        running.append(normalization)
      }
      if let slopes = layer.slopes { parameters.replaceSubrange(place.slopes, with: slopes) }
    }
  }

  /// The fitted network.
  var network: Network {
    let layers = layout.layers.enumerated().map { index, place in
      var weights = Matrix(rows: place.outputs, columns: place.inputs)
      for unit in 0..<place.outputs {
        for input in 0..<place.inputs {
          weights.values[unit * place.inputs + input] =
            parameters[place.weights.lowerBound + input * place.outputs + unit]
        }
      }
      var normalization: Network.Normalization?
      if !place.gains.isEmpty {
        normalization = running[index]
        normalization?.gain = Array(parameters[place.gains])
        normalization?.shift = Array(parameters[place.shifts])
      }
      return Network.Layer(
        weights: weights, biases: Array(parameters[place.biases]), normalization: normalization,
        slopes: place.slopes.isEmpty ? nil : Array(parameters[place.slopes]))
    }
    return Network(layers: layers, activation: activation, head: head)
  }
}
