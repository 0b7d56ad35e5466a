import RowcastLinearAlgebra
import RowcastMachine

/// How a gradient becomes a step.
public enum Optimizer: Sendable, Hashable, Codable {
  /// Adam with rates 0.9 and 0.999 and epsilon 1e-8 (Kingma and Ba 2015).
  case adam(learningRate: Double)
  /// Gradient descent with Nesterov's momentum.
  case sgd(learningRate: Double, momentum: Double)

  /// The factor of a step, before any schedule.
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

  /// What one step multiplies decaying parameters by.
  func kept(decay: Double) -> Double { 1 - optimizer.learningRate * rateFactor * decay }

  /// Moves the parameters of some runs against the gradient times `scale`; those that decay lose
  /// the share `decay` times the learning rate first.
  mutating func step(
    _ parameters: inout [Double], gradient: [Double], scale: Double, decay: Double,
    runs: [ParameterRun]
  ) {
    steps += 1
    let kept = kept(decay: decay)
    switch optimizer {
    case .adam: adam(&parameters, gradient, scale: scale, kept: kept, runs: runs)
    case .sgd(let rate, let momentum):
      let rate = rate * rateFactor * scale
      for run in runs {
        for i in 0..<run.part.count {
          let (place, slope) = (run.whole + i, gradient[run.part.lowerBound + i])
          first[place] = momentum * first[place] - rate * slope
          parameters[place] =
            (run.decays ? kept : 1) * parameters[place] + momentum * first[place] - rate * slope
        }
      }
    }
  }

  private mutating func adam(
    _ parameters: inout [Double], _ gradient: [Double], scale: Double, kept: Double,
    runs: [ParameterRun]
  ) {
    let (power1, power2) = (Elementary.power(0.9, steps), Elementary.power(0.999, steps))
    let rate =
      optimizer.learningRate * rateFactor * (1 - power2).squareRoot() / (1 - power1)
    let epsilon = 1e-8 * (1 - power2).squareRoot()
    for run in runs {
      AdamStep(scale: scale, rate: rate, epsilon: epsilon, kept: run.decays ? kept : 1).move(
        &parameters, &first, &second, at: run.whole, gradient: gradient, from: run.part.lowerBound,
        count: run.part.count)
    }
  }
}
