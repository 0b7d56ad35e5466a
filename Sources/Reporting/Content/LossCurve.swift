/// The loss after each iteration or epoch.
public struct LossCurve: Sendable, Hashable, Codable {
  /// `iteration` or `epoch`.
  public var step: String
  /// On the rows learned from, one for each step.
  public var training: [Double]
  /// On rows set aside for early stopping; as long as `training`, or empty.
  public var validation: [Double]
  /// The zero-based step whose weights were kept.
  public var best: Int?

  /// Validation must be empty or as long as training.
  public init(step: String, training: [Double], validation: [Double] = [], best: Int? = nil) {
    self.step = step
    self.training = training
    self.validation = validation
    self.best = best
  }
}
