public import RowcastLinearAlgebra

internal import RowcastMachine

extension LinearClassifier {
  /// Standard errors and p-values of every coefficient, from the Hessian on the training rows.
  ///
  /// In the softmax form the coefficients are those against class 0, since only differences between
  /// classes are determined. Features come in order, then the intercept, for each class.
  ///
  /// - Parameters:
  ///   - references: levels of categories that the others of their column are measured against; with
  ///     a feature for every level only differences between levels are determined. They have no
  ///     coefficient of their own.
  ///   - name: what errors call a feature.
  /// - Throws: ``ClassificationError`` when the fit had a penalty (which biases estimates and their
  ///   errors), ended without an optimum, or when features determine each other.
  public func inference(
    _ features: FeatureMatrix, labels: [Int], weights: [Double]? = nil,
    references: [ReferenceLevel] = [], name: (Int) -> String = { "feature \($0)" }
  ) throws(ClassificationError) -> [CoefficientInference] {
    guard fit.c == nil, penalties == nil, fit.hasConverged else {
      throw ClassificationError(
        .option(
          "inference on this fit",
          expected: "one without a penalty that reached its optimum"))
    }
    guard features.width == width else {
      throw ClassificationError(.width(found: features.width, expected: width))
    }
    let rows = try TrainingRows(
      features, labels: labels, classCount: classCount, weights: weights, classWeights: .none)
    let k = self.weights.rows
    let held = Set(references.map(\.feature))
    let kept = (0..<width).filter { !held.contains($0) }
    let order = kept.count + 1
    guard order * k <= 6000 else {
      throw ClassificationError(
        .option("inference on \(order * k) coefficients", expected: "at most 6000"))
    }
    let problem = LinearProblem(features, rows, outputs: k)
    let free = form == .softmax ? k - 1 : 1
    // Class 0 and the levels that others are measured against are held at zero.
    let hessian = Self.part(
      problem.hessian(at: parameters, ridge: 0), order: (width + 1) * k,
      of: (kept + [width]).flatMap { j in (k - free..<k).map { j * k + $0 } })
    let variances = try inverseDiagonal(hessian, order: order * free, outputs: free) { place in
      place < kept.count ? name(kept[place]) : nil
    }
    var base = [Int?](repeating: nil, count: width)
    for level in references { for j in level.group { base[j] = level.feature } }
    var result: [CoefficientInference] = []
    for output in 0..<free {
      for (place, j) in (kept + [width]).enumerated() {
        let variance = variances[place * free + output] / rows.totalWeight
        result.append(
          coefficient(output, j, base: j < width ? base[j] : nil, references, variance: variance))
      }
    }
    return result
  }

  private func coefficient(
    _ output: Int, _ j: Int, base: Int?, _ references: [ReferenceLevel], variance: Double
  ) -> CoefficientInference {
    func value(_ row: Int) -> Double {
      if j < width { return weights[row, j] - (base.map { weights[row, $0] } ?? 0) }
      return references.reduce(intercepts[row]) { $0 + weights[row, $1.feature] }
    }
    let estimate = form == .softmax ? value(output + 1) - value(0) : value(0)
    let error = variance.squareRoot()
    let z = error > 0 ? estimate / error : 0
    return CoefficientInference(
      classIndex: output + 1, feature: j < width ? j : nil, estimate: estimate,
      standardError: error, z: z, pValue: Elementary.erfc(abs(z) / 2.0.squareRoot()))
  }

  /// The rows and columns of a matrix at ascending places.
  private static func part(_ matrix: [Double], order: Int, of places: [Int]) -> [Double] {
    places.flatMap { row in places.map { matrix[row * order + $0] } }
  }

  /// The diagonal of the inverse of a lower triangle, after scaling it to a diagonal of ones.
  private func inverseDiagonal(
    _ lower: [Double], order: Int, outputs: Int, name: (Int) -> String?
  ) throws(ClassificationError) -> [Double] {
    func dependent(_ i: Int) -> ClassificationError {
      let feature = name(i / outputs)
      return ClassificationError(
        .singular(
          feature.map {
            "\($0) is constant or determined by the features before it, so it has "
              + "no standard error of its own"
          }
            ?? "the intercept is determined by the features, such as all levels of a category"))
    }
    let scale = (0..<order).map { lower[$0 * order + $0].squareRoot() }
    for i in 0..<order where !(scale[i] > 1e-150) { throw dependent(i) }
    var scaled = lower
    for i in 0..<order {
      for j in 0...i { scaled[i * order + j] /= scale[i] * scale[j] }
      scaled[i * order + i] += 1e-13
    }
    guard let factor = Cholesky(scaled, order: order) else {
      throw ClassificationError(.singular("the features determine each other"))
    }
    for i in 0..<order where factor.pivot(i) < 1e-9 { throw dependent(i) }
    return (0..<order).map { i in
      var unit = [Double](repeating: 0, count: order)
      unit[i] = 1
      return factor.solution(unit)[i] / (scale[i] * scale[i])
    }
  }
}
