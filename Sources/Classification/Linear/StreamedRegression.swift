public import RowcastLinearAlgebra

/// Logistic or softmax regression of rows that come once, a batch at a time, and are not kept:
/// memory is that of the model, however many rows there are.
///
/// Stochastic gradient descent on small runs of rows, each weight with a step size of its own that
/// shrinks with the gradients it has seen (Duchi, Hazan and Singer 2011, AdaGrad). The classifier has
/// the mean of the weights over the second half of the steps (Polyak and Juditsky 1992), which is far
/// closer to the optimum than the last ones. The result depends on the order of the rows: it should
/// not be that of the classes.
public struct StreamedRegression: Sendable {
  /// How steps are made.
  public struct Options: Sendable, Hashable {
    /// The step size of a weight's first step.
    public var learningRate: Double
    /// The weight of `|W|^2 / 2` against the loss of one row; what `1 / (C n)` is for `n` rows.
    public var ridge: Double
    /// Rows of one step.
    public var stepRows: Int

    public init(learningRate: Double = 0.5, ridge: Double = 1e-6, stepRows: Int = 32) {
      self.learningRate = learningRate
      self.ridge = ridge
      self.stepRows = stepRows
    }
  }

  public let options: Options
  public let classCount: Int
  /// The number of features.
  public let width: Int
  /// The rows seen so far.
  public private(set) var rowCount = 0
  /// The steps made so far.
  public private(set) var stepCount = 0
  /// The loss of each row before it was learned from, summed: an honest measure, as no row was known.
  private var lossSum = 0.0
  private var weightSum = 0.0
  /// The largest entry of the last step's gradient.
  private var lastSlope = 0.0
  /// Weights feature by feature, with the intercepts last.
  private var parameters: [Double]
  private var squares: [Double]
  private var mean: [Double]
  private var averaged = 0
  /// The step at which the mean begins anew: at each power of two.
  private var restart = 1
  private let head: OutputHead

  /// - Throws: ``ClassificationError`` when an option cannot be used.
  public init(
    classCount: Int, width: Int, options: Options = Options()
  ) throws(ClassificationError) {
    guard classCount >= 2 else { throw ClassificationError(.oneClass) }
    guard options.learningRate > 0, options.learningRate.isFinite else {
      throw ClassificationError(
        .option("learning rate \(options.learningRate)", expected: "a number above 0"))
    }
    guard options.ridge >= 0, options.ridge.isFinite else {
      throw ClassificationError(.option("ridge \(options.ridge)", expected: "0 or more"))
    }
    guard options.stepRows > 0 else {
      throw ClassificationError(.option("steps of \(options.stepRows) rows", expected: "1 or more"))
    }
    self.options = options
    self.classCount = classCount
    self.width = width
    head = classCount == 2 ? .sigmoid : .softmax(classCount: classCount)
    parameters = [Double](repeating: 0, count: (width + 1) * head.unitCount)
    squares = parameters
    mean = parameters
  }

  /// The mean loss of the rows, each as it was predicted before it was learned from; nil at first.
  public var progressiveLogLoss: Double? { weightSum > 0 ? lossSum / weightSum : nil }

  /// Learns from some rows and forgets them.
  /// - Parameters:
  ///   - labels: a class from 0 for each row.
  ///   - weights: one number for each row, 1 when left out.
  /// - Throws: ``ClassificationError`` when the rows do not fit; nothing is learned then.
  public mutating func learn(
    from features: FeatureMatrix, labels: [Int], weights: [Double]? = nil
  ) throws(ClassificationError) {
    guard features.width == width else {
      throw ClassificationError(.width(found: features.width, expected: width))
    }
    if features.rowCount == 0 { return }
    let rows = try TrainingRows(
      features, labels: labels, classCount: classCount, weights: weights, classWeights: .none)
    let starts = stride(from: 0, to: features.rowCount, by: options.stepRows)
    features.withPointers { pointers in
      for start in starts {
        step(pointers, start..<min(start + options.stepRows, features.rowCount), rows)
      }
    }
    rowCount += features.rowCount
    weightSum += rows.totalWeight
  }

  /// One step against the mean gradient of some rows.
  private mutating func step(
    _ features: FeaturePointers, _ range: Range<Int>, _ rows: TrainingRows
  ) {
    let k = head.unitCount
    var residuals = [Double](repeating: 0, count: range.count * k)
    var gradient = [Double](repeating: 0, count: parameters.count)
    let intercepts = parameters[(width * k)...]
    for row in 0..<range.count {
      residuals.replaceSubrange(row * k..<(row + 1) * k, with: intercepts)
    }
    residuals.withUnsafeMutableBufferPointer { residuals in
      gradient.withUnsafeMutableBufferPointer { gradient in
        parameters.withUnsafeBufferPointer { parameters in
          guard let residuals = residuals.baseAddress, let gradient = gradient.baseAddress,
            let parameters = parameters.baseAddress
          else { return }
          features.addProducts(range, weights: parameters, outputs: k, to: residuals)
          lossSum += head.loss(
            residuals, labels: rows.labels[range], weights: rows.weights.map { $0[range] })
          features.addTransposed(range, residuals: residuals, outputs: k, to: gradient)
          for row in 0..<range.count {
            for j in 0..<k { gradient[width * k + j] += residuals[row * k + j] }
          }
        }
      }
    }
    let scale = 1 / Double(range.count)
    lastSlope = 0
    for i in parameters.indices {
      let slope = gradient[i] * scale + (i < width * k ? options.ridge * parameters[i] : 0)
      if slope == 0 { continue }
      lastSlope = max(lastSlope, abs(slope))
      squares[i] += slope * slope
      parameters[i] -= options.learningRate * slope / squares[i].squareRoot()
    }
    average()
  }

  /// The mean of the weights since the last power of two of steps.
  private mutating func average() {
    stepCount += 1
    if stepCount == restart {
      restart *= 2
      averaged = 0
    }
    averaged += 1
    let share = 1 / Double(averaged)
    for i in mean.indices { mean[i] += (parameters[i] - mean[i]) * share }
  }

  /// What was learned so far.
  public var classifier: LinearClassifier {
    let k = head.unitCount
    var weights = Matrix(rows: k, columns: width)
    for output in 0..<k {
      for j in 0..<width { weights.values[output * width + j] = mean[j * k + output] }
    }
    let fit = LinearFit(
      objective: lossSum, meanLogLoss: progressiveLogLoss ?? 0, iterations: stepCount, passes: 1,
      gradientNorm: lastSlope, c: nil, l1Ratio: 0, solver: "averaged stochastic gradient descent",
      hasConverged: true, message: "one pass over \(rowCount) rows")
    return LinearClassifier(
      form: classCount == 2 ? .logistic : .softmax, weights: weights,
      intercepts: Array(mean[(width * k)...]), fit: fit)
  }
}
