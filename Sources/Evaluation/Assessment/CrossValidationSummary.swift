/// The figures of each fold and how far they spread.
public struct CrossValidationSummary: Sendable, Hashable, Codable {
  /// One fold's rows and figures.
  public struct FoldResult: Sendable, Hashable, Codable {
    public var trainingRows: Int
    public var validationRows: Int
    public var scores: Scores

    public init(trainingRows: Int, validationRows: Int, scores: Scores) {
      self.trainingRows = trainingRows
      self.validationRows = validationRows
      self.scores = scores
    }
  }

  /// Mean, standard deviation and standard error over folds.
  public struct Spread: Sendable, Hashable, Codable {
    public var mean: Double
    /// With n - 1 in the denominator; 0 for a single value.
    public var standardDeviation: Double
    public var standardError: Double
    public var minimum: Double
    public var maximum: Double

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

  public var folds: [FoldResult]
  public var accuracy: Spread
  public var balancedAccuracy: Spread
  public var logLoss: Spread
  public var brier: Spread
  public var f1: Spread
  /// Over the folds in which it is defined.
  public var rocAUC: Spread?

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
