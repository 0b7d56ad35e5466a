import RowcastClassification
import RowcastFeatures
package import RowcastModeling

/// The result of `train` as a person wants to read it: what was done, how good it is, what to
/// worry about, what next.
package struct TrainingStory {
  let model: Model
  let path: String
  let reportPath: String?
  let hasColors: Bool

  /// - Parameter path: where the model file is.
  package init(model: Model, path: String, reportPath: String?, hasColors: Bool) {
    self.model = model
    self.path = path
    self.reportPath = reportPath
    self.hasColors = hasColors
  }

  package var text: String {
    let record = model.training
    var text = TerminalText(colors: hasColors)
    let serious = record.warnings.filter(\.isSerious)
    for warning in serious { text.line("! " + warning.words, .careful) }
    if !serious.isEmpty { text.line() }
    let used = model.features.requiredColumns
    text.line(
      "Predicting \(model.target.column)", .strong,
      andThen:
        " (\(classes)) from \(NumberWords.number(used.count, "column")) of "
        + "\(NumberWords.number(record.rows, "row")) in \(record.input).")
    var lines: [String] = []
    lines.append("")
    lines.append(contentsOf: roleLines)
    lines.append("")
    lines.append(contentsOf: modelLines)
    if let assessment = record.assessment {
      lines.append("")
      lines +=
        AssessmentLines(
          assessment: assessment, validation: record.validation,
          hasLeaks: serious.contains { $0.kind.isDoubt },
          isShifted: record.warnings.tellShift
        ).lines
    }
    // What flatters the figures stands with them.
    let flattering = record.warnings.filter {
      !$0.isSerious && [.repeatedRows, .balancedClasses].contains($0.kind)
    }
    for warning in flattering { lines.append("  " + warning.words) }
    if let threshold = record.threshold, let assessment = record.assessment {
      lines.append("  " + ScoreTables.words(threshold, assessment))
    }
    let mild = record.warnings.filter { !$0.isSerious && !flattering.contains($0) }
    if !mild.isEmpty {
      lines.append("")
      lines.append("To know:")
      for warning in mild.prefix(12) { lines.append("  - " + warning.words) }
      if mild.count > 12 { lines.append("  - and \(mild.count - 12) more (--json has all)") }
    }
    lines.append("")
    lines.append("The model is in \(path). Next:")
    let file = TerminalText.shellWord(path)
    lines.append("  rowcast predict \(file) NEW.xlsx -o scored.xlsx")
    if reportPath == nil {
      lines.append("  rowcast evaluate \(file) OTHER.csv --report report.html")
    }
    if let reportPath { lines.append("The report is in \(reportPath).") }
    for line in lines { text.line(line) }
    return String(text.text.dropLast())
  }

  private var classes: String {
    zip(model.target.labels, model.target.counts).prefix(6)
      .map { "\(TerminalText.cut($0, 40)) \(NumberWords.count($1))" }.joined(separator: ", ")
      + (model.target.labels.count > 6 ? ", and \(model.target.labels.count - 6) more" : "")
  }

  private var roleLines: [String] {
    let columns = model.features.roles.filter { $0.role != .target }
    let width = TerminalText.width(columns.prefix(40).map(\.column), limit: 28)
    var lines = ["Columns:"]
    for assignment in columns.prefix(40) {
      let mark = assignment.role.isFeature ? " " : "-"
      lines.append(
        "  \(mark) \(TerminalText.padded(assignment.column, width))  "
          + "\(TerminalText.padded(assignment.role.rawValue, 10))  \(assignment.advice)")
    }
    if columns.count > 40 { lines.append("    and \(columns.count - 40) more (--json has all)") }
    return lines
  }

  private var modelLines: [String] {
    let record = model.training
    var lines: [String] = []
    if record.comparisons.count > 1 {
      lines.append("Compared by \(record.selection.words):")
      let width = TerminalText.width(record.comparisons.map(\.name), limit: 60)
      for entry in record.comparisons {
        let c = entry.c.map { $0.isFinite ? ", C \(NumberWords.short($0))" : "" } ?? ""
        let rows =
          entry.rows.map { ", given up after \(NumberWords.number($0, "row"))" } ?? ""
        lines.append(
          "  \(entry.isChosen ? "*" : " ") \(TerminalText.padded(entry.name, width))  log-loss "
            + "\(NumberWords.fixed(entry.logLoss, 4)), accuracy \(NumberWords.percent(entry.accuracy))\(c)"
            + rows
        )
      }
    }
    for remark in record.remarks ?? [] { lines.append("  - " + remark.words) }
    if case .unbent = record.selection {
      lines.append("Hinges were not needed: \(record.selection.words).")
    }
    var sentence =
      "Fitted a \(model.name) with \(NumberWords.number(model.features.width, "feature"))"
    if case .linear(let linear) = model.classifier {
      sentence +=
        " by \(linear.fit.solver) in \(NumberWords.number(linear.fit.iterations, "iteration"))"
    }
    lines.append(sentence + ".")
    return lines
  }
}
