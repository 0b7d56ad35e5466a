import RowcastLinearAlgebra

/// One linear fit: the problem, its penalty and the way to the optimum.
struct LinearTraining {
  let form: LinearClassifier.Form
  let options: LinearOptions
  let problem: LinearProblem
  let sample: LinearProblem?

  init(
    form: LinearClassifier.Form, options: LinearOptions, features: FeatureMatrix, labels: [Int],
    classCount: Int, weights: [Double]?
  ) throws(ClassificationError) {
    try options.validate()
    let rows = try TrainingRows(
      features, labels: labels, classCount: classCount, weights: weights,
      classWeights: options.classWeights)
    self.form = form
    self.options = options
    problem = LinearProblem(features, rows, outputs: form == .logistic ? 1 : classCount)
    sample = RowSample.rows(of: features.rowCount, width: features.width)
      .map(problem.selecting)
  }

  /// One over `C` times the total weight: the strength beside the mean loss.
  private func strength(_ c: Double) -> Double { 1 / (c * problem.rows.totalWeight) }

  private func lasso(_ c: Double) -> Double { options.l1Ratio * strength(c) }

  func fitted(warmStart: LinearClassifier?) throws(ClassificationError) -> LinearClassifier {
    try fitted(c: options.c, from: try start(warmStart))
  }

  func fittedPath(cs: [Double]) throws(ClassificationError) -> [LinearClassifier] {
    var models: [LinearClassifier] = []
    for c in cs {
      guard c > 0 else { throw ClassificationError(.option("C \(c)", expected: "above 0")) }
      models.append(try fitted(c: c, from: models.last?.parameters))
    }
    return models
  }

  private func start(_ model: LinearClassifier?) throws(ClassificationError) -> [Double]? {
    guard let model else { return nil }
    guard model.width == problem.features.width, model.weights.rows == problem.outputs else {
      throw ClassificationError(
        .width(found: model.width, expected: problem.features.width))
    }
    return model.parameters
  }

  private func fitted(
    c: Double, from start: [Double]?
  ) throws(ClassificationError) -> LinearClassifier {
    let zero = [Double](repeating: 0, count: problem.dimension)
    let found: QuasiNewton.Minimum
    if let sample, start == nil {
      // The optimum of a sample is as near to that of all as the sample is large; from there a few
      // passes are enough.
      let rough = minimum(of: sample, nil, c: c, from: zero, tolerance: 1e-4, iterations: 100)
      found = minimum(of: problem, sample, c: c, from: rough.point)
    } else {
      found = minimum(of: problem, sample, c: c, from: start ?? zero)
    }
    try ClassificationError.checkCancellation()
    return classifier(found, c: c)
  }

  /// Chooses the solver: Newton's methods where a Hessian can be had, else the limited-memory ones.
  private func minimum(
    of problem: LinearProblem, _ sample: LinearProblem?, c: Double, from start: [Double],
    tolerance: Double? = nil, iterations: Int? = nil
  ) -> QuasiNewton.Minimum {
    let tolerance = tolerance ?? options.tolerance
    let limit = iterations ?? options.maxIterations
    let ridge = RidgeObjective(
      problem: problem, ridge: (1 - options.l1Ratio) * strength(c), sample: sample)
    if lasso(c) == 0 {
      let floor = c == .infinity ? 1e-9 : -.infinity
      return QuasiNewton(tolerance: tolerance, maxIterations: limit, floor: floor)
        .minimized(ridge, from: start)
    }
    let objective = LassoObjective(smooth: ridge, lasso: lasso(c))
    if problem.hasHessian {
      return ProximalNewton(tolerance: tolerance, maxIterations: limit)
        .minimized(objective, from: start)
    }
    return OrthantWise(tolerance: tolerance, maxIterations: limit)
      .minimized(objective, from: start)
  }

  private func classifier(_ minimum: QuasiNewton.Minimum, c: Double) -> LinearClassifier {
    Self.classifier(
      minimum, form: form, options: options, c: c, totalWeight: problem.rows.totalWeight,
      outputs: problem.outputs)
  }

  /// The model of a minimum, with how the fit went.
  static func classifier(
    _ minimum: QuasiNewton.Minimum, form: LinearClassifier.Form, options: LinearOptions, c: Double,
    totalWeight total: Double, outputs: Int
  ) -> LinearClassifier {
    let penalized = minimum.point.prefix(minimum.point.count - outputs)
    let squares = penalized.reduce(0) { $0 + $1 * $1 }
    let absolutes = penalized.reduce(0) { $0 + abs($1) }
    let strength = 1 / (c * total)
    let meanLoss =
      minimum.value - (1 - options.l1Ratio) * strength / 2 * squares
      - options.l1Ratio * strength * absolutes
    let fit = LinearFit(
      objective: c == .infinity ? total * meanLoss : c * total * minimum.value,
      meanLogLoss: meanLoss, iterations: minimum.iterations, passes: minimum.evaluations,
      gradientNorm: minimum.gradientNorm,
      c: c == .infinity ? nil : c, l1Ratio: options.l1Ratio,
      solver: solverName(minimum, isSmooth: options.l1Ratio == 0 || c == .infinity),
      hasConverged: minimum.outcome == .converged || minimum.outcome == .noFurtherDecrease,
      message: minimum.outcome.sentence)
    return LinearClassifier(form: form, point: minimum.point, fit: fit, outputs: outputs)
  }

  private static func solverName(_ minimum: QuasiNewton.Minimum, isSmooth: Bool) -> String {
    if !isSmooth {
      return minimum.usedNewton ? "proximal Newton with coordinate descent" : "OWL-QN"
    }
    return minimum.usedNewton ? "Newton-Cholesky" : "preconditioned L-BFGS"
  }
}

extension QuasiNewton.Outcome {
  var sentence: String {
    switch self {
    case .converged: "The optimum was reached to the wanted tolerance."
    case .noFurtherDecrease:
      "The optimum was reached as closely as floating-point numbers allow."
    case .limit:
      "The limit of iterations was met before the optimum; what is here is the best point found."
    case .floor:
      "The classes can be told apart without error, so without a penalty there is no optimum: the "
        + "weights grow for ever. They were stopped; use a penalty."
    }
  }
}
