package import RowcastLinearAlgebra

/// A linear fit to rows that are elsewhere: they are asked for the loss at a point, and some rows that
/// are here stand for the curvature, and for the first guess.
package struct LinearElsewhere {
  let options: LinearOptions
  let features: FeatureMatrix
  let labels: [Int]
  let classCount: Int
  let factors: [Double]?
  let levelRows: [[Int]?]
  let rowCount: Int
  let totalWeight: Double

  /// - Parameters:
  ///   - options: with an L2 penalty of a finite `C`.
  ///   - factors: what a row of each class counts; nil when each counts one.
  ///   - levelRows: all rows of each level, by categories of the features; nil where they are not known.
  ///   - rowCount: of all rows.
  ///   - totalWeight: the sum of what all rows count.
  package init(
    options: LinearOptions, features: FeatureMatrix, labels: [Int], classCount: Int,
    factors: [Double]?, levelRows: [[Int]?] = [], rowCount: Int, totalWeight: Double
  ) {
    self.options = options
    self.features = features
    self.labels = labels
    self.classCount = classCount
    self.factors = factors
    self.levelRows = levelRows
    self.rowCount = rowCount
    self.totalWeight = totalWeight
  }

  /// Finds the weights that minimize the penalized loss of all rows.
  /// - Parameter loss: the sum of the losses of all rows at a point, and its gradient.
  /// - Throws: ``ClassificationError`` when rows or options cannot be used, or what `loss` throws.
  package func fitted(
    _ loss: ([Double]) throws -> (sum: Double, gradient: [Double])
  ) throws -> LinearClassifier {
    var options = options
    options.classWeights = factors.map { .values($0) } ?? .none
    guard options.l1Ratio == 0, options.c.isFinite else {
      throw ClassificationError(.option("this penalty", expected: "l2 with a finite C"))
    }
    try options.validate()
    let outputs = classCount == 2 ? 1 : classCount
    func problem(_ weights: [Double]?) throws(ClassificationError) -> LinearProblem {
      LinearProblem(
        features,
        try TrainingRows(
          features, labels: labels, classCount: classCount, weights: weights,
          classWeights: options.classWeights), outputs: outputs)
    }
    let some = try problem(nil)
    let raked =
      features.rowCount < rowCount && levelRows.contains { $0 != nil }
      ? try problem(features.raked(to: levelRows, of: rowCount)) : some
    let ridge = 1 / (options.c * totalWeight)
    let zero = [Double](repeating: 0, count: some.dimension)
    let rough = QuasiNewton(tolerance: 1e-4, maxIterations: 100)
      .minimized(RidgeObjective(problem: some, ridge: ridge, sample: nil), from: zero)
    // The solver knows no errors: after one all losses are nothing, it stops, and it is thrown here.
    var failure: (any Error)?
    let found = withoutActuallyEscaping(loss) { loss in
      let objective = LossElsewhere(some: raked, ridge: ridge, rowCount: rowCount) { point in
        if failure != nil { return nil }
        do {
          let (sum, gradient) = try loss(point)
          return (sum / totalWeight, gradient.map { $0 / totalWeight })
        } catch {
          failure = error
          return nil
        }
      }
      // Rows that are some of all have no better curvature elsewhere, and each pass tells of it.
      return QuasiNewton(
        tolerance: options.tolerance, maxIterations: options.maxIterations, history: 40,
        renewal: .max
      ).minimized(objective, from: rough.point)
    }
    if let failure { throw failure }
    try ClassificationError.checkCancellation()
    // The steps to the first guess are steps of the fit: where all rows are here, there are no others.
    var all = found
    all.iterations += rough.iterations
    return LinearTraining.classifier(
      all, form: outputs == 1 ? .logistic : .softmax, options: options, c: options.c,
      totalWeight: totalWeight, outputs: outputs)
  }
}

/// The mean loss of rows elsewhere plus `ridge / 2 |weights|^2`.
private struct LossElsewhere: SmoothObjective {
  let some: LinearProblem
  let ridge: Double
  let rowCount: Int
  let loss: ([Double]) -> (mean: Double, gradient: [Double])?

  var dimension: Int { some.dimension }
  var hasCheapCurvature: Bool { false }

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    guard let (mean, own) = loss(point), own.count == point.count else {
      for i in gradient.indices { gradient[i] = .nan }
      return .nan
    }
    gradient = own
    return some.penalized(mean, at: point, ridge: ridge, gradient: &gradient)
  }

  func curvature(at point: [Double]) -> Curvature {
    some.curvature(at: point, ridge: ridge, for: rowCount)
  }
}
