/// What one column did to the prediction of one row.
public struct PredictionReason: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The column's name.
  public var column: String
  /// The value in words: `low`, `high`, `average` or `missing` for numbers, `= two-year` for a
  /// category, `yes`, a date.
  public var value: String
  /// What the column adds to the score; see ``PredictionReasons``.
  public var contribution: Double

  /// The contribution is in log-odds; its sign says for or against the class.
  public init(column: String, value: String, contribution: Double) {
    self.column = column
    self.value = value
    self.contribution = contribution
  }

  /// `tenure_months low (+1.3)`.
  public var description: String {
    let tenths = (contribution.magnitude * 100).rounded() / 100
    return "\(column) \(value) (\(contribution < 0 ? "-" : "+")\(tenths))"
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

  /// The strongest reasons as one line.
  public func text(_ count: Int) -> String {
    reasons.prefix(count).map(\.description).joined(separator: ", ")
  }
}
