import RowcastEvaluation
import RowcastExporting
import RowcastFeatures

extension Model {
  /// This model as the exporters take it.
  var exported: ExportModel {
    ExportModel(
      features: features, classifier: classifier, labels: target, calibration: exportedCalibration,
      decision: exportedDecision, name: target.column, program: "rowcast \(RowcastVersion.current)")
  }

  private var exportedDecision: ExportDecision {
    switch decision {
    case .mostProbable: .mostProbable
    case .threshold(let value, let positive): .threshold(value, positive: positive)
    }
  }

  private var exportedCalibration: ExportCalibration? {
    switch calibration {
    case nil: nil
    case .platt(let maps)?:
      .platt(maps.map { .init(slope: $0.slope, offset: $0.offset) })
    case .isotonic(let maps)?:
      .isotonic(maps.map { .init(scores: $0.scores, values: $0.values) })
    case .temperature(let scaling)?: .temperature(scaling.temperature)
    }
  }
}
