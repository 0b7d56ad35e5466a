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
    guard ridge > 0 else { return loss }
    var squares = 0.0
    for i in 0..<(problem.dimension - problem.outputs) {
      squares += point[i] * point[i]
      gradient[i] += ridge * point[i]
    }
    return loss + ridge / 2 * squares
  }

  func curvature(at point: [Double]) -> Curvature {
    (sample ?? problem).curvature(
      at: point, ridge: ridge, for: problem.features.rowCount)
  }
}
