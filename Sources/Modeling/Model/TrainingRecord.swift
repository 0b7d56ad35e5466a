public import RowcastEvaluation
public import RowcastFeatures

/// How a model came to be, and how good it was.
public struct TrainingRecord: Sendable, Hashable, Codable {
  /// The name of the table it learned from.
  public internal(set) var input: String
  /// Rows it learned from.
  public internal(set) var rows: Int
  /// Rows without a class.
  public internal(set) var droppedRows: Int
  /// The seed of every random choice; the same input and seed give the same model.
  public internal(set) var seed: UInt64
  /// How rows were held back to judge the model, as `SplitPlan` writes it.
  public internal(set) var validation: String
  /// How the candidates were compared, and what came of it.
  public internal(set) var selection: SelectionMethod
  /// The candidates, from simple to complex; empty when nothing had to be compared.
  public internal(set) var comparisons: [ModelComparison]
  /// The scores on rows that the model was not fitted to; nil without validation.
  public internal(set) var assessment: Assessment?
  /// The figures of each fold; nil when the model was not judged by cross-validation.
  public internal(set) var crossValidation: CrossValidationSummary?
  /// How the decision threshold was chosen; nil when none was asked for.
  public internal(set) var threshold: ThresholdChoice?
  /// What is doubtful about the table or the model, the most serious first.
  public internal(set) var warnings: [DataWarning]
  /// Coefficients with their standard errors; of fits without a penalty.
  public internal(set) var coefficients: CoefficientTable?
  /// How sure the curves of an additive model are.
  public internal(set) var bands: [CurveBand]?
  /// The rows it learned from, in small; nil in files of older programs.
  public internal(set) var sketch: RowSketch?
  /// What the comparison has left out; nil when nothing.
  public internal(set) var remarks: [ComparisonRemark]?
}

/// A candidate that was tried, and how it did on rows that it was not fitted to.
public struct ModelComparison: Sendable, Hashable, Codable {
  /// The candidate in the field's words: `logistic regression with hinges`.
  public var name: String
  /// The inverse strength of its penalty, where it has one.
  public var c: Double?
  /// The mean log-loss over folds.
  public var logLoss: Double
  /// The standard error of the difference to the best candidate's loss, row by row.
  public var standardError: Double
  /// The share of rows predicted right.
  public var accuracy: Double
  /// Whether the model is of this candidate.
  public var isChosen: Bool
  /// The rows after which it was given up, as it was too far behind; nil when it was tried on all.
  public var rows: Int?

  /// The figures are those of rows that the candidate was not fitted to.
  public init(
    name: String, c: Double? = nil, logLoss: Double, standardError: Double, accuracy: Double,
    isChosen: Bool = false, rows: Int? = nil
  ) {
    self.name = name
    self.c = c
    self.logLoss = logLoss
    self.standardError = standardError
    self.accuracy = accuracy
    self.isChosen = isChosen
    self.rows = rows
  }
}

/// How one of several candidates was chosen.
public enum SelectionMethod: Sendable, Hashable {
  /// There was one, and nothing of it was open.
  case asked
  /// Hinges were not compared: no column of numbers bends, tested on so many rows.
  case unbent(sampleRows: Int)
  /// By cross-validation inside the training rows, or inside a sample of so many of them.
  case folds(Int, sampleRows: Int?)
  /// On a third of the rows, or of a sample of so many of them.
  case third(sampleRows: Int?)
  /// In the words of a model file of an older program.
  case described(String)
}

extension SelectionMethod {
  /// The same on a sample of so many rows, unless it was on a smaller one.
  func onSample(of rows: Int) -> SelectionMethod {
    switch self {
    case .folds(let folds, nil): .folds(folds, sampleRows: rows)
    case .third(nil): .third(sampleRows: rows)
    case .asked, .unbent, .folds, .third, .described: self
    }
  }
}

extension SelectionMethod: Codable {
  private enum CodingKeys: String, CodingKey { case method, folds, sampleRows }
  private enum Name: String, Codable { case asked, unbent, folds, third }

  public init(from decoder: any Decoder) throws {
    if let words = try? decoder.singleValueContainer().decode(String.self) {
      self = .described(words)
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try values.decodeIfPresent(Int.self, forKey: .sampleRows)
    switch try values.decode(Name.self, forKey: .method) {
    case .asked: self = .asked
    case .unbent: self = .unbent(sampleRows: rows ?? 0)
    case .folds: self = .folds(try values.decode(Int.self, forKey: .folds), sampleRows: rows)
    case .third: self = .third(sampleRows: rows)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if case .described(let words) = self {
      var value = encoder.singleValueContainer()
      try value.encode(words)
      return
    }
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .asked, .described: try values.encode(Name.asked, forKey: .method)
    case .unbent(let rows):
      try values.encode(Name.unbent, forKey: .method)
      try values.encode(rows, forKey: .sampleRows)
    case .folds(let folds, let rows):
      try values.encode(Name.folds, forKey: .method)
      try values.encode(folds, forKey: .folds)
      try values.encodeIfPresent(rows, forKey: .sampleRows)
    case .third(let rows):
      try values.encode(Name.third, forKey: .method)
      try values.encodeIfPresent(rows, forKey: .sampleRows)
    }
  }
}
