import RowcastLinearAlgebra
import RowcastMachine

/// L-BFGS that starts each direction from a factored Hessian; Newton's method when that is cheap.
///
/// The direction is the two-loop recursion of Liu and Nocedal (1989) with `H0` not a multiple of the
/// identity but the inverse of an approximate Hessian (``SmoothObjective/curvature(at:)``). Where a
/// new Hessian costs little it is renewed each iteration and the memory dropped: Newton's method.
///
/// It stops when the largest entry of the gradient is at most `tolerance` and the decrease still to
/// be had, half of `g' H^-1 g`, is at most `tolerance / 1000` of the value. The second measure does
/// not depend on the scale of the columns.
struct QuasiNewton {
  var tolerance = 1e-6
  var maxIterations = 1000
  var history = 10
  /// Iterations after which an expensive curvature is renewed.
  var renewal = 12
  /// A value at which there is nothing more to gain: of a loss without a penalty, next to zero.
  var floor = -Double.infinity

  struct Minimum {
    var point: [Double]
    var value: Double
    var gradientNorm: Double
    var iterations = 0
    var evaluations = 1
    var outcome = Outcome.limit
    var usedNewton = false
  }

  enum Outcome { case converged, noFurtherDecrease, limit, floor }

  func minimized(_ objective: some SmoothObjective, from start: [Double]) -> Minimum {
    var gradient = [Double](repeating: 0, count: start.count)
    let value = objective.value(at: start, gradient: &gradient)
    var best = Minimum(point: start, value: value, gradientNorm: Vectors.largest(gradient))
    best.usedNewton = objective.hasCheapCurvature
    var curvature = objective.curvature(at: start)
    var memory = SecantMemory(limit: history)
    var age = 0
    var stalls = 0
    while true {
      best.gradientNorm = Vectors.largest(gradient)
      var direction = memory.direction(for: gradient, over: curvature)
      var slope = Vectors.dot(gradient, direction)
      if !(slope < 0) && !memory.isEmpty {
        memory.removeAll()
        direction = memory.direction(for: gradient, over: curvature)
        slope = Vectors.dot(gradient, direction)
      }
      let isFlat = -slope / 2 <= tolerance * 1e-3 * abs(best.value)
      if best.gradientNorm == 0 || (isFlat && best.gradientNorm <= tolerance) {
        best.outcome = .converged
        return best
      }
      if best.value <= floor {
        best.outcome = .floor
        return best
      }
      if best.iterations >= maxIterations || Cancellation.isRequested { return best }
      guard slope < 0,
        let step = LineSearch(objective: objective).step(
          from: best, slope: slope, along: direction)
      else {
        // A direction from an old curvature may be useless; a new one shows whether all is done.
        best.outcome = .noFurtherDecrease
        if age == 0 { return best }
        curvature = objective.curvature(at: best.point)
        memory.removeAll()
        age = 0
        continue
      }
      best.iterations += 1
      best.evaluations += step.evaluations
      age += 1
      memory.add(from: best.point, gradient, to: step.point, step.gradient)
      let decrease = best.value - step.value
      stalls = decrease <= 4 * abs(best.value) * .ulpOfOne ? stalls + 1 : 0
      best.point = step.point
      best.value = step.value
      gradient = step.gradient
      if stalls == 3 {
        best.gradientNorm = Vectors.largest(gradient)
        best.outcome = .noFurtherDecrease
        return best
      }
      if objective.hasCheapCurvature || age >= renewal {
        curvature = objective.curvature(at: best.point)
        memory.removeAll()
        age = 0
      }
    }
  }
}
