import RowcastLinearAlgebra

/// Where the parameters of each layer lie in one flat array.
///
/// Weights stand input by input, `outputs` at a time: the layout in which category codes are rows.
struct NetworkLayout: Sendable, Equatable {
  struct Layer: Sendable, Equatable {
    let inputs: Int
    let outputs: Int
    let weights: Range<Int>
    let biases: Range<Int>
    /// Scale and shift of batch normalization; empty without it.
    let gains: Range<Int>
    let shifts: Range<Int>
    /// One learned slope for each unit; empty without them.
    let slopes: Range<Int>
  }

  let layers: [Layer]
  /// The number of parameters.
  let count: Int

  init(
    inputs: Int, hidden: [Int], outputs: Int, normalizes: Bool, learnsSlopes: Bool
  ) {
    var next = 0
    func take(_ count: Int) -> Range<Int> {
      defer { next += count }
      return next..<(next + count)
    }
    var layers: [Layer] = []
    var width = inputs
    for (index, units) in (hidden + [outputs]).enumerated() {
      let isHidden = index < hidden.count
      layers.append(
        Layer(
          inputs: width, outputs: units, weights: take(width * units), biases: take(units),
          gains: take(isHidden && normalizes ? units : 0),
          shifts: take(isHidden && normalizes ? units : 0),
          slopes: take(isHidden && learnsSlopes ? units : 0)))
      width = units
    }
    self.layers = layers
    count = next
  }
}

extension NetworkLayout.Layer {
  /// `input W + b` for rows of inputs.
  func sums(_ input: [Double], rows: Int, _ parameters: [Double]) -> [Double] {
    var z = repeatedBiases(rows, parameters)
    multiply(
      Operand(input), Operand(parameters, at: weights.lowerBound), rows: rows, columns: outputs,
      inner: inputs, adding: true, to: &z)
    return z
  }

  /// The same for rows of features, which are gathered: one-hot and sparse columns cost one row of
  /// `W` for each entry.
  func sums(_ features: FeatureMatrix, _ rows: Range<Int>, _ parameters: [Double]) -> [Double] {
    var z = repeatedBiases(rows.count, parameters)
    features.addProducts(
      rows, weights: parameters, at: weights.lowerBound, outputs: outputs, to: &z)
    return z
  }

  private func repeatedBiases(_ rows: Int, _ parameters: [Double]) -> [Double] {
    var z: [Double] = []
    z.reserveCapacity(rows * outputs)
    for _ in 0..<rows { z.append(contentsOf: parameters[biases]) }
    return z
  }

  /// The gradient by the inputs, from that by the sums.
  func gradientByInputs(_ delta: [Double], rows: Int, _ parameters: [Double]) -> [Double] {
    var gradient = [Double](repeating: 0, count: rows * inputs)
    multiply(
      Operand(delta), Operand(parameters, at: weights.lowerBound, transposed: true), rows: rows,
      columns: inputs, inner: outputs, adding: false, to: &gradient)
    return gradient
  }

  /// The slopes left of zero, where they are learned.
  func slopes(_ parameters: [Double]) -> Slopes {
    slopes.isEmpty ? .fixed : .perUnit(Array(parameters[slopes]))
  }
}
