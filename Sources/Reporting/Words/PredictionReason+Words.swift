public import RowcastExplaining
import RowcastTabular

extension PredictionReason {
  /// The column, its value and what it adds: `tenure_months low (+1.3)`.
  public var words: String {
    let hundredths = (contribution.magnitude * 100).rounded() / 100
    return "\(column) \(value.words) (\(contribution < 0 ? "-" : "+")\(hundredths))"
  }
}

extension PredictionReason.Value {
  /// `low`, `average` or `high` for numbers, `= two-year` for a category, `= yes`, `= 2024-03-01`.
  public var words: String {
    switch self {
    case .missing: "missing"
    case .low: "low"
    case .average: "average"
    case .high: "high"
    case .truth(let value): value ? "= yes" : "= no"
    case .text(let text): "= \(text)"
    case .words: "words"
    case .day(let day):
      "= " + TemporalText.string(.date, milliseconds: Int64(day) * CivilDate.millisecondsPerDay)
    case .several(let values): "(" + values.map(\.words).joined(separator: ", ") + ")"
    }
  }
}

extension ExplainedRow {
  /// The strongest reasons as one line.
  public func words(_ count: Int) -> String {
    reasons.prefix(count).map(\.words).joined(separator: ", ")
  }
}
