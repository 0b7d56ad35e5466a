internal import RowcastMachine

/// The functions that turn logits into probabilities, in forms that never overflow.
public enum Outputs {
  /// `1 / (1 + e^-z)`.
  public static func sigmoid(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + exp(-z)) }
    let e = exp(z)
    return e / (1 + e)
  }

  /// `log(1 + e^z) = max(z, 0) + log1p(e^-|z|)`.
  public static func softplus(_ z: Double) -> Double { max(z, 0) + log1p(exp(-abs(z))) }

  /// `log(sigmoid(z)) = -softplus(-z)`.
  public static func logSigmoid(_ z: Double) -> Double { -softplus(-z) }

  /// `log(sum_k e^(z_k))`; minus infinity of nothing.
  public static func logSumExp(_ logits: some Collection<Double>) -> Double {
    guard let largest = logits.max(), largest.isFinite else { return logits.max() ?? -.infinity }
    return largest + log(logits.reduce(0) { $0 + exp($1 - largest) })
  }

  /// `e^(z_k) / sum_j e^(z_j)`, with the largest logit taken off first.
  public static func softmax(_ logits: [Double]) -> [Double] {
    let largest = logits.max() ?? 0
    let powers = logits.map { exp($0 - largest) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// The logarithms of the softmax, not taken of it: `z_k - m - log(sum_j e^(z_j - m))`.
  public static func logSoftmax(_ logits: [Double]) -> [Double] {
    let largest = logits.max() ?? 0
    let total = logSumExp(logits.map { $0 - largest })
    return logits.map { ($0 - largest) - total }
  }

  /// The gradient of `-log softmax(z)_label` by the logits: the softmax, less 1 at the label.
  public static func softmaxResidual(_ logits: [Double], label: Int) -> [Double] {
    var residual = softmax(logits)
    residual[label] -= 1
    return residual
  }
}
