import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastModeling

/// The result of `train` as a person wants to read it: what was done, how good it is, what to
/// worry about, what next.
struct TrainingStory {
  let model: Model
  let path: String
  let reportPath: String?
  let hasColors: Bool

  var text: String {
    var lines: [String] = []
    let record = model.training
    let serious = record.warnings.filter(\.isSerious)
    for warning in serious { lines.append(styled("! " + warning.message, "1;33")) }
    if !serious.isEmpty { lines.append("") }
    let used = model.features.requiredColumns
    lines.append(
      styled("Predicting \(model.target.column)", "1") + " (\(classes)) from "
        + "\(count(used.count, "column")) of \(count(record.rows, "row")) in \(record.input).")
    lines.append("")
    lines.append(contentsOf: roleLines)
    lines.append("")
    lines.append(contentsOf: modelLines)
    if let assessment = record.assessment {
      lines.append("")
      lines.append(contentsOf: Verdict(assessment: assessment, validation: record.validation).lines)
    }
    let mild = record.warnings.filter { !$0.isSerious }
    if !mild.isEmpty {
      lines.append("")
      lines.append("To know:")
      for warning in mild.prefix(12) { lines.append("  - " + warning.message) }
      if mild.count > 12 { lines.append("  - and \(mild.count - 12) more (--json has all)") }
    }
    lines.append("")
    lines.append("The model is in \(path). Next:")
    lines.append("  rowcast predict \(path) NEW.xlsx -o scored.xlsx")
    if reportPath == nil {
      lines.append("  rowcast evaluate \(path) OTHER.csv --report report.html")
    }
    if let reportPath { lines.append("The report is in \(reportPath).") }
    return lines.joined(separator: "\n")
  }

  private var classes: String {
    zip(model.target.labels, model.target.counts).prefix(6)
      .map { "\($0) \(grouped($1))" }.joined(separator: ", ")
      + (model.target.labels.count > 6 ? ", and \(model.target.labels.count - 6) more" : "")
  }

  private var roleLines: [String] {
    let columns = model.features.roles.filter { $0.role != .target }
    let width = min(28, columns.map(\.column.count).max() ?? 0)
    var lines = ["Columns:"]
    for assignment in columns.prefix(40) {
      let mark = assignment.role.isFeature ? " " : "-"
      lines.append(
        "  \(mark) \(padded(assignment.column, width))  "
          + "\(padded(assignment.role.rawValue, 10))  \(assignment.reason)")
    }
    if columns.count > 40 { lines.append("    and \(columns.count - 40) more (--json has all)") }
    return lines
  }

  private var modelLines: [String] {
    let record = model.training
    var lines: [String] = []
    if record.comparisons.count > 1 {
      lines.append("Compared by \(record.selection.words):")
      let width = record.comparisons.map(\.name.count).max() ?? 0
      for entry in record.comparisons {
        let c = entry.c.map { $0.isFinite ? ", C \(shortNumber($0))" : "" } ?? ""
        lines.append(
          "  \(entry.isChosen ? "*" : " ") \(padded(entry.name, width))  log-loss "
            + "\(fixed(entry.logLoss, 4)), accuracy \(percent(entry.accuracy))\(c)")
      }
    }
    if case .unbent = record.selection {
      lines.append("Hinges were not needed: \(record.selection.words).")
    }
    var sentence = "Fitted a \(model.name) with \(count(model.features.width, "feature"))"
    if case .linear(let linear) = model.classifier {
      sentence += " by \(linear.fit.solver) in \(count(linear.fit.iterations, "iteration"))"
    }
    lines.append(sentence + ".")
    return lines
  }

  private func styled(_ text: String, _ code: String) -> String {
    hasColors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension SelectionMethod {
  /// How it was chosen, as the end of a sentence.
  var words: String {
    func sample(_ rows: Int?) -> String { rows.map { " of a sample of \(grouped($0)) rows" } ?? "" }
    switch self {
    case .asked: return "as asked"
    case .unbent(let rows):
      return "no column of numbers bends, tested on a sample of \(grouped(rows)) rows"
    case .folds(let folds, let rows): return "\(folds)-fold cross-validation" + sample(rows)
    case .third(let rows): return "a third" + sample(rows)
    case .described(let words): return words
    }
  }
}

/// A text filled up with blanks.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

/// A number with so many digits behind the point.
func fixed(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 9e18 else { return "\(value)" }
  let whole = Int64(scaled)
  let unit = Int64(scale)
  let sign = value < 0 && whole != 0 ? "-" : ""
  if digits == 0 { return sign + String(whole) }
  let fraction = String(whole % unit)
  return sign + String(whole / unit) + "."
    + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// The same for a number of any size: what so many digits would make zero is written `2.03e-6`.
func scaled(_ value: Double, _ digits: Int) -> String {
  var least = 1.0
  for _ in 0..<digits { least /= 10 }
  guard value.isFinite, value != 0, abs(value) < least else { return fixed(value, digits) }
  var mantissa = abs(value)
  var exponent = 0
  while mantissa < 1, exponent < 400 {
    mantissa *= 10
    exponent += 1
  }
  return (value < 0 ? "-" : "") + fixed(mantissa, 2) + "e-\(exponent)"
}

/// `83.4%`
func percent(_ share: Double) -> String { fixed(share * 100, 1) + "%" }

/// A number without superfluous digits.
func shortNumber(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e9 { return String(Int(value)) }
  return "\(value)"
}
