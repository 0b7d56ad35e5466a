import LinearAlgebra

/// One step of a network: `activation(weights x + intercepts)`.
struct PlanLayer: Sendable {
  /// One row for each output, one column for each input.
  var weights: Matrix
  var intercepts: [Double]
  var activation: PlanActivation

  var inputs: Int { weights.columns }
  var outputs: Int { weights.rows }
}

/// The function of a layer's units, in the few forms that every target can write.
enum PlanActivation: Sendable, Hashable {
  case identity
  /// `z` from 0 on, else `slope * z`; one slope for each unit, or one for all.
  case rectified(slopes: [Double])
  /// `scale * z` from 0 on, else `scale * alpha * (e^z - 1)`.
  case exponential(alpha: Double, scale: Double)
  case sigmoid
  case tanh
  /// `ln(1 + e^z)`.
  case softplus
  /// 1 from 0 on, else 0.
  case step
  /// -1, 0 or 1.
  case sign

  func slope(_ slopes: [Double], of unit: Int) -> Double {
    slopes.count == 1 ? slopes[0] : slopes.indices.contains(unit) ? slopes[unit] : 0
  }
}

/// How the last layer's numbers become probabilities.
enum PlanLink: Sendable, Hashable {
  /// One logit: `P(1) = 1 / (1 + e^-z)`.
  case logistic
  case softmax
}
