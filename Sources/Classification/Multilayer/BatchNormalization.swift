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

  /// Normalizes `state.normalized` in place, and writes the layer's input.
  func forward(_ state: NetworkPass.LayerState, parameters: UnsafePointer<Double>) {
    let units = layer.outputs
    let z = state.normalized.pointer
    state.mean = [Double](repeating: 0, count: units)
    addSums(z, rows: rows, units: units, to: &state.mean)
    for j in 0..<units { state.mean[j] /= Double(rows) }
    state.variance = [Double](repeating: 0, count: units)
    for i in 0..<rows {
      for j in 0..<units {
        z[i * units + j] -= state.mean[j]
        state.variance[j] += z[i * units + j] * z[i * units + j] / Double(rows)
      }
    }
    let inverse = state.variance.map { 1 / ($0 + Self.epsilon).squareRoot() }
    let (gains, shifts) = (
      parameters + layer.gains.lowerBound, parameters + layer.shifts.lowerBound
    )
    for i in 0..<rows {
      for j in 0..<units {
        z[i * units + j] *= inverse[j]
        state.input.pointer[i * units + j] = gains[j] * z[i * units + j] + shifts[j]
      }
    }
  }

  /// Turns the gradient by `y` into that by `z`; the batch's mean and variance depend on `z` too.
  func backward(
    _ delta: UnsafeMutablePointer<Double>, _ state: NetworkPass.LayerState,
    parameters: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) {
    let units = layer.outputs
    let z = state.normalized.pointer
    var sums = [Double](repeating: 0, count: units)
    var products = sums
    for i in 0..<rows {
      for j in 0..<units {
        sums[j] += delta[i * units + j]
        products[j] += delta[i * units + j] * z[i * units + j]
      }
    }
    for j in 0..<units {
      gradient[layer.gains.lowerBound + j] += products[j]
      gradient[layer.shifts.lowerBound + j] += sums[j]
    }
    let scale = (0..<units).map { j in
      parameters[layer.gains.lowerBound + j]
        / ((state.variance[j] + Self.epsilon).squareRoot() * Double(rows))
    }
    for i in 0..<rows {
      for j in 0..<units {
        let own = Double(rows) * delta[i * units + j]
        delta[i * units + j] = scale[j] * (own - sums[j] - z[i * units + j] * products[j])
      }
    }
  }
}
