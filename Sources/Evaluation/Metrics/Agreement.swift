/// How far disagreement between two classes in order counts, in Cohen's kappa.
public enum KappaWeighting: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every disagreement counts 1.
  case none
  /// By the distance of the class numbers, |i - j|.
  case linear
  /// By its square, (i - j)^2.
  case quadratic
}

extension ConfusionMatrix {
  /// Matthews' correlation of truth and prediction for any number of classes; 0 when either never
  /// varies.
  ///
  /// (c s - sum p_k t_k) / sqrt((s^2 - sum p_k^2)(s^2 - sum t_k^2)) with c correct, s rows, p_k
  /// predicted and t_k true counts (Gorodkin 2004).
  public var matthewsCorrelation: Double {
    let (truth, said) = (trueTotals, predictedTotals)
    let s = total
    let both = zip(truth, said).reduce(0) { $0 + $1.0 * $1.1 }
    let left = s * s - said.reduce(0) { $0 + $1 * $1 }
    let right = s * s - truth.reduce(0) { $0 + $1 * $1 }
    guard left > 0, right > 0 else { return 0 }
    return (correct * s - both) / (left.squareRoot() * right.squareRoot())
  }

  /// Cohen's kappa: agreement beyond what the margins alone would give; nil where the margins leave
  /// no room for disagreement.
  public func cohenKappa(_ weighting: KappaWeighting = .none) -> Double? {
    let (truth, said) = (trueTotals, predictedTotals)
    let s = total
    var observed = 0.0
    var expected = 0.0
    for i in 0..<classCount {
      for j in 0..<classCount where i != j {
        let distance = Double((i - j).magnitude)
        let penalty =
          switch weighting {
          case .none: 1.0
          case .linear: distance
          case .quadratic: distance * distance
          }
        observed += penalty * self[i, j]
        expected += penalty * truth[i] * said[j] / s
      }
    }
    return expected > 0 ? 1 - observed / expected : nil
  }
}
