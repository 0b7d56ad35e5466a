import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastMachine

/// Tries columns in each role that their values fit: the plain linear model says which tells more.
///
/// The trial sees the training rows alone, on the folds that candidates are compared on; what it decides
/// holds for all of them.
struct RoleTrials {
  let fitter: Fitter
  /// The rows of the task that are compared on, and folds that count them by their places.
  let rows: [Int]
  let folds: [Fold]

  /// The most columns that are tried.
  private static let columnLimit = 4
  /// Inverse strengths: of few features, and of many.
  private static let strengths: [Double] = [1, 30]

  /// The roles after the trial; nil when nothing is in doubt.
  func settled(_ plain: Candidate) throws -> DecidedRoles? {
    guard let roles = fitter.roles, case .linear(var options, _) = plain.learner else { return nil }
    let doubts = roles.doubts.filter { doubt in
      !plain.recipe.columns.contains { $0.name == doubt.column && $0.encoding != nil }
    }.prefix(Self.columnLimit)
    if doubts.isEmpty { return nil }
    options.tolerance = max(options.tolerance, CandidateComparison.tolerance)
    let learner = Candidate(
      name: plain.name, recipe: plain.recipe, learner: .linear(options, cs: Self.strengths))
    var settled = roles
    var known: CandidateComparison.Trial
    do {
      known = try trial(learner, roles)
    } catch let error as FeatureError {
      guard case .noFeatures = error.reason else { throw error }
      return nil
    }
    for doubt in doubts {
      let before = known
      var tried = [RoleReason.RoleTrial(role: doubt.role, loss: before.mean)]
      var best = doubt.role
      for role in doubt.others {
        try Cancellation.check()
        let own = try trial(
          learner, settled.changing(doubt.column, to: role, because: doubt.reason))
        tried.append(RoleReason.RoleTrial(role: role, loss: own.mean))
        guard
          let choice = CandidateChoice.oneStandardError(losses: [before.losses, own.losses]),
          choice.best == 1,
          choice.means[0] - choice.means[1] > 2 * choice.standardErrors[0],
          own.mean < known.mean
        else { continue }
        (best, known) = (role, own)
      }
      var reason = doubt.reason
      reason.remarks.append(.tried(tried))
      settled = settled.changing(doubt.column, to: best, because: reason)
    }
    return settled
  }

  /// The trial of a candidate with these roles, by the better of the strengths.
  private func trial(
    _ candidate: Candidate, _ roles: DecidedRoles
  ) throws -> CandidateComparison.Trial {
    var comparison = CandidateComparison(
      fitter: fitter.deciding(roles), rows: rows, folds: folds)
    try comparison.add(candidate, index: 0)
    return comparison.trials.min { $0.mean < $1.mean } ?? CandidateComparison.Trial(candidate: 0)
  }
}
