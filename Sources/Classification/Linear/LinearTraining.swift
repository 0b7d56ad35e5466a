import LinearAlgebra

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
    guard options.l1Ratio == 0 else {
      throw ClassificationError(.option("L1 ratio \(options.l1Ratio)", expected: "0"))
    }
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
    let ridge = strength(c)
    let solver = QuasiNewton(tolerance: options.tolerance, maxIterations: options.maxIterations)
    var point = start ?? [Double](repeating: 0, count: problem.dimension)
    if let sample, start == nil {
      // The optimum of a sample is as near to that of all as the sample is large; from there a few
      // passes are enough.
      let rough = QuasiNewton(tolerance: 1e-4, maxIterations: 100)
      let objective = RidgeObjective(problem: sample, ridge: ridge, sample: nil)
      point = rough.minimized(objective, from: point).point
    }
    let objective = RidgeObjective(problem: problem, ridge: ridge, sample: sample)
    let minimum = solver.minimized(objective, from: point)
    return classifier(minimum, c: c)
  }

  private func classifier(_ minimum: QuasiNewton.Minimum, c: Double) -> LinearClassifier {
    let (k, width) = (problem.outputs, problem.features.width)
    var weights = Matrix(rows: k, columns: width)
    for output in 0..<k {
      for j in 0..<width { weights[output, j] = minimum.point[j * k + output] }
    }
    var intercepts = Array(minimum.point.suffix(k))
    if form == .softmax {
      // Free by a constant; fixed to sum to zero.
      let mean = intercepts.reduce(0, +) / Double(k)
      for i in intercepts.indices { intercepts[i] -= mean }
    }
    let squares = weights.values.reduce(0) { $0 + $1 * $1 }
    let total = problem.rows.totalWeight
    let meanLoss = minimum.value - strength(c) / 2 * squares
    let fit = LinearFit(
      objective: c == .infinity ? total * meanLoss : c * total * minimum.value,
      meanLogLoss: meanLoss, iterations: minimum.iterations, passes: minimum.evaluations,
      gradientNorm: minimum.gradientNorm,
      solver: minimum.usedNewton ? "Newton-Cholesky" : "preconditioned L-BFGS",
      hasConverged: minimum.outcome != .limit, message: minimum.outcome.sentence)
    return LinearClassifier(form: form, weights: weights, intercepts: intercepts, fit: fit)
  }
}

extension QuasiNewton.Outcome {
  var sentence: String {
    switch self {
    case .converged: "The optimum was reached to the wanted tolerance."
    case .noFurtherDecrease:
      "The optimum was reached as closely as floating-point numbers allow."
    case .limit:
      "The limit of iterations was met before the optimum; without a penalty, classes that can be "
        + "told apart without error have none."
    }
  }
}
