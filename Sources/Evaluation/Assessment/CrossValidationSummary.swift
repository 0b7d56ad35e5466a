/// The figures of each fold and how far they spread.
public struct CrossValidationSummary: Sendable, Hashable, Codable {
  /// One fold's rows and figures.
  public struct FoldResult: Sendable, Hashable, Codable {
    /// Rows that the fold's model learned from.
    public var trainingRows: Int
    /// Rows that the fold's model was judged on.
    public var validationRows: Int
    /// The figures on the fold's validation rows.
    public var scores: Scores

    /// The scores are those of the validation rows.
    public init(trainingRows: Int, validationRows: Int, scores: Scores) {
      self.trainingRows = trainingRows
      self.validationRows = validationRows
      self.scores = scores
    }
  }

  /// Mean, standard deviation and standard error over folds.
  public struct Spread: Sendable, Hashable, Codable {
    /// The mean over the folds.
    public var mean: Double
    /// With n - 1 in the denominator; 0 for a single value.
    public var standardDeviation: Double
    /// The standard deviation over the square root of the number of folds.
    public var standardError: Double
    /// The smallest value.
    public var minimum: Double
    /// The largest value.
    public var maximum: Double

    /// The values of the folds, each counting the same; of none the mean is 0.
    public init(_ values: [Double]) {
      let n = Double(max(1, values.count))
      let mean = values.reduce(0, +) / n
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      self.mean = mean
      standardDeviation = values.count > 1 ? (squares / (n - 1)).squareRoot() : 0
      standardError = standardDeviation / n.squareRoot()
      minimum = values.min() ?? mean
      maximum = values.max() ?? mean
    }
  }

  /// In the order of the split.
  public var folds: [FoldResult]
  /// Of ``Scores/accuracy``.
  public var accuracy: Spread
  /// Of ``Scores/balancedAccuracy``.
  public var balancedAccuracy: Spread
  /// Of ``Scores/logLoss``.
  public var logLoss: Spread
  /// Of ``Scores/brier``.
  public var brier: Spread
  /// Of ``Scores/f1``.
  public var f1: Spread
  /// Over the folds in which it is defined.
  public var rocAUC: Spread?

  /// Every fold counts the same, whatever its number of rows.
  public init(folds: [FoldResult]) {
    self.folds = folds
    func spread(_ value: (Scores) -> Double) -> Spread { Spread(folds.map { value($0.scores) }) }
    accuracy = spread(\.accuracy)
    balancedAccuracy = spread(\.balancedAccuracy)
    logLoss = spread(\.logLoss)
    brier = spread(\.brier)
    f1 = spread(\.f1)
    let areas = folds.compactMap(\.scores.rocAUC)
    rocAUC = areas.isEmpty ? nil : Spread(areas)
  }
}
