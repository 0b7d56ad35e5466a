import RowcastLinearAlgebra

// Activations of a block of rows by units. The slope left of zero may be one for all, one for each
// unit (PReLU), or one for each element (RReLU while training).

/// Where the slopes left of zero come from.
enum Slopes {
  case fixed
  case perUnit([Double])
  case perElement([Double])
}

extension Activation {
  /// The values of rows of inputs.
  func values(_ z: [Double], _ slopes: Slopes) -> [Double] {
    var a = z
    switch (self, slopes) {
    case (.prelu, .perUnit(let slope)):
      for start in stride(from: 0, to: a.count, by: slope.count) {
        for j in slope.indices where !(a[start + j] > 0) { a[start + j] *= slope[j] }
      }
    case (.rrelu, .perElement(let slope)):
      for i in a.indices where !(a[i] >= 0) { a[i] *= slope[i] }
    case (.relu, _): for i in a.indices { a[i] = a[i] > 0 ? a[i] : 0 }
    case (.identity, _): break
    case (.sigmoid, _): Losses.sigmoids(&a)
    case (.silu, _):
      Losses.sigmoids(&a)
      for i in a.indices { a[i] *= z[i] }
    case (.tanh, _):
      Losses.sigmoids(z, to: &a, scale: 2)
      for i in a.indices { a[i] = 2 * a[i] - 1 }
    default: for i in a.indices { a[i] = value(a[i]) }
    }
    return a
  }

  /// Multiplies `delta` by the derivatives at `z`; `a` are the values there.
  func multiplyByDerivative(_ delta: inout [Double], z: [Double], a: [Double], _ slopes: Slopes) {
    switch (self, slopes) {
    case (.prelu, .perUnit(let slope)):
      for start in stride(from: 0, to: delta.count, by: slope.count) {
        for j in slope.indices where z[start + j] <= 0 { delta[start + j] *= slope[j] }
      }
    case (.rrelu, .perElement(let slope)):
      for i in delta.indices where z[i] < 0 { delta[i] *= slope[i] }
    case (.relu, _): Vectors.keepPositive(&delta, where: z)
    case (.identity, _): break
    case (.sigmoid, _): for i in delta.indices { delta[i] *= a[i] * (1 - a[i]) }
    case (.tanh, _): for i in delta.indices { delta[i] *= 1 - a[i] * a[i] }
    default: for i in delta.indices { delta[i] *= derivative(z[i]) }
    }
  }
}
