import RowcastLinearAlgebra

internal import RowcastMachine

/// How the weights of a layer start; biases start at zero.
public enum Initialization: String, Sendable, Hashable, Codable, CaseIterable {
  /// Uniform within `sqrt(6 / (in + out))` (Glorot and Bengio 2010).
  case glorotUniform = "glorot-uniform"
  /// Normal with variance `2 / (in + out)`.
  case glorotNormal = "glorot-normal"
  /// Uniform within `sqrt(6 / in)`, divided by `1 + a^2` for a slope `a` (He et al. 2015).
  case heUniform = "he-uniform"
  /// Normal with variance `2 / in`, divided by `1 + a^2` for a slope `a`.
  case heNormal = "he-normal"
  /// Uniform within `sqrt(3 / in)` (LeCun et al. 1998).
  case leCunUniform = "lecun-uniform"
  /// Normal with variance `1 / in`.
  case leCunNormal = "lecun-normal"

  /// The one made for an activation: Glorot for the bounded, He for the ReLU family, LeCun for SELU.
  public static func paired(with activation: Activation) -> Initialization {
    switch activation {
    case .sigmoid, .tanh, .softsign, .identity, .step, .sign: .glorotUniform
    case .selu: .leCunNormal
    case .relu, .leakyReLU, .prelu, .rrelu, .elu, .softplus, .silu, .gelu: .heNormal
    }
  }

  /// The variance of a weight.
  public func variance(inputs: Int, outputs: Int, negativeSlope: Double = 0) -> Double {
    let (n, m) = (Double(max(1, inputs)), Double(outputs))
    switch self {
    case .glorotUniform, .glorotNormal: return 2 / (n + m)
    case .heUniform, .heNormal: return 2 / (n * (1 + negativeSlope * negativeSlope))
    case .leCunUniform, .leCunNormal: return 1 / n
    }
  }

  /// `inputs * outputs` weights.
  func weights(
    inputs: Int, outputs: Int, activation: Activation, using generator: inout SeededGenerator
  ) -> [Double] {
    let deviation = variance(
      inputs: inputs, outputs: outputs, negativeSlope: activation.negativeSlope
    ).squareRoot()
    let isUniform = self == .glorotUniform || self == .heUniform || self == .leCunUniform
    return (0..<(inputs * outputs)).map { _ in
      isUniform
        ? (2 * generator.uniform() - 1) * deviation * 3.0.squareRoot()
        : generator.normal() * deviation
    }
  }
}

extension Activation {
  /// The slope left of zero that initialization takes account of.
  var negativeSlope: Double {
    switch self {
    case .leakyReLU(let slope), .prelu(let slope): slope
    case .rrelu(let lower, let upper): (lower + upper) / 2
    default: 0
    }
  }
}

extension SeededGenerator {
  /// A number from the standard normal distribution (Box and Muller).
  package mutating func normal() -> Double {
    let radius = (-2 * Elementary.log(1 - uniform())).squareRoot()
    return radius * Elementary.cosine(turns: uniform())
  }
}
