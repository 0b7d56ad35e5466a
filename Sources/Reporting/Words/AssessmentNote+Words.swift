public import RowcastEvaluation

extension AssessmentNote {
  /// What it means for the figures, as a sentence without a full stop.
  public var words: String {
    switch self {
    case .noRows(let name):
      "no judged row is of class '\(name)': its recall counts as 0, its ROC area is undefined"
    case .neverPredicted(let name):
      "class '\(name)' was never predicted: its precision counts as 0"
    case .clipped(let rows, let all):
      "\(NumberWords.count(rows)) of \(NumberWords.number(all, "row")) gave their true class less "
        + "than 1e-15, which the log-loss counts as 1e-15"
    case .noMicroArea:
      "the micro average of the ROC area was left out: too many rows and classes"
    case .told(let words): words
    }
  }
}
