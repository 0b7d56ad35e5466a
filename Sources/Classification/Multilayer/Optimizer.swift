import LinearAlgebra
import Parallelism

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
  mutating func step(_ parameters: inout [Double], gradient: [Double], scale: Double) {
    steps += 1
    let rate = optimizer.learningRate * rateFactor
    switch optimizer {
    case .adam:
      adam(&parameters, gradient, scale: scale, rate: rate)
    case .sgd(_, let momentum):
      for i in parameters.indices {
        first[i] = momentum * first[i] - rate * scale * gradient[i]
        parameters[i] += momentum * first[i] - rate * scale * gradient[i]
      }
    }
  }

  private mutating func adam(
    _ parameters: inout [Double], _ gradient: [Double], scale: Double, rate: Double
  ) {
    let (b1, b2) = (0.9, 0.999)
    var (power1, power2) = (1.0, 1.0)
    // Past some thousand steps both corrections are 1 to the last digit.
    for _ in 0..<min(steps, 100_000) where power2 > 1e-20 {
      power1 *= b1
      power2 *= b2
    }
    let correctedRate = rate * (1 - power2).squareRoot() / (1 - power1)
    let epsilon = 1e-8 * (1 - power2).squareRoot()
    let count = parameters.count
    parameters.withUnsafeMutableBufferPointer { parameters in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          guard let p = parameters.baseAddress.map(Target.init),
            let m = first.baseAddress.map(Target.init),
            let v = second.baseAddress.map(Target.init)
          else { return }
          _ = mapChunks(of: count, size: 65_536) { _, range in
            for i in range {
              let g = scale * gradient[i]
              m.pointer[i] = b1 * m.pointer[i] + (1 - b1) * g
              v.pointer[i] = b2 * v.pointer[i] + (1 - b2) * g * g
              p.pointer[i] -=
                correctedRate * m.pointer[i] / (v.pointer[i].squareRoot() + epsilon)
            }
          }
        }
      }
    }
  }
}
