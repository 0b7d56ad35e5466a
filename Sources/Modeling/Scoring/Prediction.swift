import RowcastEvaluation
public import RowcastExplaining
public import RowcastFeatures
import RowcastLinearAlgebra
public import RowcastTabular

/// What a model says of one row.
public struct Prediction: Sendable, Hashable, Codable {
  /// The predicted class.
  public var label: String
  /// The probability of each class; they sum to 1.
  public var probabilities: [String: Double]
  /// The columns that moved the score most, strongest first; see `PredictionReasons`.
  public var reasons: [PredictionReason]
  /// What of the row training had not seen: the prediction may not be sound there.
  public var drift: [RowDrift]
}

extension Predictor {
  /// Predicts the class of one row, given by the names of its columns.
  ///
  /// - Parameter reasons: how many reasons are given.
  /// - Throws: ``ModelError`` when a column that the model needs is not among the names; a value
  ///   that is not known is given as `missing`.
  public func predict(
    _ row: [String: Value], reasons: Int = 3
  ) throws(ModelError) -> Prediction {
    try one(Table(row: row), reasons: reasons)
  }

  /// Predicts the class of one row, given by the members of a `Codable` value.
  ///
  /// - Parameter reasons: how many reasons are given.
  /// - Throws: ``ModelError`` when a column that the model needs is no member, or a member is no
  ///   value of a cell.
  public func predict(
    _ row: some Encodable, reasons: Int = 3
  ) throws(ModelError) -> Prediction {
    let table: Table
    do {
      table = try Table(rows: CollectionOfOne(row))
    } catch {
      throw ModelError(.row(error))
    }
    return try one(table, reasons: reasons)
  }

  /// Predicts the class of each row of a table.
  ///
  /// - Parameter reasons: how many reasons are given for each row.
  /// - Throws: ``ModelError`` when the table lacks a column that the model needs.
  public func predict(_ table: Table, reasons: Int = 3) throws(ModelError) -> [Prediction] {
    try check(table.names)
    let matrix = matrix(table)
    let probabilities = try probabilities(matrix)
    let labels = model.target.labels
    let drift = transformer.drift(spelled(table))
    let why = reasons > 0 ? self.reasons(matrix, table: table, probabilities: probabilities) : []
    return (0..<table.rowCount).map { row in
      Prediction(
        label: labels[model.decision.predicted(probabilities, row: row)],
        probabilities: Dictionary(
          labels.enumerated().map { ($1, probabilities[row, $0]) },
          uniquingKeysWith: { first, _ in first }),
        reasons: why.isEmpty ? [] : Array(why[row].reasons.prefix(reasons)), drift: drift[row])
    }
  }

  private func one(_ table: Table, reasons: Int) throws(ModelError) -> Prediction {
    guard let first = try predict(table, reasons: reasons).first else {
      throw ModelError(.evaluation(EvaluationError(.noRows)))
    }
    return first
  }
}
