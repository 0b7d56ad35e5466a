public import RowcastLinearAlgebra

/// Logistic or softmax regression whose features stand in groups, each with a penalty as strong as the
/// data ask for: curves of hats, levels of categories, cells of products.
///
/// Minimizes `sum_i s_i l_i + 1/2 sum_g strength_g b_g' S_g b_g`; the intercept is free.
public struct AdditiveRegression: Sendable, Hashable {
  /// What each class's rows weigh, over and above their own weights.
  public var classWeights: ClassWeights
  /// What every strength is multiplied by: above 1 smoother, below 1 closer to the rows.
  public var multiplier: Double
  /// The most steps of the search for strengths; 0 keeps those that are given.
  public var searchSteps: Int
  /// As in ``LinearOptions/tolerance``.
  public var tolerance: Double
  /// The most steps of the solver after the search.
  public var maxIterations: Int

  /// Strengths are searched for in at most 18 steps.
  public init(
    classWeights: ClassWeights = .none, multiplier: Double = 1, searchSteps: Int = 18,
    tolerance: Double = 1e-6, maxIterations: Int = 200
  ) {
    self.classWeights = classWeights
    self.multiplier = multiplier
    self.searchSteps = searchSteps
    self.tolerance = tolerance
    self.maxIterations = maxIterations
  }

  /// Finds strengths and weights.
  ///
  /// - Parameters:
  ///   - groups: features that belong together, in any order, without overlap.
  ///   - labels: a class from 0 for each row.
  ///   - weights: one number for each row, 1 when left out.
  ///   - start: weights of the first features, and strengths of the first groups, to start from:
  ///     features that came later start at 0.
  /// - Throws: ``ClassificationError`` when rows, labels, weights or groups cannot be used, or when
  ///   the task is cancelled.
  public func fitted(
    to features: FeatureMatrix, groups: [PenaltyGroup], labels: [Int], classCount: Int,
    weights: [Double]? = nil, start: LinearClassifier? = nil
  ) throws(ClassificationError) -> AdditiveFit {
    let problem = try problem(features, groups, labels, classCount, weights)
    return try fitted(problem, groups, start)
  }

  /// The same as one of several that are compared: what it uses of its weights is not computed before it
  /// is asked for, and how sure they are not at all.
  package func tried(
    on features: FeatureMatrix, groups: [PenaltyGroup], labels: [Int], classCount: Int,
    weights: [Double]? = nil, start: LinearClassifier? = nil
  ) throws(ClassificationError) -> AdditiveFit {
    let problem = try problem(features, groups, labels, classCount, weights)
    return try fitted(problem, groups, start, isTrial: true)
  }

  /// Trials with the strengths of a model multiplied by each of some numbers, all from that model: the
  /// Hessian there is the same for all but for the penalties.
  package func tried(
    _ multipliers: [Double], on features: FeatureMatrix, groups: [PenaltyGroup], labels: [Int],
    classCount: Int, weights: [Double]? = nil, start: LinearClassifier
  ) throws(ClassificationError) -> [AdditiveFit] {
    if multipliers.isEmpty { return [] }
    let problem = try problem(features, groups, labels, classCount, weights)
    let known = problem.squares(at: first(problem, start))
    var fits: [AdditiveFit] = []
    for multiplier in multipliers {
      var regression = self
      (regression.multiplier, regression.searchSteps) = (multiplier, 0)
      fits.append(try regression.fitted(problem, groups, start, known: known, isTrial: true))
    }
    return fits
  }

  private func problem(
    _ features: FeatureMatrix, _ groups: [PenaltyGroup], _ labels: [Int], _ classCount: Int,
    _ weights: [Double]?
  ) throws(ClassificationError) -> LinearProblem {
    var end = 0
    for group in groups.sorted(by: { $0.features.lowerBound < $1.features.lowerBound }) {
      guard group.features.lowerBound >= end, group.features.upperBound <= features.width,
        group.strength > 0, group.strength.isFinite
      else {
        throw ClassificationError(
          .option("penalty groups", expected: "ranges of features that do not overlap"))
      }
      end = group.features.upperBound
    }
    guard multiplier > 0, multiplier.isFinite, tolerance > 0 else {
      throw ClassificationError(.option("strength factor \(multiplier)", expected: "above 0"))
    }
    let rows = try TrainingRows(
      features, labels: labels, classCount: classCount, weights: weights,
      classWeights: classWeights)
    return LinearProblem(features, rows, outputs: classCount == 2 ? 1 : classCount)
  }

