import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastReporting
import RowcastTabular

/// `explain`: what a model learned, and what matters on given rows.
public struct Explanation {
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
      let model = try Model(path: model)
      var result = ExplanationResult(model: model)
      let effects = LearnedEffects(model: model)
      result.effects = effects.strongest(200)
      result.numericEffects = effects.numericEffects(40)
      if let input {
        let opened = try OpenedInput(path: input, options: reading)
        let rows = try KnownRows(opened, model: model, reading: reading, session)
        result.importances = try session.timings.measure("permute") {
          try importances(rows, scorer: RowScorer(model: model))
        }
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: input ?? model)
    }
  }

  /// How much the log-loss rises when one column is shuffled; of at most 20,000 rows.
  private func importances(_ known: KnownRows, scorer: RowScorer) throws -> [ImportanceEntry] {
    let limit = 20_000
    let table =
      known.table.rowCount > limit ? known.table.selecting(Array(0..<limit)) : known.table
    let labels = known.labels.prefix(limit)
    let columns = scorer.model.features.requiredColumns
    var generator = SeededGenerator(seed: scorer.model.training.seed)
    let measured = try PermutationImportance.measured(
      inputs: columns.count, rowCount: table.rowCount, repeats: 3, generator: &generator
    ) { input, rows in
      var shuffled = table
      if let input, let index = table.columns.firstIndex(where: { $0.name == columns[input] }) {
        shuffled.columns[index] = table.columns[index].selecting(rows)
      }
      let probabilities = try scorer.probabilities(scorer.matrix(shuffled))
      var loss = 0.0
      for (row, label) in labels.enumerated() {
        loss -= max(probabilities[row, label], 1e-15).logarithm
      }
      return loss / Double(max(1, labels.count))
    }
    return measured.map {
      ImportanceEntry(
        column: columns[$0.input], mean: $0.mean, standardDeviation: $0.standardDeviation)
    }
  }
}

/// What `explain` has to say.
public struct ExplanationResult: Sendable {
  let model: Model
  var effects: [FeatureEffect] = []
  var numericEffects: [NumericEffect] = []
  var importances: [ImportanceEntry] = []

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
        let unit = effect.unit.isEmpty ? "" : "  " + effect.unit
        lines.append(
          "  \(padded(String(effect.feature.prefix(48)), width))  "
            + "\(effect.effect > 0 ? "+" : "")\(scaled(effect.effect, 3))  "
            + "(\(fixed(effect.effect.exponential, 2)))\(unit)\(target)")
      }
      if effects.count > 25 { lines.append("  and \(effects.count - 25) more (--json has all)") }
    }
    lines += model.training.coefficients?.lines ?? []
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

  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "kind": .string(model.name), "target": .string(model.target.column),
      "classes": .array(model.target.labels.map { .string($0) }),
    ]
    document["effects"] = (try? JSONCoding.encode(effects)) ?? .null
    document["curves"] = (try? JSONCoding.encode(numericEffects)) ?? .null
    document["coefficients"] =
      (try? JSONCoding.encode(model.training.coefficients?.entries ?? [])) ?? .null
    document["importances"] = (try? JSONCoding.encode(importances)) ?? .null
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }
}
