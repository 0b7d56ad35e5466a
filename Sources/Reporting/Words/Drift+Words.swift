public import RowcastFeatures
import RowcastTabular

extension DriftFinding {
  /// What is worth knowing, as a sentence without a full stop.
  public var words: String {
    switch self {
    case .noColumn(let column):
      "column \"\(column)\" is not in the table: all its values are missing"
    case .unseenLevels(let column, let rows, let all, let levels):
      "\"\(column)\": \(NumberWords.number(rows, "row")) of \(NumberWords.count(all)) with a level not "
        + "seen in training: "
        + levels.prefix(5).map { level in
          "\"\(level.level)\" (\(NumberWords.count(level.rows)))"
            + (level.known.map { ", which is \"\($0)\" but for case or blanks" } ?? "")
        }.joined(separator: ", ")
        + (levels.contains { $0.known != nil }
          ? "; train with --fold-levels takes them as one" : "")
    case .unread(let column, let rows, let all, let texts, let form):
      "\"\(column)\": \(NumberWords.number(rows, "value")) of \(NumberWords.count(all)) "
        + (rows == 1 ? "is " : "are ") + Self.none(of: form, isOne: rows == 1)
        + " and \(rows == 1 ? "counts" : "count") as missing: "
        + texts.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    case .outside(let column, let rows, let all, let range, let isDate):
      "\"\(column)\": \(NumberWords.number(rows, "row")) of \(NumberWords.count(all)) outside the "
        + "training range \(Self.end(range.lowerBound, isDate)) to "
        + Self.end(range.upperBound, isDate)
    case .shift(let column, let deviations):
      "\"\(column)\": the mean is \(NumberWords.fixed(abs(deviations), 2)) standard deviations "
        + "\(deviations > 0 ? "higher" : "lower") than in training"
    case .factor(let column, let factor):
      "\"\(column)\": values are about \(factor > 1 ? "a hundredth" : "a hundred times") of those in "
        + "training, as 0.5 is of 50 %: \(factor > 1 ? "multiply them by 100" : "divide them by 100")"
    case .missing(let column, let share, let trainingShare):
      "\"\(column)\": \(NumberWords.percent(share)) missing, "
        + "\(NumberWords.percent(trainingShare)) in training"
    }
  }

  /// What a value is that a column of a form cannot have.
  private static func none(of form: ColumnReading.Form, isOne: Bool) -> String {
    switch form {
    case .booleans: "neither yes nor no"
    case .dates: isOne ? "no date" : "no dates"
    case .durations: isOne ? "no duration" : "no durations"
    case .numbers, .times, .texts: isOne ? "no number" : "no numbers"
    }
  }

  /// An end of the training range: a day when the column holds dates.
  private static func end(_ value: Double, _ isDate: Bool) -> String {
    guard isDate, let milliseconds = Int64(exactly: value.rounded()) else {
      return NumberWords.short(value, 6)
    }
    return TemporalText.string(.date, milliseconds: milliseconds)
  }
}
