/// Which of several candidates to keep, by the losses each had in each fold.
public struct CandidateChoice: Sendable, Hashable, Codable {
  /// The candidate that was kept.
  public var chosen: Int
  /// The candidate with the lowest mean loss.
  public var best: Int
  public var means: [Double]
  /// The standard error of each mean over folds; 0 for a single fold.
  public var standardErrors: [Double]
  /// The largest mean loss that still counts as no worse than the best.
  public var limit: Double

  /// The first candidate within one standard error of the best (Breiman et al. 1984).
  /// - Parameter losses: for each candidate, **simplest first**, its loss in each fold. A candidate
  ///   without finite losses is never chosen.
  public static func oneStandardError(losses: [[Double]]) -> CandidateChoice? {
    choose(losses: losses, withinStandardErrors: 1)
  }

  /// The candidate with the lowest mean loss; the first of equals.
  public static func lowestMean(losses: [[Double]]) -> CandidateChoice? {
    choose(losses: losses, withinStandardErrors: 0)
  }

  private static func choose(
    losses: [[Double]], withinStandardErrors width: Double
  ) -> CandidateChoice? {
    let spreads = losses.map { CrossValidationSummary.Spread($0) }
    let usable = losses.indices.filter {
      !losses[$0].isEmpty && losses[$0].allSatisfy(\.isFinite)
    }
    guard let best = usable.min(by: { spreads[$0].mean < spreads[$1].mean }) else { return nil }
    let limit = spreads[best].mean + width * spreads[best].standardError
    guard let chosen = usable.first(where: { spreads[$0].mean <= limit }) else { return nil }
    return CandidateChoice(
      chosen: chosen, best: best, means: spreads.map(\.mean),
      standardErrors: spreads.map(\.standardError), limit: limit)
  }
}
