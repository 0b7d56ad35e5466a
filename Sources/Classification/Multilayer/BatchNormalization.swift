import RowcastLinearAlgebra

/// Batch normalization of one layer (Ioffe and Szegedy 2015).
///
/// Training: `z^ = (z - batch mean) / sqrt(biased batch variance + 1e-5)`, `y = gain z^ + shift`.
/// Running mean and unbiased variance move by a tenth towards each batch's; prediction uses them.
struct BatchNormalization {
  static let epsilon = Network.Normalization.epsilon
  static let momentum = 0.1

  let layer: NetworkLayout.Layer
  let rows: Int

  /// Normalizes the input of the activation; the state remembers what the way back needs.
  func forward(_ state: inout NetworkPass.LayerState, _ parameters: [Double]) {
    let units = layer.outputs
    var z = state.input
    var mean = [Double](repeating: 0, count: units)
    Vectors.addRows(z, rows: rows, width: units, to: &mean)
    for j in mean.indices { mean[j] /= Double(rows) }
    var variance = [Double](repeating: 0, count: units)
    for start in stride(from: 0, to: z.count, by: units) {
      for j in 0..<units {
        let deviation = z[start + j] - mean[j]
        z[start + j] = deviation
        variance[j] += deviation * deviation / Double(rows)
      }
    }
    let inverse = variance.map { 1 / ($0 + Self.epsilon).squareRoot() }
    let (gains, shifts) = (layer.gains.lowerBound, layer.shifts.lowerBound)
    for start in stride(from: 0, to: z.count, by: units) {
      for j in 0..<units {
        let value = z[start + j] * inverse[j]
        z[start + j] = value
        state.input[start + j] = parameters[gains + j] * value + parameters[shifts + j]
      }
    }
    (state.normalized, state.mean, state.variance) = (z, mean, variance)
  }

  /// Turns the gradient by `y` into that by `z`; the batch's mean and variance depend on `z` too.
  func backward(
    _ delta: inout [Double], _ state: NetworkPass.LayerState, _ parameters: [Double],
    _ gradient: inout [Double]
  ) {
    let units = layer.outputs
    let z = state.normalized
    var sums = [Double](repeating: 0, count: units)
    Vectors.addRows(delta, rows: rows, width: units, to: &sums)
    var products = [Double](repeating: 0, count: units)
    for start in stride(from: 0, to: z.count, by: units) {
      for j in 0..<units { products[j] += delta[start + j] * z[start + j] }
    }
    for j in 0..<units {
      gradient[layer.gains.lowerBound + j] += products[j]
      gradient[layer.shifts.lowerBound + j] += sums[j]
    }
    let scale = (0..<units).map { j in
      parameters[layer.gains.lowerBound + j]
        / ((state.variance[j] + Self.epsilon).squareRoot() * Double(rows))
    }
    for start in stride(from: 0, to: z.count, by: units) {
      for j in 0..<units {
        let own = Double(rows) * delta[start + j]
        delta[start + j] = scale[j] * (own - sums[j] - z[start + j] * products[j])
      }
    }
  }
}
