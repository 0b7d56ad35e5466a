import RowcastFeatures
import RowcastEvaluation
import RowcastLinearAlgebra
import RowcastSpreadsheet
import RowcastTabular
import RowcastModeling
import RowcastReporting
import RowcastExplaining

/// Adds a model's prediction and probabilities to batches of records.
struct ScoredBatches: Sendable {
  let predictor: Predictor
  /// The columns of the input that are written.
  private let kept: Schema
  /// The input's columns and behind them those that are added.
  let scoredSchema: Schema
  private let needed: Schema
  /// The source column of the prediction; probabilities and reasons follow.
  private let firstColumn: Int
  private let labels: StringDictionary
  private let reasons: Int
  /// The new columns whose names the input has, too, and what they are called instead.
  let renamed: [(name: String, new: String)]

  init(predictor: Predictor, schema: Schema, kept: Schema, reasons: Int = 0) {
    self.predictor = predictor
    self.kept = kept
    self.reasons = reasons
    needed = predictor.neededSchema(schema)
    firstColumn = (schema.columns.map(\.source).max() ?? -1) + 1
    let classes = predictor.model.target.labels
    labels = StringDictionary(classes)
    var names = ["prediction"] + classes.map { "probability_\($0)" }
    if reasons > 0 { names.append("reasons") }
    let all = Schema.repairedNames(kept.names + names)
    let first = firstColumn
    renamed = zip(names, all.dropFirst(kept.columns.count)).filter { $0.0 != $0.1 }
      .map { (name: $0.0, new: $0.1) }
    scoredSchema = Schema(
      kept.columns
        + names.indices.map { i in
          ColumnSchema(
            name: all[kept.columns.count + i], source: first + i,
            kind: i == 0 || i > classes.count ? .text : .decimal)
        })
  }

  /// How the scored sheet looks: probabilities as percentages, by color.
  var sheetOptions: WrittenSheetOptions {
    var options = WrittenSheetOptions()
    let first = kept.columns.count + 1
    for column in first..<(first + labels.count) {
      options.numberFormats[column] = "0.0%"
      options.colorScales.append(column)
    }
    return options
  }

  /// The batch with its scores: cells of each row are followed by those of the new columns.
  func scored(_ batch: RecordBatch, drift: DriftCollector) throws -> RecordBatch {
    let table = Table(batch, needed)
    drift.add(predictor.tally(table), row: batch.firstRow)
    let matrix = predictor.matrix(table)
    let probabilities = try predictor.probabilities(matrix)
    let why =
      reasons > 0
      ? predictor.reasons(matrix, table: table, probabilities: probabilities)
        .map { $0.words(reasons) } : []
    var result = RecordBatch(firstRow: batch.firstRow, dictionary: batch.dictionary)
    result.text = batch.text
    result.diagnostics = batch.diagnostics
    result.rows.reserveCapacity(batch.rowCount)
    result.cells.reserveCapacity(batch.cells.count + batch.rowCount * (labels.count + 1))
    // The labels stand once in the batch's text; each prediction points there.
    let labelsAt = result.text.count
    result.text.append(contentsOf: labels.bytes)
    for row in 0..<batch.rowCount {
      result.cells.append(contentsOf: batch.cells[batch.cellRange(ofRow: row)])
      guard probabilities.row(row).allSatisfy(\.isFinite) else {
        result.diagnostics.add(
          Diagnostic(
            kind: .noScore,
            message: "no prediction: its values are so large that its score is no number",
            location: RowcastLocation(row: Int(batch.rows[row].number))))
        result.endRow(number: Int(batch.rows[row].number))
        continue
      }
      let decided = predictor.model.decision.predicted(probabilities, row: row)
      let range = labels.range(of: decided) ?? 0..<0
      result.cells.append(
        Cell(
          column: UInt32(firstColumn), kind: .text, offset: labelsAt + range.lowerBound,
          length: range.count))
      for k in 0..<labels.count {
        result.cells.append(
          Cell(
            column: UInt32(firstColumn + 1 + k), kind: .double,
            payload: probabilities[row, k].bitPattern))
      }
      if reasons > 0 {
        result.append(
          why[row].utf8, kind: .text, column: UInt32(firstColumn + 1 + labels.count))
      }
      result.endRow(number: Int(batch.rows[row].number))
    }
    return result
  }
}
