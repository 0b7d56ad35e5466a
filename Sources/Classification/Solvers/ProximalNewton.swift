import RowcastLinearAlgebra
import RowcastMachine

/// Newton's method for a smooth function plus `lasso |weights|_1` (Lee, Sun and Saunders 2014).
///
/// Each iteration minimizes the quadratic model plus the absolute values by coordinate descent, and
/// goes along the difference as far as the whole objective decreases. Weights that the penalty holds
/// at zero come out as exact zeros.
struct ProximalNewton {
  var tolerance = 1e-6
  var maxIterations = 1000
  /// Iterations after which an expensive Hessian is renewed.
  var renewal = 12

  func minimized(_ objective: LassoObjective, from start: [Double]) -> QuasiNewton.Minimum {
    var gradient = [Double](repeating: 0, count: start.count)
    let value = objective.value(at: start, gradient: &gradient)
    var best = QuasiNewton.Minimum(point: start, value: value, gradientNorm: 0)
    best.usedNewton = true
    var model = QuadraticModel(objective.hessian(at: start), order: start.count)
    var age = 0
    while true {
      best.gradientNorm = objective.subgradientNorm(at: best.point, gradient: gradient)
      let direction = model.minimized(
        gradient: gradient, from: best.point, lasso: objective.lasso,
        penalized: objective.penalizedCount)
      // What the model promises, at least as large as half the decrease that can still be had.
      let promise =
        Vectors.dot(gradient, direction)
        + objective.lasso * objective.change(of: best.point, by: direction)
      if best.gradientNorm <= tolerance && -promise <= tolerance * 1e-3 * abs(best.value) {
        best.outcome = .converged
        return best
      }
      if best.iterations >= maxIterations || Cancellation.isRequested { return best }
      guard promise < 0,
        advance(&best, &gradient, along: direction, promise: promise, of: objective)
      else {
        best.outcome = .noFurtherDecrease
        if age == 0 { return best }
        model = QuadraticModel(objective.hessian(at: best.point), order: start.count)
        age = 0
        continue
      }
      age += 1
      if objective.hasCheapHessian || age >= renewal {
        model = QuadraticModel(objective.hessian(at: best.point), order: start.count)
        age = 0
      }
    }
  }

  /// Halves the step until the objective decreases by a share of the promise.
  private func advance(
    _ best: inout QuasiNewton.Minimum, _ gradient: inout [Double], along direction: [Double],
    promise: Double, of objective: LassoObjective
  ) -> Bool {
    var length = 1.0
    var next = gradient
    for _ in 0..<30 {
      var point = best.point
      Vectors.add(length, direction, to: &point)
      if length == 1 { objective.keepZeros(&point, from: best.point, direction) }
      let value = objective.value(at: point, gradient: &next)
      best.evaluations += 1
      if value <= best.value + 1e-4 * length * promise {
        best.point = point
        best.value = value
        best.iterations += 1
        gradient = next
        return true
      }
      length /= 2
    }
    return false
  }
}
