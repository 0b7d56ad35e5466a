import RowcastEvaluation

/// How good a model was, in a few lines: against guessing, and class by class.
struct Verdict {
  let assessment: Assessment
  /// How the rows were held back, or nil for a table of its own.
  let validation: String?

  var lines: [String] {
    let scores = assessment.scores
    let held = validation.map { " held out (\($0))" } ?? ""
    var lines = ["On \(count(assessment.rowCount, "row"))\(held):"]
    lines.append(
      "  accuracy  \(percent(scores.accuracy))\(interval)"
        + "   (always guessing the largest class: \(percent(assessment.baseline.accuracy)))")
    lines.append(
      "  log-loss  \(fixed(scores.logLoss, 4))   (knowing only the shares: "
        + "\(fixed(assessment.baseline.logLoss, 4)); \(percent(max(0, assessment.skill))) of it "
        + "explained)")
    if let area = scores.rocAUC { lines.append("  ROC-AUC   \(fixed(area, 4))") }
    lines.append("")
    lines.append(contentsOf: classLines)
    lines.append(contentsOf: confusionLines)
    for note in assessment.notes { lines.append("  " + note) }
    return lines
  }

  private var interval: String {
    guard let interval = assessment.intervals?.accuracy else { return "" }
    return " [\(percent(interval.lower)), \(percent(interval.upper))]"
  }

  private var classLines: [String] {
    let width = max(5, min(24, assessment.perClass.map(\.name.count).max() ?? 0))
    var lines = ["  \(padded("class", width))  precision  recall  F1     rows"]
    for entry in assessment.perClass.prefix(20) {
      lines.append(
        "  \(padded(String(entry.name.prefix(24)), width))  "
          + "\(padded(fixed(entry.scores.precision, 3), 9))  "
          + "\(padded(fixed(entry.scores.recall, 3), 6))  \(padded(fixed(entry.scores.f1, 3), 5))  "
          + grouped(Int(entry.support.rounded())))
    }
    return lines
  }

  private var confusionLines: [String] {
    guard assessment.classes.count <= 8 else { return [] }
    let names = assessment.classes.map { String($0.prefix(14)) }
    let size = assessment.classes.count
    let cells = (0..<size).map { truth in
      (0..<size).map { grouped(Int(assessment.confusion[truth, $0].rounded())) }
    }
    let width = max(
      names.map(\.count).max() ?? 0, cells.flatMap { $0 }.map(\.count).max() ?? 0, 4)
    let label = max(names.map(\.count).max() ?? 0, 6)
    var lines = ["", "  \(padded("true", label))  predicted"]
    lines.append(
      "  \(padded("", label))  " + names.map { padded($0, width) }.joined(separator: "  "))
    for (name, row) in zip(names, cells) {
      lines.append(
        "  \(padded(name, label))  " + row.map { padded($0, width) }.joined(separator: "  "))
    }
    return lines
  }
}
