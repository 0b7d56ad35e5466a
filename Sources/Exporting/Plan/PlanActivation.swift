import RowcastClassification

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
  /// `z / (1 + |z|)`.
  case softsign
  /// `z / (1 + e^-z)`.
  case silu
  /// `z` times the normal distribution function of `z`.
  case gelu
  /// 1 from 0 on, else 0.
  case step
  /// -1, 0 or 1.
  case sign

  /// - Parameter slopes: what the units learned, for a function with learned slopes.
  init(_ activation: Activation, slopes: [Double]?) {
    switch activation {
    case .identity: self = .identity
    case .relu: self = .rectified(slopes: [0])
    case .leakyReLU(let slope): self = .rectified(slopes: [slope])
    case .prelu(let slope): self = .rectified(slopes: slopes ?? [slope])
    case .rrelu(let lower, let upper): self = .rectified(slopes: [(lower + upper) / 2])
    case .elu(let alpha): self = .exponential(alpha: alpha, scale: 1)
    case .selu:
      self = .exponential(
        alpha: 1.6732632423543772848170429916717, scale: 1.0507009873554804934193349852946)
    case .sigmoid: self = .sigmoid
    case .tanh: self = .tanh
    case .softplus: self = .softplus
    case .softsign: self = .softsign
    case .silu: self = .silu
    case .gelu: self = .gelu
    case .step: self = .step
    case .sign: self = .sign
    }
  }

  /// The slope left of zero of one unit.
  func slope(_ slopes: [Double], of unit: Int) -> Double {
    slopes.count == 1 ? slopes[0] : slopes.indices.contains(unit) ? slopes[unit] : 0
  }
}

extension OutputHead {
  var isSoftmax: Bool { if case .softmax = self { true } else { false } }
}

extension [HuffmanTree.Turn] {
  /// The places of a path's turns among the nodes' sigmoids to the left, then those to the right.
  func places(nodeCount: Int) -> [Int] { map { $0.isLeft ? $0.node : nodeCount + $0.node } }
}
