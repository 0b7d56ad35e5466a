import CRowcastKernels
import RowcastLinearAlgebra

// Activations of a block of rows by units. The slope left of zero may be one for all, one for each
// unit (PReLU), or one for each element (RReLU while training).

/// Where the slopes left of zero come from.
enum Slopes {
  case fixed
  case perUnit(UnsafePointer<Double>)
  case perElement(UnsafePointer<Double>)
}

extension Activation {
  /// Writes the values of `rows * units` inputs to `a`.
  func apply(
    _ z: UnsafePointer<Double>, to a: UnsafeMutablePointer<Double>, rows: Int, units: Int,
    slopes: Slopes
  ) {
    let count = rows * units
    switch (self, slopes) {
    case (.prelu, .perUnit(let slope)):
      for i in 0..<rows {
        for j in 0..<units {
          let x = z[i * units + j]
          a[i * units + j] = x > 0 ? x : slope[j] * x
        }
      }
    case (.rrelu, .perElement(let slope)):
      for i in 0..<count { a[i] = z[i] >= 0 ? z[i] : slope[i] * z[i] }
    case (.relu, _): for i in 0..<count { a[i] = z[i] > 0 ? z[i] : 0 }
    case (.identity, _): a.update(from: z, count: count)
    case (.sigmoid, _): rowcast_sigmoids(z, a, count, 1)
    case (.silu, _):
      rowcast_sigmoids(z, a, count, 1)
      for i in 0..<count { a[i] *= z[i] }
    case (.tanh, _):
      rowcast_sigmoids(z, a, count, 2)
      for i in 0..<count { a[i] = 2 * a[i] - 1 }
    default: for i in 0..<count { a[i] = value(z[i]) }
    }
  }

  /// Multiplies `delta` by the derivatives at `z`; `a` are the values there.
  func multiplyByDerivative(
    _ delta: UnsafeMutablePointer<Double>, z: UnsafePointer<Double>, a: UnsafePointer<Double>,
    rows: Int, units: Int, slopes: Slopes
  ) {
    let count = rows * units
    switch (self, slopes) {
    case (.prelu, .perUnit(let slope)):
      for i in 0..<rows {
        for j in 0..<units where z[i * units + j] <= 0 { delta[i * units + j] *= slope[j] }
      }
    case (.rrelu, .perElement(let slope)):
      for i in 0..<count where z[i] < 0 { delta[i] *= slope[i] }
    case (.relu, _): for i in 0..<count { delta[i] = z[i] > 0 ? delta[i] : 0 }
    case (.identity, _): break
    case (.sigmoid, _): for i in 0..<count { delta[i] *= a[i] * (1 - a[i]) }
    case (.tanh, _): for i in 0..<count { delta[i] *= 1 - a[i] * a[i] }
    default: for i in 0..<count { delta[i] *= derivative(z[i]) }
    }
  }
}
