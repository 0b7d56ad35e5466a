import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
package import RowcastSpreadsheet
import RowcastTabular
package import RowcastModeling

/// What a scored workbook says of its scores: which model, when, and how good.
package struct ModelSheet {
  let model: Model
  let path: String
  /// When the rows were scored, if it is to say so.
  let stamp: String?

  /// - Parameter path: where the model file is.
  package init(model: Model, path: String, stamp: String?) {
    self.model = model
    self.path = path
    self.stamp = stamp
  }

  /// Names and values, as the sheet has them.
  package var rows: [(key: String, value: SheetCell)] {
    var rows: [(key: String, value: SheetCell)] = [
      ("Model file", .text(path)),
      ("Kind", .text(model.name)),
      ("Predicts", .text(model.target.column)),
      ("Classes", .text(model.target.labels.joined(separator: ", "))),
      ("Decision", .text(model.decision.description)),
      ("Scored by", .text("rowcast \(RowcastVersion.current)")),
      (
        "Trained on",
        .text("\(model.training.input), \(NumberWords.number(model.training.rows, "row"))")
      ),
    ]
    if let stamp { rows.append(("Scored at", .text(stamp))) }
    if let assessment = model.training.assessment {
      rows += [
        (
          "Judged on",
          .text(
            "\(NumberWords.number(assessment.rowCount, "row")) \(Self.words(model.options.validation))"
          )
        ),
        ("Accuracy", .percent(assessment.scores.accuracy)),
        ("Accuracy of guessing the largest class", .percent(assessment.baseline.accuracy)),
        ("Log-loss", .number(assessment.scores.logLoss, format: "0.0000")),
        (
          "Log-loss of knowing the shares alone",
          .number(assessment.baseline.logLoss, format: "0.0000")
        ),
      ]
      if let area = assessment.scores.rocAUC {
        rows.append(("ROC-AUC", .number(area, format: "0.000")))
      }
    }
    for warning in model.training.warnings where warning.isSerious {
      rows.append(("Warning", .text(warning.words)))
    }
    return rows
  }

  /// Where the rows come from that a model was judged on.
  private static func words(_ plan: SplitPlan) -> String {
    switch plan {
    case .none: "that it was trained on"
    case .holdout: "held out of training"
    case .crossValidation(let folds, _): "in \(folds)-fold cross-validation"
    case .timeOrdered: "that are the last in time"
    case .timeOrderedFolds(let folds): "in \(folds) folds in time"
    }
  }
}
