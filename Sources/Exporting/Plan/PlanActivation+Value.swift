internal import RowcastMachine

extension PlanActivation {
  /// The function's value, for results that stand ready in a file.
  func value(_ z: Double, unit: Int) -> Double {
    switch self {
    case .identity: z
    case .rectified(let slopes): z >= 0 ? z : slope(slopes, of: unit) * z
    case .exponential(let alpha, let scale): z >= 0 ? scale * z : scale * alpha * expm1(z)
    case .sigmoid: Elementary.sigmoid(z)
    case .tanh: 2 * Elementary.sigmoid(2 * z) - 1
    case .softplus: max(z, 0) + log1p(exp(-abs(z)))
    case .softsign: z / (1 + abs(z))
    case .silu: z * Elementary.sigmoid(z)
    case .gelu: z * 0.5 * erfc(-z * 0.7071067811865476)
    case .step: z >= 0 ? 1 : 0
    case .sign: z > 0 ? 1 : z < 0 ? -1 : 0
    }
  }
}

/// Elementary functions in forms that never overflow.
enum Elementary {
  static func sigmoid(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + exp(-z)) }
    let e = exp(z)
    return e / (1 + e)
  }

  static func exponential(_ x: Double) -> Double { exp(x) }

  /// `ln(p / (1 - p))` with `p` kept 1e-15 away from 0 and 1.
  static func logit(_ p: Double) -> Double {
    let q = min(max(p, 1e-15), 1 - 1e-15)
    return log(q) - log1p(-q)
  }
}
