import RowcastFeatures
import RowcastMachine
package import RowcastModeling

/// The result of `explain` as a person wants to read it.
package struct ExplanationStory {
  let model: Model
  let effects: [FeatureEffect]
  let importances: [ImportanceEntry]

  package init(model: Model, effects: [FeatureEffect], importances: [ImportanceEntry]) {
    self.model = model
    self.effects = effects
    self.importances = importances
  }

  package var text: String {
    var lines = [
      "\(model.name.prefix(1).uppercased() + model.name.dropFirst()) that predicts "
        + "\(model.target.column) (\(model.target.labels.joined(separator: ", "))) from "
        + "\(NumberWords.number(model.features.requiredColumns.count, "column"))."
    ]
    if !effects.isEmpty {
      lines += ["", "Strongest effects on the logit (odds ratio):"]
      let shown = effects.prefix(25)
      let width = TerminalText.width(shown.map(\.feature), limit: 48)
      for effect in shown {
        let target = model.target.labels.count > 2 ? "  for \(effect.target)" : ""
        let unit = effect.unit == .none ? "" : "  " + effect.unit.words
        lines.append(
          "  \(TerminalText.padded(effect.feature, width))  "
            + "\(effect.effect > 0 ? "+" : "")\(NumberWords.plain(effect.effect, 3))  "
            + "(\(NumberWords.plain(Elementary.exp(effect.effect), 2)))\(unit)\(target)")
      }
      if effects.count > 25 { lines.append("  and \(effects.count - 25) more (--json has all)") }
    }
    lines += model.training.coefficients.map(coefficientLines) ?? []
    if !importances.isEmpty {
      lines += ["", "How much worse the log-loss gets when a column is shuffled:"]
      let width = TerminalText.width(importances.prefix(25).map(\.column), limit: 48)
      for entry in importances.prefix(25) {
        lines.append(
          "  \(TerminalText.padded(entry.column, width))  \(NumberWords.plain(entry.mean, 4)) ± \(NumberWords.plain(entry.standardDeviation, 4))"
        )
      }
      if importances.count > 25 {
        lines.append("  and \(importances.count - 25) more (--json has all)")
      }
    }
    if effects.isEmpty, importances.isEmpty {
      lines += [
        "",
        "A \(model.name) has no weights to read; give rows with known answers to see what matters:",
        "  rowcast explain MODEL ROWS.csv",
      ]
    }
    return lines.map { TerminalText.clean($0) }.joined(separator: "\n")
  }

  /// The table for a terminal.
  private func coefficientLines(_ table: CoefficientTable) -> [String] {
    let entries = table.entries
    if let note = table.note { return ["", note] }
    guard !entries.isEmpty else { return [] }
    let hasTargets = Set(entries.map(\.target)).count > 1
    let shown = entries.map { entry in
      (hasTargets ? "\(entry.target): " : "") + entry.feature
        + (entry.step.map { " (per \(NumberWords.plain($0, 4)))" } ?? "")
    }
    let width = TerminalText.width(shown, limit: 44)
    var lines = [
      "",
      "Coefficients of the fit without a penalty, with standard errors (Wald)"
        + (hasTargets ? "" : ", towards \(entries[0].target)") + ":",
      "  " + TerminalText.padded("", width)
        + "  estimate  std err       z  p-value  odds ratio [95% interval]",
    ]
    for (entry, name) in zip(entries, shown) {
      lines.append(
        "  " + TerminalText.padded(name, width) + "  "
          + right(NumberWords.plain(entry.estimate, 4), 8) + "  "
          + right(NumberWords.plain(entry.standardError, 4), 7)
          + "  " + right(NumberWords.plain(entry.z, 2), 6) + "  "
          + right(entry.pValue < 0.0001 ? "<0.0001" : NumberWords.plain(entry.pValue, 4), 7) + "  "
          + "\(NumberWords.plain(entry.oddsRatio, 3)) [\(NumberWords.plain(entry.lower, 3)), \(NumberWords.plain(entry.upper, 3))]"
      )
    }
    let references = Set(entries.compactMap(\.reference)).sorted()
    if !references.isEmpty {
      lines.append("  measured against: " + references.joined(separator: "; "))
    }
    return lines
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
