internal import RowcastMachine

/// The functions of several logits that turn them into probabilities, in forms that never overflow.
public enum Outputs {
  /// `log(sum_k e^(z_k))`; minus infinity of nothing.
  public static func logSumExp(_ logits: some Collection<Double>) -> Double {
    guard let largest = logits.max(), largest.isFinite else { return logits.max() ?? -.infinity }
    return largest + Elementary.log(logits.reduce(0) { $0 + Elementary.exp($1 - largest) })
  }

  /// `e^(z_k) / sum_j e^(z_j)`, with the largest logit taken off first.
  public static func softmax(_ logits: [Double]) -> [Double] {
    let largest = logits.max() ?? 0
    let powers = logits.map { Elementary.exp($0 - largest) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }
}
