import RowcastLinearAlgebra

/// The mean loss plus `ridge / 2 |weights|^2`; a sample of the rows may stand in for the curvature.
struct RidgeObjective: SmoothObjective {
  let problem: LinearProblem
  let ridge: Double
  /// Rows whose Hessian stands for that of all.
  let sample: LinearProblem?

  var dimension: Int { problem.dimension }
  var hasCheapCurvature: Bool { sample == nil && problem.hasCheapCurvature }

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    let loss = problem.meanLoss(at: point, gradient: &gradient)
    return problem.penalized(loss, at: point, ridge: ridge, gradient: &gradient)
  }

  func curvature(at point: [Double]) -> Curvature {
    (sample ?? problem).curvature(
      at: point, ridge: ridge, for: problem.features.rowCount)
  }
}

extension LinearProblem {
  /// A loss and its gradient with the penalty added; intercepts are free.
  func penalized(
    _ loss: Double, at point: [Double], ridge: Double, gradient: inout [Double]
  ) -> Double {
    guard ridge > 0 else { return loss }
    var squares = 0.0
    for i in 0..<(dimension - outputs) {
      squares += point[i] * point[i]
      gradient[i] += ridge * point[i]
    }
    return loss + ridge / 2 * squares
  }
}
