import Classification
import Evaluation
import Features
import LinearAlgebra
import Tabular

/// Why a row was scored as it was: the columns that moved its logit most.
struct RowReasons {
  let scorer: RowScorer

  /// One text for each row, such as `contract = two-year (-0.9), tenure_months low (+1.3)`.
  func texts(
    _ matrix: FeatureMatrix, table: Table, probabilities: Matrix, count: Int
  ) throws -> [String] {
    throw PipelineError("reasons are not available for a \(scorer.model.name)", kind: .usage)
  }
}
