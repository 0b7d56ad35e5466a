internal import RowcastMachine

extension Activation {
  /// SELU's constants (Klambauer et al. 2017), for which mean 0 and variance 1 are a fixed point.
  static let seluAlpha = 1.6732632423543772848170429916717
  static let seluScale = 1.0507009873554804934193349852946

  /// The function's value as in prediction: `rrelu` with its mean slope, `prelu` with its start.
  public func value(_ x: Double) -> Double {
    switch self {
    case .sigmoid: return Elementary.sigmoid(x)
    case .tanh: return Elementary.tanh(x)
    case .relu: return x > 0 ? x : 0
    case .leakyReLU(let slope), .prelu(let slope): return x > 0 ? x : slope * x
    case .rrelu(let lower, let upper): return x >= 0 ? x : (lower + upper) / 2 * x
    case .elu(let alpha): return x > 0 ? x : alpha * Elementary.expm1(x)
    case .selu: return Self.seluScale * (x > 0 ? x : Self.seluAlpha * Elementary.expm1(x))
    case .softplus: return Elementary.softplus(x)
    case .softsign: return x.isInfinite ? (x > 0 ? 1 : -1) : x / (1 + abs(x))
    case .silu: return x == -.infinity ? 0 : x * Elementary.sigmoid(x)
    case .gelu: return x == -.infinity ? 0 : x * Elementary.normalDistribution(x)
    case .identity: return x
    case .step: return x >= 0 ? 1 : 0
    case .sign: return x > 0 ? 1 : x < 0 ? -1 : 0
    }
  }

  /// The derivative; at a kink that of the left branch, but 1 for `rrelu`, and 0 where there is none.
  public func derivative(_ x: Double) -> Double {
    switch self {
    case .sigmoid: return sigmoidDerivative(x)
    // 1 - tanh^2 would lose every digit far from zero.
    case .tanh: return 4 * sigmoidDerivative(2 * x)
    case .relu: return x > 0 ? 1 : 0
    case .leakyReLU(let slope), .prelu(let slope): return x > 0 ? 1 : slope
    case .rrelu(let lower, let upper): return x >= 0 ? 1 : (lower + upper) / 2
    case .elu(let alpha): return x > 0 ? 1 : alpha * Elementary.exp(x)
    case .selu: return Self.seluScale * (x > 0 ? 1 : Self.seluAlpha * Elementary.exp(x))
    case .softplus: return Elementary.sigmoid(x)
    case .softsign: return 1 / ((1 + abs(x)) * (1 + abs(x)))
    case .silu:
      let s = Elementary.sigmoid(x)
      return x.isInfinite ? s : s * (1 + x * Elementary.sigmoid(-x))
    case .gelu:
      let density = Elementary.exp(-x * x / 2) * 0.3989422804014327
      return Elementary.normalDistribution(x) + (x.isInfinite ? 0 : x * density)
    case .identity: return 1
    case .step, .sign: return 0
    }
  }
}

/// `e / (1 + e)^2` with `e = exp(-|x|)`, which keeps all digits far from zero.
private func sigmoidDerivative(_ x: Double) -> Double {
  let e = Elementary.exp(-abs(x))
  return e / ((1 + e) * (1 + e))
}
