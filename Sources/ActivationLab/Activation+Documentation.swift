public import RowcastClassification

extension Activation {
  /// What is worth knowing about a function, one line each.
  public struct Documentation: Sendable, Hashable {
    /// The function of `z`, as plain text.
    public let formula: String
    /// Its slope, as plain text.
    public let derivative: String
    /// The values it takes; round brackets leave the ends out.
    public let range: String
    /// What it is used for, as a sentence.
    public let use: String
    /// What is difficult about it, as a sentence.
    public let problem: String
    /// Where it comes from: authors and year.
    public let source: String
  }

  /// Formula, derivative, range, use and weakness of the function, with its source.
  public var documentation: Documentation {
    switch self {
    case .sigmoid, .tanh, .softsign, .step, .sign, .identity: bounded
    case .relu, .leakyReLU, .prelu, .rrelu: rectifying
    case .elu, .selu, .softplus, .silu, .gelu: smooth
    }
  }

  private var bounded: Documentation {
    switch self {
    case .sigmoid:
      Documentation(
        formula: "1 / (1 + e^-z)", derivative: "s (1 - s), at most 0.25 at 0", range: "(0, 1)",
        use: "output for two classes; gates",
        problem: "saturates, so gradients vanish in deep networks; not zero-centered",
        source: "Verhulst 1845; Rumelhart, Hinton and Williams 1986")
    case .tanh:
      Documentation(
        formula: "(e^z - e^-z) / (e^z + e^-z)", derivative: "1 - t^2, at most 1 at 0",
        range: "(-1, 1)", use: "hidden layers of shallow networks; zero-centered",
        problem: "still saturates on both sides", source: "LeCun et al. 1998, Efficient BackProp")
    case .softsign:
      Documentation(
        formula: "z / (1 + |z|)", derivative: "1 / (1 + |z|)^2", range: "(-1, 1)",
        use: "hidden layers; approaches its ends more slowly than tanh",
        problem: "saturates, if gently; kink in the second derivative",
        source: "Bergstra et al. 2009; Glorot and Bengio 2010")
    case .step:
      Documentation(
        formula: "1 if z >= 0, else 0", derivative: "0, undefined at 0", range: "{0, 1}",
        use: "the perceptron, with its own rule",
        problem: "no gradient to learn from", source: "McCulloch and Pitts 1943; Rosenblatt 1958")
    case .sign:
      Documentation(
        formula: "-1, 0 or 1 by the sign of z", derivative: "0, undefined at 0",
        range: "{-1, 0, 1}", use: "the perceptron, with its own rule",
        problem: "no gradient to learn from", source: "Rosenblatt 1958")
    default:
      Documentation(
        formula: "z", derivative: "1", range: "(-inf, inf)", use: "output of a regression",
        problem: "in hidden layers any depth collapses to one linear map", source: "linear algebra")
    }
  }

  private var rectifying: Documentation {
    switch self {
    case .leakyReLU:
      Documentation(
        formula: "z if z > 0, else a z, with a = 0.01", derivative: "1 or a",
        range: "(-inf, inf)", use: "when ReLU units die",
        problem: "one slope for all units, chosen beforehand",
        source: "Maas, Hannun and Ng 2013")
    case .prelu:
      Documentation(
        formula: "z if z > 0, else a_i z, a_i learned", derivative: "1 or a_i; by a_i: z if z <= 0",
        range: "(-inf, inf)", use: "large data sets; each unit finds its slope",
        problem: "a little more overfitting", source: "He, Zhang, Ren and Sun 2015")
    case .rrelu:
      Documentation(
        formula: "z if z >= 0, else a z, a drawn from U(1/8, 1/3) in training, 11/48 after",
        derivative: "1 or a", range: "(-inf, inf)", use: "regularizes small data sets",
        problem: "training is noisier; the slope is fixed in prediction",
        source: "Xu, Wang, Chen and Li 2015")
    default:
      Documentation(
        formula: "max(0, z)", derivative: "1 for z > 0, else 0", range: "[0, inf)",
        use: "the usual hidden function: cheap, sparse outputs",
        problem: "units can die; not zero-centered; not bounded",
        source: "Nair and Hinton 2010; Glorot, Bordes and Bengio 2011")
    }
  }

  private var smooth: Documentation {
    switch self {
    case .elu:
      Documentation(
        formula: "z if z > 0, else a (e^z - 1), with a = 1", derivative: "1 or a e^z",
        range: "(-a, inf)", use: "hidden layers; outputs nearer to mean zero than ReLU's",
        problem: "an exponential for each negative input",
        source: "Clevert, Unterthiner and Hochreiter 2016")
    case .selu:
      Documentation(
        formula: "l z if z > 0, else l a (e^z - 1), l = 1.0507, a = 1.6733",
        derivative: "l or l a e^z", range: "(-1.7581, inf)",
        use: "deep plain networks: keeps mean 0 and variance 1 by itself",
        problem: "needs LeCun normal initialization and standardized inputs",
        source: "Klambauer et al. 2017")
    case .softplus:
      Documentation(
        formula: "ln(1 + e^z)", derivative: "sigmoid(z)", range: "(0, inf)",
        use: "a smooth ReLU, where a derivative everywhere is needed",
        problem: "costs an exponential and a logarithm, and is no better than ReLU",
        source: "Dugas et al. 2001; Glorot et al. 2011")
    case .silu:
      Documentation(
        formula: "z sigmoid(z)", derivative: "s (1 + z (1 - s))", range: "[-0.2785, inf)",
        use: "smooth hidden function of deep networks",
        problem: "not monotone; costs an exponential",
        source: "Elfwing, Uchibe and Doya 2018; Ramachandran et al. 2017 (swish)")
    default:
      Documentation(
        formula: "z Phi(z), Phi the normal distribution function",
        derivative: "Phi(z) + z phi(z)", range: "[-0.1700, inf)",
        use: "smooth hidden function of transformers",
        problem: "not monotone; costs an error function", source: "Hendrycks and Gimpel 2016")
    }
  }
}
