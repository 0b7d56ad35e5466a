extension RankedScores {
  /// The calibration error over bins of equal weight instead of equal width, where the scores are
  /// confidences and the positives are the rows that were right.
  ///
  /// Rows are taken in the order of their confidence and cut into `bins` of the same weight. Rows
  /// of one confidence are shared between bins in proportion, so that their order does not matter.
  func equalMassError(bins: Int) -> Double {
    let total = positives + negatives
    guard total > 0 else { return 0 }
    var error = 0.0
    var gap = 0.0
    var filled = 0.0
    var bin = 1
    for i in 0..<count {
      let before = i == 0 ? (0, 0) : (truePositives[i - 1], falsePositives[i - 1])
      let right = truePositives[i] - before.0
      let mass = right + falsePositives[i] - before.1
      guard mass > 0 else { continue }
      let difference = right - mass * thresholds[i]
      var left = mass
      while bin < bins, left > 0, filled + left >= total * Double(bin) / Double(bins) {
        let part = total * Double(bin) / Double(bins) - filled
        error += (gap + difference * (part / mass)).magnitude
        gap = 0
        filled += part
        left -= part
        bin += 1
      }
      gap += difference * (left / mass)
      filled += left
    }
    return (error + gap.magnitude) / total
  }
}
