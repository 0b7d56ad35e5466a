#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif
import Classification
import Evaluation
import Features
import Spreadsheet
import Tabular

/// What a scored workbook says of its scores: which model, when, and how good.
struct ModelSheet {
  let model: Model
  let path: String

  var rows: [(key: String, value: ReportCell)] {
    var rows: [(key: String, value: ReportCell)] = [
      ("Model file", .text(path)),
      ("Kind", .text(model.name)),
      ("Predicts", .text(model.target.column)),
      ("Classes", .text(model.target.labels.joined(separator: ", "))),
      ("Decision", .text(model.decision.description)),
      ("Scored at (UTC)", .text(Self.now())),
      ("Scored by", .text("rowcast \(Rowcast.version)")),
      ("Trained on", .text("\(model.training.input), \(count(model.training.rows, "row"))")),
    ]
    if let assessment = model.training.assessment {
      rows += [
        ("Judged on", .text("\(count(assessment.rowCount, "row")), \(model.training.validation)")),
        ("Accuracy", .number(assessment.scores.accuracy)),
        ("Accuracy of guessing the largest class", .number(assessment.baseline.accuracy)),
        ("Log-loss", .number(assessment.scores.logLoss)),
      ]
      if let area = assessment.scores.rocAUC { rows.append(("ROC-AUC", .number(area))) }
    }
    for warning in model.training.warnings where warning.isSerious {
      rows.append(("Warning", .text(warning.message)))
    }
    return rows
  }

  private static func now() -> String {
    var buffer = ByteBuffer(capacity: 64)
    TemporalText.append(.dateTime, milliseconds: Int64(time(nil)) * 1000, to: &buffer)
    return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
