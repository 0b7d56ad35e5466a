import RowcastEvaluation
import RowcastExporting
import RowcastFeatures
import RowcastModeling
import RowcastTabular

extension Model {
  /// This model as the exporters take it.
  var exported: ExportModel {
    ExportModel(
      features: features, classifier: classifier, labels: target, calibration: calibration,
      decision: decision, name: target.column, program: "rowcast \(RowcastVersion.current)")
  }
}