  /// - Parameter known: the squares of the start.
  private func fitted(
    _ problem: LinearProblem, _ groups: [PenaltyGroup], _ start: LinearClassifier?,
    known: KnownSquares? = nil, isTrial: Bool = false
  ) throws(ClassificationError) -> AdditiveFit {
    var strengths = groups.map(\.strength)
    for (g, known) in (start?.penalties ?? []).enumerated() where g < strengths.count {
      strengths[g] = known.strength
    }
    let penalty = GroupedPenalty(
      groups, strengths: strengths, outputs: problem.outputs, scale: 1 / problem.rows.totalWeight)
    var objective = AdditiveObjective(problem: problem, penalty: penalty, known: known)
    let search = StrengthSearch(objective: objective, multiplier: multiplier, limit: searchSteps)
    let found = search.found(from: first(problem, start), strengths: strengths)
    try ClassificationError.checkCancellation()
    objective.penalty.strengths = found.strengths.map { $0 * multiplier }
    let minimum = QuasiNewton(tolerance: tolerance, maxIterations: maxIterations)
      .minimized(objective, from: found.point)
    try ClassificationError.checkCancellation()
    let factors = isTrial ? [] : objective.factors(at: minimum.point)
    // Where strengths are given, the degrees of freedom are those that came with them.
    let freedoms =
      searchSteps > 0 && factors.count == problem.outputs
      ? search.freedoms(factors, objective.penalty)
      : groups.indices.map { g in
        start?.penalties.flatMap { $0.indices.contains(g) ? $0[g].freedom : nil } ?? 0
      }
    let penalties = groups.indices.map { g in
      FittedPenalty(
        first: groups[g].features.lowerBound, count: groups[g].features.count,
        strength: found.strengths[g], freedom: freedoms[g])
    }
    var unused = [Double](repeating: 0, count: problem.dimension)
    let loss = minimum.value - objective.penalty.value(at: minimum.point, addingTo: &unused)
    let fit = LinearFit(
      objective: minimum.value * problem.rows.totalWeight, meanLogLoss: loss,
      iterations: found.iterations + minimum.iterations
        + (searchSteps == 0 ? start?.fit.iterations ?? 0 : 0),
      passes: found.passes + minimum.evaluations, gradientNorm: minimum.gradientNorm, c: nil,
      l1Ratio: 0, solver: "Newton with empirical Bayes",
      hasConverged: minimum.outcome == .converged || minimum.outcome == .noFurtherDecrease,
      message: minimum.outcome.sentence)
    return AdditiveFit(
      classifier: LinearClassifier(
        form: problem.outputs == 1 ? .logistic : .softmax, point: minimum.point, fit: fit,
        penalties: penalties, outputs: problem.outputs),
      factors: factors, scale: objective.penalty.scale,
      trial: isTrial ? (objective, minimum.point) : nil)
  }

  /// Where the search starts: a model of the first features, or the shares of the classes.
  private func first(_ problem: LinearProblem, _ start: LinearClassifier?) -> [Double] {
    let (k, width) = (problem.outputs, problem.features.width)
    var point = [Double](repeating: 0, count: problem.dimension)
    if let start, start.weights.rows == k, start.width <= width {
      for output in 0..<k {
        for j in 0..<start.width { point[j * k + output] = start.weights[output, j] }
        point[width * k + output] = start.intercepts[output]
      }
      return point
    }
    let logs = problem.rows.shareLogarithms
    for output in 0..<k { point[width * k + output] = k == 1 ? logs[1] - logs[0] : logs[output] }
    return point
  }
}

/// A fitted model, and what its Hessian says of how sure its weights are.
public struct AdditiveFit: Sendable {
  /// The model; its ``LinearClassifier/penalties`` are the groups after the fit.
  public let classifier: LinearClassifier
  private let factors: [Cholesky]
  private let scale: Double
  /// What a trial was fitted to, and where it ended.
  private let trial: (objective: AdditiveObjective, point: [Double])?

  init(
    classifier: LinearClassifier, factors: [Cholesky], scale: Double,
    trial: (objective: AdditiveObjective, point: [Double])?
  ) {
    self.classifier = classifier
    self.factors = factors
    self.scale = scale
    self.trial = trial
  }

  /// Effective degrees of freedom of each group; of a trial they are computed now.
  package func freedoms() -> [Double] {
    guard let (objective, point) = trial else {
      return (classifier.penalties ?? []).map(\.freedom)
    }
    let factors = objective.factors(at: point)
    guard factors.count == objective.problem.outputs else {
      return objective.penalty.groups.map { _ in 0 }
    }
    return StrengthSearch(objective: objective, multiplier: 1, limit: 0)
      .freedoms(factors, objective.penalty)
  }

  /// The standard errors of sums of weights of one output, from the posterior covariance `H^-1`
  /// (Marra and Wood 2012); empty when there is none.
  /// - Parameter sums: features and the factors of their weights.
  public func standardErrors(
    of sums: [[(place: Int, value: Double)]], output: Int
  ) -> [Double] {
    guard factors.indices.contains(output) else { return [] }
    let inverse = InverseFactor(factors[output])
    return sums.map { (max(0, inverse.quadratic($0)) * scale).squareRoot() }
  }
}
