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
    mapChunks(of: features.rowCount, size: 512) { _, rows in
      forward(features, rows) { _, _ in }.last ?? []
    }.flatMap { $0 }
  }

  /// The outputs of each hidden layer, and last the logits; `inspect` is shown each hidden layer's
  /// inputs to the activation.
  func forward(
    _ features: FeatureMatrix, _ rows: Range<Int>, inspect: (Int, [Double]) -> Void
  ) -> [[Double]] {
    guard let first = layout.layers.first else { return [] }
    let sums = first.sums(features, rows, parameters)
    return forward(from: sums, rows: rows.count, inspect: inspect)
  }

  /// Forward from the sums of the first layer, before batch normalization.
  func forward(
    from sums: [Double], rows: Int, inspect: (Int, [Double]) -> Void
  ) -> [[Double]] {
    var outputs: [[Double]] = []
    for (index, layer) in layout.layers.enumerated() {
      var z = outputs.last.map { layer.sums($0, rows: rows, parameters) } ?? sums
      if index == layout.layers.count - 1 {
        outputs.append(z)
        break
      }
      if normalizes { normalize(&z, layer, running[index]) }
      inspect(index, z)
      outputs.append(activation.values(z, layer.slopes(parameters)))
    }
    return outputs
  }

  /// Back from slopes by the logits to slopes by the first layer's sums, at each of `rows` points.
  /// - Parameter head: turns the logits of all points into slopes in place.
  func slopes(from sums: [Double], rows: Int, head: (inout [Double]) -> Void) -> [Double] {
    var inputs: [[Double]] = []
    let outputs = forward(from: sums, rows: rows) { _, z in inputs.append(z) }
    guard var slope = outputs.last else { return sums }
    head(&slope)
    for index in stride(from: layout.layers.count - 1, to: 0, by: -1) {
      let (layer, below) = (layout.layers[index], layout.layers[index - 1])
      slope = layer.gradientByInputs(slope, rows: rows, parameters)
      activation.multiplyByDerivative(
        &slope, z: inputs[index - 1], a: outputs[index - 1], below.slopes(parameters))
      guard normalizes else { continue }
      for j in 0..<below.outputs {
        let scale = parameters[below.gains.lowerBound + j] / deviation(running[index - 1], j)
        for i in 0..<rows { slope[i * below.outputs + j] *= scale }
      }
    }
    return slope
  }

  private func normalize(
    _ z: inout [Double], _ layer: NetworkLayout.Layer, _ running: Network.Normalization
  ) {
    let (gains, shifts) = (layer.gains.lowerBound, layer.shifts.lowerBound)
    for start in stride(from: 0, to: z.count, by: layer.outputs) {
      for j in 0..<layer.outputs {
        z[start + j] =
          parameters[gains + j] * (z[start + j] - running.mean[j]) / deviation(running, j)
          + parameters[shifts + j]
      }
    }
  }

  private func deviation(_ running: Network.Normalization, _ unit: Int) -> Double {
    (running.variance[unit] + BatchNormalization.epsilon).squareRoot()
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
