import RowcastOddRows
import RowcastTabular
import Synchronization

/// Gathers on any thread what was found in batches: counts, and the oddest rows. What comes out
/// does not depend on the order of the batches.
final class OddCollector: Sendable {
  /// A row that is kept: a batch of its own.
  struct Row: Sendable {
    var batch: RecordBatch
    var oddness: Double
    var reasons: [OddReason]
    /// The number of data rows before it.
    var place: Int
    /// The row of the sheet or the line of the file.
    var number: Int { batch.rows.first.map { Int($0.number) } ?? 0 }
  }

  struct Found: Sendable {
    var rowCount = 0
    var oddCount = 0
    var histogram = [Int](repeating: 0, count: 20)
    /// The odd rows that have a reason in a column.
    var oddCells: [String: Int] = [:]
    /// The oddest first; of equal ones the earlier one.
    var rows: [Row] = []
  }

  private let state = Mutex(Found())
  private let limit: Int

  /// - Parameter limit: how many rows are kept.
  init(limit: Int) { self.limit = limit }

  func add(_ scored: OddBatches.Scored) {
    let scores = scored.scores
    let least = state.withLock { $0.rows.count >= limit ? $0.rows.last?.oddness ?? 0 : -1 }
    let candidates =
      limit == 0
      ? []
      : scores.oddness.indices.filter { scores.oddness[$0] >= least }
        .sorted { (scores.oddness[$1], $0) < (scores.oddness[$0], $1) }.prefix(limit)
    let rows = candidates.map { row in
      Row(
        batch: scored.batch.picking([row]), oddness: scores.oddness[row],
        reasons: scores.reasons[row] ?? [], place: scored.batch.firstRow + row)
    }
    state.withLock { found in
      found.rowCount += scores.oddness.count
      for oddness in scores.oddness {
        if oddness >= OddScores.limit { found.oddCount += 1 }
        found.histogram[min(19, max(0, Int(oddness * 20)))] += 1
      }
      for reasons in scores.reasons.values {
        for column in Set(reasons.flatMap(\.columns)) { found.oddCells[column, default: 0] += 1 }
      }
      found.rows += rows
      found.rows.sort { ($1.oddness, $0.place) < ($0.oddness, $1.place) }
      if found.rows.count > limit { found.rows.removeLast(found.rows.count - limit) }
    }
  }

  var found: Found { state.withLock { $0 } }
}

/// Rows that were kept, as a source: each a batch of its own.
struct KeptRows: RecordSource {
  let schema: Schema
  let location: RowcastLocation
  private let batches: [RecordBatch]

  init(_ rows: [OddCollector.Row], schema: Schema, location: RowcastLocation) {
    self.schema = schema
    self.location = location
    batches = rows.enumerated().map { index, row in
      var batch = row.batch
      batch.firstRow = index
      return batch
    }
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    for batch in batches {
      if try !consume(try transform(batch)) { return }
    }
  }
}
