public import RowcastEvaluation
import RowcastFeatures
public import RowcastTabular

/// Rows whose class is known, for judging and explaining a model.
package struct KnownRows: Sendable {
  /// The rows with one of the model's classes.
  package let table: Table
  /// The class of each.
  package let labels: [Int]
  /// Rows without a class that the model knows.
  package let leftOut: Int
  /// Values among these that are a class but for case and blanks.
  package let otherSpellings: [String]

  /// - Throws: ``ModelError`` when the table lacks a column, or no row has a known class.
  package init(_ all: Table, of model: Model) throws(ModelError) {
    let target = model.target
    let all = model.options.foldsLevels ? all.folded() : all
    guard let column = all[target.column] else {
      throw ModelError(.noTarget(target.column, available: all.names))
    }
    try Predictor(model).check(all.names)
    let codes = target.encoded(column)
    let rows = codes.indices.filter { codes[$0] != TypedColumn.missingCode }
    otherSpellings = rows.count < codes.count ? target.otherSpellings(in: column) : []
    guard !rows.isEmpty else {
      throw ModelError(
        .noKnownClass(
          column: target.column, labels: target.labels, otherSpellings: otherSpellings))
    }
    table = rows.count == all.rowCount ? all : all.selecting(rows)
    labels = rows.map { Int(codes[$0]) }
    leftOut = all.rowCount - rows.count
  }
}

extension Model {
  /// Judges the model on a table whose target column is filled; rows without a class that it knows
  /// do not count.
  ///
  /// Guessing is by the class shares of these rows: those of the training may be others.
  /// - Parameter options: how; decision, positive class and seed are the model's.
  /// - Throws: ``ModelError`` when the table lacks a column, or no row has a known class.
  public func evaluate(
    _ table: Table, options: AssessmentOptions = AssessmentOptions()
  ) throws(ModelError) -> Assessment {
    try Predictor(self).assessment(of: try KnownRows(table, of: self), options: options)
  }

  /// How it is judged, whatever rows it is judged on.
  func assessmentOptions(_ options: AssessmentOptions) -> AssessmentOptions {
    var options = options
    options.decision = decision
    options.positiveClass = target.positive ?? 1
    options.seed = training.seed
    return options
  }
}

extension KnownRows {
  /// How many of these rows the model learned from; nil when it cannot tell.
  package func overlap(with model: Model) -> RowOverlap? {
    model.training.sketch?.overlap(
      model.features.marks(of: table, labels: labels, classes: model.target.labels))
  }
}

extension Predictor {
  package func assessment(
    of known: KnownRows, options: AssessmentOptions = AssessmentOptions()
  ) throws(ModelError) -> Assessment {
    let probabilities = try probabilities(matrix(known.table))
    do {
      let predictions = try Predictions(
        classes: model.target.labels, probabilities: probabilities, labels: known.labels)
      return Assessment(predictions, options: model.assessmentOptions(options))
    } catch {
      throw ModelError(.evaluation(error))
    }
  }
}
