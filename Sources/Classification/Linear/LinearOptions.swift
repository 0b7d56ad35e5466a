/// What logistic and softmax regression have in common: the penalty, the weights and when to stop.
///
/// The objective is scikit-learn's, `C sum_i s_i l_i + (1 - r)/2 |W|^2 + r |W|_1`, with intercepts
/// never penalized; `s_i` is the row's weight times its class's.
public struct LinearOptions: Sendable, Hashable {
  /// The inverse strength `C` of the penalty; `.infinity` for none.
  public var c: Double
  /// The share `r` of the absolute penalty: 0 is L2, 1 is L1, between them elastic net.
  public var l1Ratio: Double
  /// What each class's rows weigh, over and above their own weights.
  public var classWeights: ClassWeights
  /// The largest entry of the gradient of the mean objective at which the fit may end. The decrease
  /// still to be had must also be below `tolerance / 1000` of the objective.
  public var tolerance: Double
  /// The most steps of the solver; a fit that ends there has not converged.
  public var maxIterations: Int

  /// An L2 penalty of strength 1 and no class weights.
  public init(
    c: Double = 1, l1Ratio: Double = 0, classWeights: ClassWeights = .none,
    tolerance: Double = 1e-6, maxIterations: Int = 1000
  ) {
    self.c = c
    self.l1Ratio = l1Ratio
    self.classWeights = classWeights
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  func validate() throws(ClassificationError) {
    guard c > 0 else { throw ClassificationError(.option("C \(c)", expected: "a number above 0")) }
    guard l1Ratio >= 0, l1Ratio <= 1 else {
      throw ClassificationError(.option("L1 ratio \(l1Ratio)", expected: "a number from 0 to 1"))
    }
    guard tolerance > 0, tolerance.isFinite else {
      throw ClassificationError(.option("tolerance \(tolerance)", expected: "a number above 0"))
    }
    guard maxIterations > 0 else {
      throw ClassificationError(.option("\(maxIterations) iterations", expected: "at least 1"))
    }
  }
}

extension LinearOptions: Codable {
  private enum CodingKeys: String, CodingKey {
    case c = "C"
    case l1Ratio, classWeights, tolerance, maxIterations
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      c: try values.decodeIfPresent(Double.self, forKey: .c) ?? .infinity,
      l1Ratio: try values.decode(Double.self, forKey: .l1Ratio),
      classWeights: try values.decode(ClassWeights.self, forKey: .classWeights),
      tolerance: try values.decode(Double.self, forKey: .tolerance),
      maxIterations: try values.decode(Int.self, forKey: .maxIterations))
  }

  /// No penalty is written by leaving `C` out: JSON has no infinity.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    if c != .infinity { try values.encode(c, forKey: .c) }
    try values.encode(l1Ratio, forKey: .l1Ratio)
    try values.encode(classWeights, forKey: .classWeights)
    try values.encode(tolerance, forKey: .tolerance)
    try values.encode(maxIterations, forKey: .maxIterations)
  }
}
