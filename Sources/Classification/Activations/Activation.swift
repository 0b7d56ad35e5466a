/// A function that a unit applies to its weighted sum.
public enum Activation: Sendable, Hashable {
  /// `1 / (1 + e^-z)`, between 0 and 1 (Verhulst 1845).
  case sigmoid
  /// The hyperbolic tangent, between -1 and 1 (LeCun et al. 1998).
  case tanh
  /// `max(0, z)` (Nair and Hinton 2010).
  case relu
  /// `max(a z, z)` with a fixed slope `a` left of zero.
  case leakyReLU(slope: Double)
  /// A slope left of zero that each unit learns, from this start.
  case prelu(initialSlope: Double)
  /// A slope left of zero drawn anew for each element while training; its mean in prediction.
  case rrelu(lower: Double, upper: Double)
  /// `z` right of zero, `alpha (e^z - 1)` left of it (Clevert, Unterthiner and Hochreiter 2016).
  case elu(alpha: Double)
  /// The ELU with the scale and alpha that keep mean and variance (Klambauer et al. 2017).
  case selu
  /// `ln(1 + e^z)`, a smooth ReLU (Dugas et al. 2001).
  case softplus
  /// `z / (1 + |z|)`, between -1 and 1 (Bergstra et al. 2009).
  case softsign
  /// `z / (1 + e^-z)`, also called swish (Elfwing, Uchibe and Doya 2018).
  case silu
  /// `z` times the normal distribution function of `z` (Hendrycks and Gimpel 2016).
  case gelu
  /// `z` as it is, which makes layers linear.
  case identity
  /// 1 from zero on, else 0; no slope to learn by (McCulloch and Pitts 1943).
  case step
  /// -1, 0 or 1 by the sign of `z`; no slope to learn by (Rosenblatt 1958).
  case sign

  /// All functions, with their usual parameters.
  public static let all: [Activation] = [
    .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .prelu(initialSlope: 0.25),
    .rrelu(lower: 1.0 / 8, upper: 1.0 / 3), .elu(alpha: 1), .selu, .softplus, .softsign, .silu,
    .gelu, .identity, .step, .sign,
  ]

  /// The name on the command line and in a model file.
  public var name: String {
    switch self {
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "relu"
    case .leakyReLU: "leaky-relu"
    case .prelu: "prelu"
    case .rrelu: "rrelu"
    case .elu: "elu"
    case .selu: "selu"
    case .softplus: "softplus"
    case .softsign: "softsign"
    case .silu: "silu"
    case .gelu: "gelu"
    case .identity: "identity"
    case .step: "step"
    case .sign: "sign"
    }
  }

  /// The function of a name, with its usual parameters; `-`, `_` and case do not matter.
  public init?(name: String) {
    func plain(_ text: String) -> String {
      text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }
    let aliases = [
      "swish": "silu", "logistic": "sigmoid", "linear": "identity", "lrelu": "leakyrelu",
    ]
    let wanted = aliases[plain(name)] ?? plain(name)
    guard let match = Self.all.first(where: { plain($0.name) == wanted }) else { return nil }
    self = match
  }

  /// Whether its derivative carries something to learn from.
  public var hasUsefulGradient: Bool { self != .step && self != .sign }

  /// Whether each unit has a slope of its own to learn.
  var learnsSlopes: Bool {
    if case .prelu = self { return true }
    return false
  }
}

extension Activation: Codable {
  private enum CodingKeys: String, CodingKey { case name, slope, lower, upper, alpha }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .name)
    guard let usual = Activation(name: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: values, debugDescription: "no activation is called \(name)")
    }
    switch usual {
    case .leakyReLU: self = .leakyReLU(slope: try values.decode(Double.self, forKey: .slope))
    case .prelu: self = .prelu(initialSlope: try values.decode(Double.self, forKey: .slope))
    case .elu: self = .elu(alpha: try values.decode(Double.self, forKey: .alpha))
    case .rrelu:
      self = .rrelu(
        lower: try values.decode(Double.self, forKey: .lower),
        upper: try values.decode(Double.self, forKey: .upper))
    default: self = usual
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    switch self {
    case .leakyReLU(let slope), .prelu(let slope): try values.encode(slope, forKey: .slope)
    case .elu(let alpha): try values.encode(alpha, forKey: .alpha)
    case .rrelu(let lower, let upper):
      try values.encode(lower, forKey: .lower)
      try values.encode(upper, forKey: .upper)
    default: break
    }
  }
}
