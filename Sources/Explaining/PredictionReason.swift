/// What one column did to the prediction of one row; Reporting has the words.
public struct PredictionReason: Sendable, Hashable, Codable {
  /// The column's name.
  public var column: String
  /// What the row has in the column.
  public var value: Value
  /// What the column adds to the score; see ``PredictionReasons``.
  public var contribution: Double

  /// The contribution is in log-odds; its sign says for or against the class.
  public init(column: String, value: Value, contribution: Double) {
    self.column = column
    self.value = value
    self.contribution = contribution
  }

  /// A value, as far as it is a reason.
  public enum Value: Sendable, Hashable, Codable {
    /// There is none.
    case missing
    /// A number: under or over the training rows' mean by more than a quarter of their standard
    /// deviation, or near it.
    case low, average, high
    /// Yes or no.
    case truth(Bool)
    /// A category, or a text that is words.
    case text(String), words
    /// A day, counted from 1970-01-01.
    case day(Int)
    /// The values of the columns of a product.
    case several(of: [Value])
  }
}

/// The reasons of one row.
public struct ExplainedRow: Sendable, Hashable {
  /// The class that the contributions speak for: of two the positive one, else the predicted one.
  public var label: String
  /// The score of the row, and that of the baseline.
  public var score: Double
  /// The score of the baseline that contributions are counted from.
  public var baseline: Double
  /// One for each column, the strongest first; with ``baseline`` they sum to ``score``.
  public var reasons: [PredictionReason]
}
