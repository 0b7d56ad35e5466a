import RowcastClassification
import RowcastEvaluation
import RowcastExplaining
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// Why a row was scored as it was: the columns that moved its logit most.
struct RowReasons {
  let scorer: RowScorer

  /// One text for each row, such as `contract = two-year (-0.9), tenure_months low (+1.3)`.
  func texts(
    _ matrix: FeatureMatrix, table: Table, probabilities: Matrix, count: Int
  ) throws -> [String] {
    let model = scorer.model
    return PredictionReasons(
      features: model.features, classifier: model.classifier, labels: model.target
    ).reasons(matrix, table: table, predicted: model.decision.predicted(probabilities))
      .map { $0.text(count) }
  }
}
