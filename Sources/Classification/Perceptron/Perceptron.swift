public import RowcastLinearAlgebra

/// Rosenblatt's perceptron: its own rule, no gradient.
///
/// For each row that is on the wrong side, `w += rate * weight * (+1 or -1) * x`. On classes that a
/// plane can separate it ends after a bounded number of mistakes (Novikoff 1962); on others it never
/// settles, and the average of all its weights (Freund and Schapire 1999) is what to keep. More than
/// two classes are taken one against the rest.
public struct Perceptron: Sendable, Hashable, Codable {
  /// What each correction is multiplied by.
  public var learningRate: Double
  /// The most passes over the rows; it ends before when one has no mistake.
  public var maxEpochs: Int
  /// Keep the mean of the weights over all rows of all epochs, instead of the last ones.
  public var isAveraged: Bool
  /// What each class's rows weigh, over and above their own weights.
  public var classWeights: ClassWeights
  /// Of the order of the rows in each epoch.
  public var seed: UInt64

  /// Averaged weights after at most 100 epochs.
  public init(
    learningRate: Double = 1, maxEpochs: Int = 100, isAveraged: Bool = true,
    classWeights: ClassWeights = .none, seed: UInt64 = 0
  ) {
    self.learningRate = learningRate
    self.maxEpochs = maxEpochs
    self.isAveraged = isAveraged
    self.classWeights = classWeights
    self.seed = seed
  }

  /// Goes through the rows in a new seeded order each epoch, until one has no mistake.
  /// - Parameters:
  ///   - labels: a class from 0 for each row.
  ///   - weights: one number for each row, 1 when left out.
  /// - Throws: ``ClassificationError`` when rows, labels, weights or options cannot be used, or
  ///   when the task is cancelled.
  public func fitted(
    to features: FeatureMatrix, labels: [Int], classCount: Int, weights: [Double]? = nil
  ) throws(ClassificationError) -> PerceptronClassifier {
    guard learningRate > 0, learningRate.isFinite else {
      throw ClassificationError(
        .option("learning rate \(learningRate)", expected: "a number above 0"))
    }
    guard maxEpochs > 0 else {
      throw ClassificationError(.option("\(maxEpochs) epochs", expected: "at least 1"))
    }
    let rows = try TrainingRows(
      features, labels: labels, classCount: classCount, weights: weights,
      classWeights: classWeights)
    var run = PerceptronRun(rows: rows, width: features.width)
    var generator = SeededGenerator(seed: seed)
    var order = Array(0..<features.rowCount)
    var mistakes: [Int] = []
    for _ in 0..<maxEpochs {
      try ClassificationError.checkCancellation()
      generator.shuffle(&order)
      mistakes.append(run.epoch(features, order: order, learningRate: learningRate))
      if mistakes.last == 0 { break }
    }
    let parameters = mistakes.last == 0 || !isAveraged ? run.parameters : run.averaged
    return classifier(parameters, features, rows, mistakes)
  }

  private func classifier(
    _ parameters: [Double], _ features: FeatureMatrix, _ rows: TrainingRows, _ mistakes: [Int]
  ) -> PerceptronClassifier {
    let k = rows.classCount == 2 ? 1 : rows.classCount
    var weights = Matrix(rows: k, columns: features.width)
    for output in 0..<k {
      for j in 0..<features.width { weights[output, j] = parameters[j * k + output] }
    }
    let margins = features.logits(parameters, outputs: k)
    let scale = MarginScale.fitted(margins: margins, rows: rows, outputs: k)
    return PerceptronClassifier(
      weights: weights, intercepts: Array(parameters.suffix(k)), marginScale: scale,
      mistakes: mistakes, isSeparating: mistakes.last == 0)
  }
}
