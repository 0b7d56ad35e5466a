import RowcastLinearAlgebra

/// The mean loss plus `ridge / 2 |weights|^2 + lasso |weights|_1`.
struct LassoObjective {
  let smooth: RidgeObjective
  let lasso: Double
  /// Intercepts, the last coordinates, have no penalty.
  let penalizedCount: Int

  init(smooth: RidgeObjective, lasso: Double) {
    self.smooth = smooth
    self.lasso = lasso
    penalizedCount = smooth.problem.dimension - smooth.problem.outputs
  }

  var hasCheapHessian: Bool { smooth.sample == nil && smooth.problem.hasCheapHessian }

  /// The whole objective; `gradient` is that of the smooth part.
  func value(at point: [Double], gradient: inout [Double]) -> Double {
    let value = smooth.value(at: point, gradient: &gradient)
    return value + lasso * absoluteSum(point)
  }

  func hessian(at point: [Double]) -> [Double] {
    (smooth.sample ?? smooth.problem).hessian(at: point, ridge: smooth.ridge)
  }

  /// The largest entry of the smallest subgradient: 0 at the optimum and nowhere else.
  func subgradientNorm(at point: [Double], gradient: [Double]) -> Double {
    var largest = 0.0
    for i in gradient.indices {
      largest = max(largest, abs(subgradient(gradient[i], at: point[i], coordinate: i)))
    }
    return largest
  }

  /// The entry of the smallest subgradient.
  func subgradient(_ slope: Double, at value: Double, coordinate: Int) -> Double {
    if coordinate >= penalizedCount { return slope }
    if value > 0 { return slope + lasso }
    if value < 0 { return slope - lasso }
    return slope > lasso ? slope - lasso : slope < -lasso ? slope + lasso : 0
  }

  /// `|x + d|_1 - |x|_1` over the penalized coordinates.
  func change(of point: [Double], by direction: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<penalizedCount { sum += abs(point[i] + direction[i]) - abs(point[i]) }
    return sum
  }

  /// Makes coordinates that the full step puts to zero exactly zero.
  func keepZeros(_ next: inout [Double], from point: [Double], _ direction: [Double]) {
    for i in 0..<penalizedCount where abs(next[i]) <= 4 * .ulpOfOne * abs(point[i]) { next[i] = 0 }
  }

  private func absoluteSum(_ point: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<penalizedCount { sum += abs(point[i]) }
    return sum
  }
}
