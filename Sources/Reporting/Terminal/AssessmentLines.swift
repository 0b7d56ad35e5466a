import RowcastEvaluation
import RowcastModeling

/// How good a model was, in a few lines: against guessing, and class by class.
struct AssessmentLines {
  let assessment: Assessment
  /// How the rows were held back, or nil for a table of its own.
  let validation: String?
  /// How many of the rows are those that the model learned from, where that is looked at.
  var overlap: RowOverlap?
  /// Whether columns of the model seem to know the class.
  let hasLeaks: Bool
  /// Whether the probabilities are those of classes that weigh the same.
  var isShifted = false

  var lines: [String] {
    let scores = assessment.scores
    let held = validation.map { " held out (\($0))" } ?? ""
    let whose = validation == nil ? " of these rows" : ""
    var lines = ["On \(NumberWords.number(assessment.rowCount, "row"))\(held):"]
    lines.append(
      "  accuracy  \(NumberWords.percent(scores.accuracy))\(interval)"
        + "   (always guessing the largest class\(whose): \(NumberWords.percent(assessment.baseline.accuracy)))"
    )
    lines.append(
      "  log-loss  \(NumberWords.fixed(scores.logLoss, 4))   (knowing only the shares\(whose): "
        + "\(NumberWords.fixed(assessment.baseline.logLoss, 4)); \(NumberWords.percent(max(0, assessment.skill))) of it "
        + "explained)")
    if let area = scores.rocAUC { lines.append("  ROC-AUC   \(NumberWords.fixed(area, 4))") }
    let standing = Verdict.Standing(
      assessment, overlap: overlap, hasLeaks: hasLeaks, isShifted: isShifted)
    lines.append("  verdict   \(standing.rawValue)")
    lines.append("")
    lines.append(contentsOf: classLines)
    lines.append(contentsOf: confusionLines)
    for note in assessment.notes { lines.append("  " + note.words) }
    return lines
  }

  private var interval: String {
    guard let interval = assessment.intervals?.accuracy else { return "" }
    return " [\(NumberWords.percent(interval.lower)), \(NumberWords.percent(interval.upper))]"
  }

  private var classLines: [String] {
    let width = TerminalText.width(assessment.perClass.map(\.name), least: 5, limit: 24)
    var lines = ["  \(TerminalText.padded("class", width))  precision  recall  F1     rows"]
    for entry in assessment.perClass.prefix(20) {
      lines.append(
        "  \(TerminalText.padded(entry.name, width))  "
          + "\(TerminalText.padded(NumberWords.fixed(entry.scores.precision, 3), 9))  "
          + "\(TerminalText.padded(NumberWords.fixed(entry.scores.recall, 3), 6))  \(TerminalText.padded(NumberWords.fixed(entry.scores.f1, 3), 5))  "
          + rows(of: entry))
    }
    let rest = assessment.perClass.count - 20
    if rest > 0 { lines.append("  and \(rest) more (--json has all)") }
    return lines
  }

  /// How many rows a class has, and what they weigh where that is another number.
  private func rows(of entry: ClassAssessment) -> String {
    let rows = NumberWords.count(entry.rows ?? Int(entry.support.rounded()))
    let isWeighted = entry.rows.map { Double($0) != entry.support } ?? false
    return isWeighted ? "\(rows), weight \(NumberWords.weight(entry.support))" : rows
  }

  private var confusionLines: [String] {
    guard assessment.classes.count <= 8 else {
      let count = assessment.classes.count
      return ["", "  A report has the confusion matrix of all \(count) classes."]
    }
    let names = assessment.classes.map { TerminalText.cut($0, 14) }
    let size = assessment.classes.count
    let cells = (0..<size).map { truth in
      (0..<size).map { NumberWords.count(Int(assessment.confusion[truth, $0].rounded())) }
    }
    let width = TerminalText.width(names + cells.flatMap { $0 }, least: 4, limit: 20)
    let label = TerminalText.width(names, least: 6, limit: 14)
    var lines = ["", "  \(TerminalText.padded("true", label))  predicted"]
    lines.append(
      "  \(TerminalText.padded("", label))  "
        + names.map { TerminalText.padded($0, width) }.joined(separator: "  "))
    for (name, row) in zip(names, cells) {
      lines.append(
        "  \(TerminalText.padded(name, label))  "
          + row.map { TerminalText.padded($0, width) }.joined(separator: "  "))
    }
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
