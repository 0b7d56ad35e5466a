/// Which of several candidates to keep, by their losses on the same rows or folds.
public struct CandidateChoice: Sendable, Hashable, Codable {
  /// The candidate that was kept.
  public var chosen: Int
  /// The candidate with the lowest mean loss.
  public var best: Int
  /// The mean loss of each candidate.
  public var means: [Double]
  /// The standard error of each mean difference to the best candidate; 0 for the best itself.
  public var standardErrors: [Double]

  /// The first candidate whose mean loss is within one standard error of the best one's (Breiman et
  /// al. 1984), the error being that of the paired differences: what is hard for all candidates does
  /// not count.
  ///
  /// - Parameter losses: for each candidate, **simplest first**, its loss for each row or fold, all
  ///   in the same order. One without finite losses is never chosen; nil when none has.
  public static func oneStandardError(losses: [[Double]]) -> CandidateChoice? {
    let means = losses.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    let usable = losses.indices.filter { !losses[$0].isEmpty && means[$0].isFinite }
    guard let best = usable.min(by: { means[$0] < means[$1] }) else { return nil }
    let errors = losses.map { pairedError($0, losses[best]) }
    let chosen = usable.first { means[$0] <= means[best] + errors[$0] } ?? best
    return CandidateChoice(chosen: chosen, best: best, means: means, standardErrors: errors)
  }

  /// The candidates that may still be the best: the others are worse than the best of now by more
  /// than three standard errors of the paired differences (racing: Maron and Moore 1994). Of fewer than
  /// 50 losses all may.
  ///
  /// - Parameter losses: as in ``oneStandardError(losses:)``.
  public static func stillInTheRace(losses: [[Double]]) -> [Int] {
    guard let choice = oneStandardError(losses: losses), losses[choice.best].count >= 50 else {
      return Array(losses.indices)
    }
    return losses.indices.filter {
      choice.means[$0] <= choice.means[choice.best] + 3 * choice.standardErrors[$0]
    }
  }

  /// The standard error of the mean difference of two losses of the same rows.
  private static func pairedError(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count, a.count > 1 else { return 0 }
    let n = Double(a.count)
    var sum = 0.0
    var squares = 0.0
    for i in a.indices {
      let difference = a[i] - b[i]
      sum += difference
      squares += difference * difference
    }
    return (max(0, squares - sum * sum / n) / (n - 1) / n).squareRoot()
  }
}
