import RowcastTabular
import Synchronization

/// Counts missing values and empty texts of a table of one column, which CSV has the same two quotes for: a
/// blank line would be no record.
final class LoneBlanks: Sendable {
  private let counts = Mutex((missing: 0, empty: 0))
  private let column: ColumnSchema

  /// Nil for tables of more columns, in which a missing value is nothing at all.
  init?(_ schema: Schema) {
    guard schema.columns.count == 1, let column = schema.columns.first else { return nil }
    self.column = column
  }

  /// Counts those of each batch, after `map`.
  func counting(
    then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> @Sendable (RecordBatch) throws -> RecordBatch {
    { batch in
      let batch = try map?(batch) ?? batch
      var (missing, empty) = (0, 0)
      for row in 0..<batch.rowCount {
        let cell = batch.cellRange(ofRow: row).lazy.map { batch.cells[$0] }
          .first { Int($0.column) == self.column.source }
        if let cell, cell.kind != .uncalculated {
          if batch.string(of: cell)?.isEmpty == true { empty += 1 }
        } else {
          missing += 1
        }
      }
      self.counts.withLock { $0 = ($0.missing + missing, $0.empty + empty) }
      return batch
    }
  }

  /// What is told once all are written; nil where there were not both.
  var diagnostic: Diagnostic? {
    let (missing, empty) = counts.withLock { $0 }
    guard missing > 0, empty > 0 else { return nil }
    return Diagnostic(
      kind: .sameBlanks,
      message:
        "\"\(column.name)\" is the only column, and its missing values (\(missing)) and empty "
        + "texts (\(empty)) are all two quotes in the output: readers cannot tell them apart")
  }
}
