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
    guard let first = layout.layers.first else { return [] }
    let sums = Scratch(rows.count * first.outputs)
    parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      addBiases(first, rows: rows.count, parameters, to: sums)
      features.addProducts(
        rows, weights: parameters + first.weights.lowerBound, outputs: first.outputs,
        to: sums.pointer)
    }
    return forward(from: sums, rows: rows.count, inspect: inspect)
  }

  /// Forward from the sums of the first layer, which batch normalization changes in place.
  func forward(from sums: Scratch, rows: Int, inspect: (Int, Scratch) -> Void) -> [Scratch] {
    var outputs: [Scratch] = []
    parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      for (index, layer) in layout.layers.enumerated() {
        let z = outputs.isEmpty ? sums : Scratch(rows * layer.outputs)
        if let input = outputs.last {
          addBiases(layer, rows: rows, parameters, to: z)
          multiply(
            Operand(input.pointer), Operand(parameters + layer.weights.lowerBound), rows: rows,
            columns: layer.outputs, inner: layer.inputs, adding: true, to: z.pointer)
        }
        guard index < layout.layers.count - 1 else {
          outputs.append(z)
          return
        }
        if normalizes { normalize(z, layer, running[index], parameters) }
        inspect(index, z)
        let a = Scratch(z.count)
        activation.apply(
          z.pointer, to: a.pointer, rows: rows, units: layer.outputs,
          slopes: slopes(layer, parameters))
        outputs.append(a)
      }
    }
    return outputs
  }

  private func addBiases(
    _ layer: NetworkLayout.Layer, rows: Int, _ parameters: UnsafePointer<Double>, to z: Scratch
  ) {
    for i in 0..<rows {
      (z.pointer + i * layer.outputs).update(
        from: parameters + layer.biases.lowerBound, count: layer.outputs)
    }
  }

  private func slopes(
    _ layer: NetworkLayout.Layer, _ parameters: UnsafePointer<Double>
  ) -> Slopes {
    layer.slopes.isEmpty ? .fixed : .perUnit(parameters + layer.slopes.lowerBound)
  }

  /// Back from slopes by the logits to slopes by the first layer's sums, at each of `rows` points.
  /// - Parameter head: turns the logits of all points into slopes in place.
  func slopes(from sums: Scratch, rows: Int, head: (Scratch) -> Void) -> Scratch {
    var inputs: [Scratch] = []
    let outputs = forward(from: sums, rows: rows) { _, z in inputs.append(z) }
    guard var slope = outputs.last else { return sums }
    head(slope)
    parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      for index in stride(from: layout.layers.count - 1, to: 0, by: -1) {
        let (layer, below) = (layout.layers[index], layout.layers[index - 1])
        let next = Scratch(rows * layer.inputs)
        multiply(
          Operand(slope.pointer),
          Operand(parameters + layer.weights.lowerBound, transposed: true), rows: rows,
          columns: layer.inputs, inner: layer.outputs, adding: false, to: next.pointer)
        activation.multiplyByDerivative(
          next.pointer, z: inputs[index - 1].pointer, a: outputs[index - 1].pointer, rows: rows,
          units: below.outputs, slopes: slopes(below, parameters))
        if normalizes {
          for j in 0..<below.outputs {
            let scale =
              parameters[below.gains.lowerBound + j]
              / (running[index - 1].variance[j] + BatchNormalization.epsilon).squareRoot()
            for i in 0..<rows { next.pointer[i * below.outputs + j] *= scale }
          }
        }
        slope = next
      }
    }
    return slope
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
