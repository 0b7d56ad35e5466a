import LinearAlgebra
import Parallelism

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How a gradient becomes a step.
public enum Optimizer: Sendable, Hashable, Codable {
  /// Adam with rates 0.9 and 0.999 and epsilon 1e-8 (Kingma and Ba 2015).
  case adam(learningRate: Double)
  /// Gradient descent with Nesterov's momentum.
  case sgd(learningRate: Double, momentum: Double)

  public var learningRate: Double {
    switch self {
    case .adam(let rate), .sgd(let rate, _): rate
    }
  }
}

/// The running averages of an optimizer.
struct OptimizerState {
  private let optimizer: Optimizer
  private var first: [Double]
  private var second: [Double]
  private var steps = 0
  /// What the learning rate is multiplied by.
  var rateFactor = 1.0

  init(_ optimizer: Optimizer, count: Int) {
    self.optimizer = optimizer
    first = [Double](repeating: 0, count: count)
    if case .adam = optimizer { second = first } else { second = [] }
  }

  /// Moves the parameters against the gradient times `scale`.
  ///
  /// Before, those in `decayed` lose the share `decay` times the learning rate.
  mutating func step(
    _ parameters: inout [Double], gradient: [Double], scale: Double, decay: Double,
    of decayed: [Range<Int>]
  ) {
    steps += 1
    let rate = optimizer.learningRate * rateFactor
    var next = 0
    for weights in decayed {
      move(&parameters, gradient, next..<weights.lowerBound, scale: scale, rate: rate, kept: 1)
      move(&parameters, gradient, weights, scale: scale, rate: rate, kept: 1 - rate * decay)
      next = weights.upperBound
    }
    move(&parameters, gradient, next..<parameters.count, scale: scale, rate: rate, kept: 1)
  }

  private mutating func move(
    _ parameters: inout [Double], _ gradient: [Double], _ range: Range<Int>, scale: Double,
    rate: Double, kept: Double
  ) {
    switch optimizer {
    case .adam: adam(&parameters, gradient, range, scale: scale, rate: rate, kept: kept)
    case .sgd(_, let momentum):
      for i in range {
        first[i] = momentum * first[i] - rate * scale * gradient[i]
        parameters[i] = kept * parameters[i] + momentum * first[i] - rate * scale * gradient[i]
      }
    }
  }

  private mutating func adam(
    _ parameters: inout [Double], _ gradient: [Double], _ range: Range<Int>, scale: Double,
    rate: Double, kept: Double
  ) {
    let (b1, b2) = (0.9, 0.999)
    let (power1, power2) = (pow(b1, Double(steps)), pow(b2, Double(steps)))
    let correctedRate = rate * (1 - power2).squareRoot() / (1 - power1)
    let epsilon = 1e-8 * (1 - power2).squareRoot()
    parameters.withUnsafeMutableBufferPointer { parameters in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          gradient.withUnsafeBufferPointer { gradient in
            guard let p = parameters.baseAddress.map({ Target($0 + range.lowerBound) }),
              let m = first.baseAddress.map({ Target($0 + range.lowerBound) }),
              let v = second.baseAddress.map({ Target($0 + range.lowerBound) }),
              let g = gradient.baseAddress.map({ Source($0 + range.lowerBound) })
            else { return }
            _ = mapChunks(of: range.count, size: 65_536) { _, part in
              let (p, m, v, g) = (p.pointer, m.pointer, v.pointer, g.pointer)
              for i in part {
                let slope = scale * g[i]
                m[i] = b1 * m[i] + (1 - b1) * slope
                v[i] = b2 * v[i] + (1 - b2) * slope * slope
                p[i] = kept * p[i] - correctedRate * m[i] / (v[i].squareRoot() + epsilon)
              }
            }
          }
        }
      }
    }
  }
}

/// Memory that several threads read.
private struct Source: @unchecked Sendable {
  let pointer: UnsafePointer<Double>
  init(_ pointer: UnsafePointer<Double>) { self.pointer = pointer }
}
