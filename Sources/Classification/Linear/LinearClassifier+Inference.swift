public import LinearAlgebra

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension LinearClassifier {
  /// Standard errors and p-values of every coefficient, from the Hessian on the training rows.
  ///
  /// In the softmax form the coefficients are those against class 0, since only differences between
  /// classes are determined. Features come in order, then the intercept, for each class.
  /// - Throws: ``ClassificationError`` when the fit had a penalty (which biases estimates and their
  ///   errors), ended without an optimum, or when features determine each other.
  public func inference(
    _ features: FeatureMatrix, labels: [Int], weights: [Double]? = nil
  ) throws(ClassificationError) -> [CoefficientInference] {
    guard fit.c == nil, fit.hasConverged else {
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
    let order = width + 1
    guard order * k <= 6000 else {
      throw ClassificationError(
        .option("inference on \(order * k) coefficients", expected: "at most 6000"))
    }
    let problem = LinearProblem(features, rows, outputs: k)
    var hessian = problem.hessian(at: parameters, ridge: 0)
    if form == .softmax { hessian = withoutFirstClass(hessian, outputs: k) }
    let free = form == .softmax ? k - 1 : 1
    let variances = try inverseDiagonal(hessian, order: order * free, outputs: free)
    var result: [CoefficientInference] = []
    for output in 0..<free {
      for j in 0..<order {
        let variance = variances[j * free + output] / rows.totalWeight
        result.append(coefficient(output, j, variance: variance))
      }
    }
    return result
  }

  private func coefficient(_ output: Int, _ j: Int, variance: Double) -> CoefficientInference {
    func value(_ row: Int) -> Double { j < width ? weights[row, j] : intercepts[row] }
    let estimate = form == .softmax ? value(output + 1) - value(0) : value(0)
    let error = variance.squareRoot()
    let z = error > 0 ? estimate / error : 0
    return CoefficientInference(
      classIndex: output + 1, feature: j < width ? j : nil, estimate: estimate,
      standardError: error, z: z, pValue: erfc(abs(z) / 2.0.squareRoot()))
  }

  /// The Hessian over the coefficients of classes 1 and up, those of class 0 held at zero.
  private func withoutFirstClass(_ hessian: [Double], outputs k: Int) -> [Double] {
    let (order, free) = ((width + 1) * k, (width + 1) * (k - 1))
    var part = [Double](repeating: 0, count: free * free)
    for i in 0..<free {
      for j in 0..<free {
        let row = i / (k - 1) * k + i % (k - 1) + 1
        let column = j / (k - 1) * k + j % (k - 1) + 1
        part[i * free + j] = hessian[row * order + column]
      }
    }
    return part
  }

  /// The diagonal of the inverse of a lower triangle, after scaling it to a diagonal of ones.
  private func inverseDiagonal(
    _ lower: [Double], order: Int, outputs: Int
  ) throws(ClassificationError) -> [Double] {
    func dependent(_ i: Int) -> ClassificationError {
      let feature = i / outputs
      return ClassificationError(
        .singular(
          feature < width
            ? "feature \(feature) is constant or determined by the features before it, so it has "
              + "no standard error of its own"
            : "the intercept is determined by the features, such as all levels of a category"))
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

/// `e^x`.
func exponentialOf(_ x: Double) -> Double { exp(x) }
