import RowcastOddRows
import RowcastReporting
import RowcastTabular

extension InspectionResult {
  /// The odd rows that a page shows.
  private static let shownRows = 10
  /// Beyond so many columns no odd rows are looked for: a row of so many cells is odd somewhere.
  private static let mostOddColumns = 1000

  /// Looks for odd rows in a sample of them, which is all of a table that is not long.
  mutating func findOddRows(in sample: RowSample, _ table: Table) {
    guard schema.columns.count <= Self.mostOddColumns, table.rowCount > 0 else { return }
    let fitted = FittedOddRows(
      fittedTo: table, options: OddOptions(sampledRows: table.rowCount))
    let collector = OddCollector(limit: Self.shownRows)
    var start = 0
    let scores = fitted.scores(table, reasons: OddBatches.reasons)
    for batch in sample.batches {
      collector.add(OddBatches.Scored(batch: batch, scores: scores.part(start, batch.rowCount)))
      start += batch.rowCount
    }
    odd = collector.found
  }

  /// The oddest rows, if any are odd.
  var oddRows: [OddRowsPage.Row] {
    (odd?.rows ?? []).filter { $0.oddness >= OddScores.limit }.map { row in
      OddRowsPage.Row(
        number: row.number, oddness: row.oddness, cells: row.texts(schema), reasons: row.reasons)
    }
  }
}
