import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// Probabilities and classes of rows, by a model; made once, used for every batch on any thread.
struct RowScorer: Sendable {
  let model: Model
  private let transformer: FeatureTransformer

  init(model: Model) {
    self.model = model
    transformer = FeatureTransformer(model.features)
  }

  /// The features of a table's rows.
  func matrix(_ table: Table) -> FeatureMatrix { transformer.transformed(table) }

  /// What is seen of a table's rows, to tell drift.
  func tally(_ table: Table) -> DriftTally {
    transformer.tally(table, known: [model.target.column])
  }

  /// One probability for each row and class, calibrated when the model is.
  func probabilities(_ matrix: FeatureMatrix) throws -> Matrix {
    let raw = try model.classifier.probabilities(matrix)
    return model.calibration?.applied(to: raw) ?? raw
  }

  /// The schema of the columns that are needed, of those a source has.
  func neededSchema(_ schema: Schema) -> Schema {
    let needed = Set(model.features.requiredColumns)
    return Schema(schema.columns.filter { needed.contains($0.name) })
  }

  /// Refuses a source that lacks a column the model learned from.
  func check(_ schema: Schema, file: String) throws {
    let missing = model.features.missingColumns(in: schema.names)
    guard let first = missing.first else { return }
    let more = missing.count > 1 ? " (and \(missing.count - 1) more)" : ""
    throw PipelineError(
      "the model needs the column \"\(first)\"\(more), which is not there"
        + NearestNames.hint(first, among: schema.names), at: file)
  }
}
