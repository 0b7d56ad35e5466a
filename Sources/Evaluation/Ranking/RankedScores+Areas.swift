extension RankedScores {
  /// The area under the ROC curve: the share of pairs of a positive and a negative in right order,
  /// ties counting one half. Nil when either is missing.
  var areaUnderROC: Double? {
    guard positives > 0, negatives > 0 else { return nil }
    var area = 0.0
    var before = (positive: 0.0, negative: 0.0)
    for i in 0..<count {
      area +=
        (falsePositives[i] - before.negative) * (truePositives[i] + before.positive)
      before = (truePositives[i], falsePositives[i])
    }
    return area / (2 * positives * negatives)
  }

  /// Sum of (R_n - R_(n-1)) P_n over distinct scores descending, without interpolation. Nil when
  /// there are no positives.
  var averagePrecision: Double? {
    guard positives > 0 else { return nil }
    var sum = 0.0
    var before = 0.0
    for i in 0..<count {
      let said = truePositives[i] + falsePositives[i]
      if said > 0 { sum += (truePositives[i] - before) * truePositives[i] / said }
      before = truePositives[i]
    }
    return sum / positives
  }
}
