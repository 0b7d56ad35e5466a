import RowcastLinearAlgebra

/// A step length that meets the weak Wolfe conditions, by doubling and halving.
///
/// The full step is tried first, since with a good Hessian it is nearly always right. Close to the
/// minimum, where rounding hides the decrease, a step that shrinks the slope is accepted as long as
/// the value does not grow by more than rounding (Hager and Zhang 2005).
struct LineSearch<Objective: SmoothObjective> {
  let objective: Objective

  struct Step {
    let point: [Double]
    let value: Double
    let gradient: [Double]
    let evaluations: Int
  }

  func step(from start: QuasiNewton.Minimum, slope: Double, along direction: [Double]) -> Step? {
    var gradient = [Double](repeating: 0, count: direction.count)
    var (low, high, length) = (0.0, Double.infinity, 1.0)
    let slack = 1e-13 * abs(start.value)
    for evaluation in 1...40 {
      var point = start.point
      Vectors.add(length, direction, to: &point)
      let value = objective.value(at: point, gradient: &gradient)
      let nextSlope = Vectors.dot(gradient, direction)
      let isLow =
        value <= start.value + 1e-4 * length * slope
        || (value <= start.value + slack && abs(nextSlope) <= 0.9 * abs(slope))
      if !isLow || !value.isFinite || !nextSlope.isFinite {
        high = length
        length = interpolated(
          low: low, high: high, start: start.value, slope: slope, value: value)
      } else if nextSlope < 0.9 * slope {
        low = length
        length = high.isFinite ? (low + high) / 2 : 2 * length
      } else {
        return Step(point: point, value: value, gradient: gradient, evaluations: evaluation)
      }
    }
    return nil
  }

  /// The minimum of the parabola through what is known, kept inside the middle of the bracket.
  private func interpolated(
    low: Double, high: Double, start: Double, slope: Double, value: Double
  ) -> Double {
    let middle = (low + high) / 2
    guard low == 0, value.isFinite else { return low + (high - low) * (low == 0 ? 0.1 : 0.5) }
    let bend = value - start - slope * high
    guard bend > 0 else { return middle }
    return min(max(-slope * high * high / (2 * bend), 0.1 * high), 0.5 * high)
  }
}
