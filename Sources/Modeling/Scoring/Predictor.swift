import RowcastClassification
import RowcastEvaluation
public import RowcastFeatures
public import RowcastLinearAlgebra
public import RowcastTabular
public import RowcastExplaining

/// A model with its lookup tables ready: made once, used for every row on any thread.
public struct Predictor: Sendable {
  /// The model that predicts.
  public let model: Model
  let transformer: FeatureTransformer
  let reasons: PredictionReasons

  /// Builds the lookup tables of levels and terms.
  public init(_ model: Model) {
    self.model = model
    transformer = FeatureTransformer(model.features)
    reasons = PredictionReasons(
      features: model.features, classifier: model.classifier, labels: model.target)
  }

  /// The features of a table's rows, one row each. Columns that are not there count as missing.
  public func matrix(_ table: Table) -> FeatureMatrix { transformer.transformed(spelled(table)) }

  /// A table with its texts as the model has them.
  func spelled(_ table: Table) -> Table { model.options.foldsLevels ? table.folded() : table }

  /// What is seen of a table's rows, to tell drift.
  public func tally(_ table: Table) -> DriftTally {
    transformer.tally(spelled(table), known: [model.target.column])
  }

  /// One probability for each row and class, calibrated when the model is.
  /// - Throws: ``ModelError`` when the matrix has not the model's features.
  public func probabilities(_ matrix: FeatureMatrix) throws(ModelError) -> Matrix {
    let raw: Matrix
    do {
      raw = try model.classifier.probabilities(matrix)
    } catch {
      throw ModelError(.classification(error))
    }
    return model.calibration?.applied(to: raw) ?? raw
  }

  /// Why rows are scored as they are: what each column adds to the score, the strongest first.
  ///
  /// - Parameters:
  ///   - matrix: the rows as features.
  ///   - table: the same rows as values, for the words.
  ///   - probabilities: the rows' probabilities.
  public func reasons(
    _ matrix: FeatureMatrix, table: Table, probabilities: Matrix
  ) -> [ExplainedRow] {
    reasons.reasons(
      matrix, table: spelled(table), predicted: model.decision.predicted(probabilities))
  }

  /// The columns of a schema that the model needs.
  public func neededSchema(_ schema: Schema) -> Schema {
    let needed = Set(model.features.requiredColumns)
    return Schema(schema.columns.filter { needed.contains($0.name) })
  }

  /// Refuses rows that lack a column the model learned from.
  /// - Throws: ``ModelError`` with the missing columns.
  public func check(_ names: [String]) throws(ModelError) {
    let missing = model.features.missingColumns(in: names)
    if !missing.isEmpty { throw ModelError(.missingColumns(missing, available: names)) }
  }
}
