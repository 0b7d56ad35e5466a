import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular

extension Predictor {
  /// How much the log-loss rises when one column is shuffled; of at most 20,000 rows.
  /// - Throws: ``ModelError``, or `CancellationError` when the task was cancelled.
  package func importances(of known: KnownRows) throws -> [ImportanceEntry] {
    let limit = 20_000
    let table = known.table.first(limit)
    let labels = known.labels.prefix(limit)
    let columns = model.features.requiredColumns
    var generator = SeededGenerator(seed: model.training.seed)
    let measured = try PermutationImportance.measured(
      inputs: columns.count, rowCount: table.rowCount, repeats: 3, generator: &generator
    ) { input, rows in
      try Cancellation.check()
      var shuffled = table
      if let input, let index = table.columns.firstIndex(where: { $0.name == columns[input] }) {
        shuffled.columns[index] = table.columns[index].selecting(rows)
      }
      let probabilities = try probabilities(matrix(shuffled))
      var loss = 0.0
      for (row, label) in labels.enumerated() {
        loss -= Elementary.log(max(probabilities[row, label], 1e-15))
      }
      return loss / Double(max(1, labels.count))
    }
    return measured.map {
      ImportanceEntry(
        column: columns[$0.input], mean: $0.mean, standardDeviation: $0.standardDeviation)
    }
  }
}
