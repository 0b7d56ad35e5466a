import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastReporting
public import RowcastModeling

/// `explain`: what a model learned, and what matters on given rows.
public struct Explanation: Sendable {
  public var model: String
  public var input: String?
  public var reading: ReadOptions

  public init(model: String, input: String?, reading: ReadOptions) {
    self.model = model
    self.input = input
    self.reading = reading
  }

  public func run(_ session: Session) throws -> ExplanationResult {
    do {
      if input == nil { try reading.checkUnused() }
      let model = try Model(path: model)
      var result = ExplanationResult(model: model)
      let effects = LearnedEffects(model)
      result.effects = effects.strongest(200)
      result.numericEffects = effects.numericEffects(40)
      if let input {
        let opened = try OpenedInput(path: input, options: reading, session)
        let rows = try KnownRows(try session.table(of: opened, options: reading), of: model)
        result.importances = try session.timings.measure("permute") {
          try Predictor(model).importances(of: rows)
        }
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: input ?? model)
    }
  }
}

/// What `explain` has to say.
public struct ExplanationResult: Sendable {
  public let model: Model
  /// The strongest features, strongest first.
  public internal(set) var effects: [FeatureEffect] = []
  /// The curves of columns of numbers, the steepest first.
  public internal(set) var numericEffects: [NumericEffect] = []
  /// What shuffling a column costs, where rows were given.
  public internal(set) var importances: [ImportanceEntry] = []

  init(model: Model) { self.model = model }

  public var text: String {
    var lines = [
      "\(model.name.prefix(1).uppercased() + model.name.dropFirst()) that predicts "
        + "\(model.target.column) (\(model.target.labels.joined(separator: ", "))) from "
        + "\(count(model.features.requiredColumns.count, "column"))."
    ]
    if !effects.isEmpty {
      lines += ["", "Strongest effects on the logit (odds ratio):"]
      let shown = effects.prefix(25)
      let width = min(48, shown.map(\.feature.count).max() ?? 0)
      for effect in shown {
        let target = model.target.labels.count > 2 ? "  for \(effect.target)" : ""
        let unit = effect.unit == .none ? "" : "  " + effect.unit.words
        lines.append(
          "  \(padded(String(effect.feature.prefix(48)), width))  "
            + "\(effect.effect > 0 ? "+" : "")\(scaled(effect.effect, 3))  "
            + "(\(fixed(Elementary.exp(effect.effect), 2)))\(unit)\(target)")
      }
      if effects.count > 25 { lines.append("  and \(effects.count - 25) more (--json has all)") }
    }
    lines += model.training.coefficients.map(coefficientLines) ?? []
    if !importances.isEmpty {
      lines += ["", "How much worse the log-loss gets when a column is shuffled:"]
      let width = importances.map(\.column.count).max() ?? 0
      for entry in importances.prefix(25) {
        lines.append(
          "  \(padded(entry.column, width))  \(fixed(entry.mean, 4)) ± \(fixed(entry.standardDeviation, 4))"
        )
      }
    }
    if effects.isEmpty, importances.isEmpty {
      lines += [
        "",
        "A \(model.name) has no weights to read; give rows with known answers to see what matters:",
        "  rowcast explain MODEL ROWS.csv",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// The table for a terminal.
  private func coefficientLines(_ table: CoefficientTable) -> [String] {
    let entries = table.entries
    if let note = table.note { return ["", note] }
    guard !entries.isEmpty else { return [] }
    let hasTargets = Set(entries.map(\.target)).count > 1
    let shown = entries.map { entry in
      (hasTargets ? "\(entry.target): " : "") + entry.feature
        + (entry.step.map { " (per \(fixed($0, 4)))" } ?? "")
    }
    let width = min(44, shown.map(\.count).max() ?? 0)
    var lines = [
      "",
      "Coefficients of the fit without a penalty, with standard errors (Wald)"
        + (hasTargets ? "" : ", towards \(entries[0].target)") + ":",
      "  " + padded("", width) + "  estimate  std err       z  p-value  odds ratio [95% interval]",
    ]
    for (entry, name) in zip(entries, shown) {
      lines.append(
        "  " + padded(String(name.prefix(44)), width) + "  "
          + right(scaled(entry.estimate, 4), 8) + "  " + right(scaled(entry.standardError, 4), 7)
          + "  " + right(fixed(entry.z, 2), 6) + "  "
          + right(entry.pValue < 0.0001 ? "<0.0001" : fixed(entry.pValue, 4), 7) + "  "
          + "\(fixed(entry.oddsRatio, 3)) [\(fixed(entry.lower, 3)), \(fixed(entry.upper, 3))]")
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

  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "kind": .string(model.name), "target": .string(model.target.column),
      "classes": .array(model.target.labels.map { .string($0) }),
    ]
    document["effects"] = .array(
      effects.map { effect in
        var entry = (try? JSONCoding.encode(effect)) ?? .null
        entry["unit"] = .string(effect.unit.words)
        return entry
      })
    document["curves"] = (try? JSONCoding.encode(numericEffects)) ?? .null
    document["coefficients"] =
      (try? JSONCoding.encode(model.training.coefficients?.entries ?? [])) ?? .null
    document["importances"] = (try? JSONCoding.encode(importances)) ?? .null
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }
}
