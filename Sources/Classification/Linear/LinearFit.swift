/// How a linear fit went: what was reached, by what, and whether it is the optimum.
public struct LinearFit: Sendable, Equatable, Codable {
  /// `C sum_i s_i l_i + (1 - r)/2 |W|^2 + r |W|_1`; without penalty the sum of the losses.
  public var objective: Double
  /// `sum_i s_i l_i / sum_i s_i`.
  public var meanLogLoss: Double
  /// Steps of the solver over all rows.
  public var iterations: Int
  /// Passes over all rows for a loss and gradient.
  public var passes: Int
  /// The largest entry of the (sub)gradient of the objective divided by `C sum_i s_i`.
  public var gradientNorm: Double
  /// The inverse strength of the penalty; nil without one.
  public var c: Double?
  /// The share of the absolute penalty.
  public var l1Ratio: Double
  /// The solver's name in words.
  public var solver: String
  /// Whether the tolerance was met.
  public var hasConverged: Bool
  /// What the fit's end means, as a sentence.
  public var message: String

  /// Figures as the solver reports them; nothing is computed.
  public init(
    objective: Double, meanLogLoss: Double, iterations: Int, passes: Int, gradientNorm: Double,
    c: Double?, l1Ratio: Double, solver: String, hasConverged: Bool, message: String
  ) {
    self.objective = objective
    self.meanLogLoss = meanLogLoss
    self.iterations = iterations
    self.passes = passes
    self.gradientNorm = gradientNorm
    self.c = c
    self.l1Ratio = l1Ratio
    self.solver = solver
    self.hasConverged = hasConverged
    self.message = message
  }

  /// Of a model that was not fitted as such.
  static let none = LinearFit(
    objective: 0, meanLogLoss: 0, iterations: 0, passes: 0, gradientNorm: 0, c: nil, l1Ratio: 0,
    solver: "none",
    hasConverged: true, message: "")
}
