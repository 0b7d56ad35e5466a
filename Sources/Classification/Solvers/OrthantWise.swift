import RowcastLinearAlgebra
import RowcastMachine

/// OWL-QN: L-BFGS for a smooth function plus `lasso |weights|_1` (Andrew and Gao 2007).
///
/// For problems too wide for a Hessian. Within the orthant that the smallest subgradient points into
/// the absolute values are linear; directions and steps are kept to it, and what would cross is put
/// to zero.
struct OrthantWise {
  var tolerance = 1e-6
  var maxIterations = 1000
  var history = 10

  func minimized(_ objective: LassoObjective, from start: [Double]) -> QuasiNewton.Minimum {
    var gradient = [Double](repeating: 0, count: start.count)
    let value = objective.value(at: start, gradient: &gradient)
    var best = QuasiNewton.Minimum(point: start, value: value, gradientNorm: 0)
    let curvature = Curvature.diagonal([Double](repeating: 1, count: start.count))
    var memory = SecantMemory(limit: history)
    var stalls = 0
    while true {
      let slope = gradient.indices.map {
        objective.subgradient(gradient[$0], at: best.point[$0], coordinate: $0)
      }
      best.gradientNorm = Vectors.largest(slope)
      if best.gradientNorm <= tolerance * 1e-1 || stalls == 5 {
        best.outcome = stalls == 5 ? .noFurtherDecrease : .converged
        return best
      }
      if best.iterations >= maxIterations || Cancellation.isRequested { return best }
      var direction = memory.direction(for: slope, over: curvature)
      for i in direction.indices where direction[i] * slope[i] >= 0 { direction[i] = 0 }
      if memory.isEmpty {
        let length = Vectors.dot(slope, slope).squareRoot()
        for i in direction.indices { direction[i] /= max(1, length) }
      }
      let before = best.value
      guard
        let next = step(from: &best, slope: slope, along: direction, of: objective)
      else {
        if memory.isEmpty {
          best.outcome = .noFurtherDecrease
          return best
        }
        memory.removeAll()
        continue
      }
      memory.add(from: next.previous, gradient, to: best.point, next.gradient)
      gradient = next.gradient
      stalls = before - best.value <= 1e-13 * abs(before) ? stalls + 1 : 0
    }
  }

  private func step(
    from best: inout QuasiNewton.Minimum, slope: [Double], along direction: [Double],
    of objective: LassoObjective
  ) -> (previous: [Double], gradient: [Double])? {
    var gradient = slope
    var length = 1.0
    for _ in 0..<40 {
      var point = best.point
      Vectors.add(length, direction, to: &point)
      var gain = 0.0
      for i in point.indices {
        if i < objective.penalizedCount {
          let orthant = best.point[i] != 0 ? best.point[i] : -slope[i]
          if point[i] * orthant <= 0 { point[i] = 0 }
        }
        gain += slope[i] * (point[i] - best.point[i])
      }
      let value = objective.value(at: point, gradient: &gradient)
      best.evaluations += 1
      if value <= best.value + 1e-4 * gain, gain < 0 {
        defer {
          best.point = point
          best.value = value
          best.iterations += 1
        }
        return (best.point, gradient)
      }
      length /= 2
    }
    return nil
  }
}
