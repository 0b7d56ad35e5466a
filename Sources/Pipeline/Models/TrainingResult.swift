import RowcastTabular
import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastJSONText
import RowcastReporting
public import RowcastModeling

/// What `train` has to say.
public struct TrainingResult: Sendable {
  /// Where the model file is.
  public let path: String
  /// The trained model, as it is in the file.
  public let model: Model
  /// Where the report is; nil when none was asked for.
  public let reportPath: String?
  /// Where the model card is; nil when none was asked for.
  public let cardPath: String?

  /// The result in plain words.
  public func text(colors: Bool) -> String {
    TrainingStory(model: model, path: path, reportPath: reportPath, hasColors: colors).text
  }

  /// The result for programs.
  public func json(_ session: Session, withTimings: Bool) -> String {
    document(session, withTimings: withTimings).text(isPretty: true)
  }

  /// The same in one line.
  public func line(_ session: Session) -> String { document(session, withTimings: true).text() }

  private func document(_ session: Session, withTimings: Bool) -> JSONValue {
    var document: JSONValue = [
      "model": .string(path),
      "kind": .string(model.name),
      "target": .string(model.target.column),
      "classes": .array(model.target.labels.map { .string($0) }),
      "rows": .number(model.training.rows),
      "features": .number(model.features.width),
      "seed": .number(ExactNumber(model.training.seed)),
      "validation": .string(model.training.validation),
      "selection": .string(model.training.selection.words),
    ]
    if case .linear(let linear) = model.classifier {
      document["objective"] = .number(linear.fit.objective)
      document["mean_log_loss"] = .number(linear.fit.meanLogLoss)
      document["iterations"] = .number(linear.fit.iterations)
      document["solver"] = .string(linear.fit.solver)
      document["converged"] = .boolean(linear.fit.hasConverged)
    }
    document["comparisons"] = .array(
      model.training.comparisons.map { entry in
        [
          "name": .string(entry.name), "C": entry.c.map { .number($0) } ?? .null,
          "log_loss": .number(entry.logLoss), "standard_error": .number(entry.standardError),
          "accuracy": .number(entry.accuracy), "chosen": .boolean(entry.isChosen),
        ]
      })
    document["remarks"] = .array((model.training.remarks ?? []).map { .string($0.words) })
    document["columns"] = .array(
      model.features.roles.map {
        [
          "name": .string($0.column), "role": .string($0.role.rawValue),
          "reason": .string($0.reason.words),
        ]
      })
    document["metrics"] = metricsJSON(model.training.assessment)
    document["warnings"] = .array(
      model.training.warnings.map {
        [
          "kind": .string($0.kind.rawValue), "column": $0.column.map { .string($0) } ?? .null,
          "message": .string($0.words), "serious": .boolean($0.isSerious),
        ]
      })
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document
  }
}

/// An assessment as JSON, or null: the figures that everyone asks for first, under the names that
/// they have elsewhere, then everything.
func metricsJSON(_ assessment: Assessment?) -> JSONValue {
  guard let assessment, case .object(let all)? = try? JSONCoding.encode(assessment) else {
    return .null
  }
  let scores = assessment.scores
  func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
  let flat: [(String, JSONValue)] = [
    ("accuracy", number(scores.accuracy)),
    ("balanced_accuracy", number(scores.balancedAccuracy)),
    ("log_loss", number(scores.logLoss)), ("brier", number(scores.brier)),
    ("roc_auc", number(scores.rocAUC)), ("average_precision", number(scores.averagePrecision)),
    ("f1", number(scores.f1)), ("mcc", number(scores.matthewsCorrelation)),
    ("calibration_error", number(scores.calibrationError)),
    ("baseline_accuracy", number(assessment.baseline.accuracy)),
    ("baseline_log_loss", number(assessment.baseline.logLoss)),
  ]
  return .object(JSONObject(flat + all.members.map { ($0.key, $0.value) }))
}
