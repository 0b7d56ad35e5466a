import RowcastTabular

/// The first records of a source.
struct LimitedSource: RecordSource {
  private let source: any RecordSource
  private let limit: Int

  init(_ source: any RecordSource, limit: Int?) {
    self.source = source
    self.limit = limit ?? .max
  }

  var schema: Schema { source.schema }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    if limit == .max {
      try source.mapBatches(transform, inOrder: consume)
      return
    }
    if limit == 0 { return }
    let limit = limit
    try source.mapBatches(
      { batch in
        var batch = batch
        let kept = max(0, min(batch.rowCount, limit - batch.firstRow))
        batch.rows.removeLast(batch.rowCount - kept)
        batch.cells.removeLast(batch.cells.count - Int(batch.rows.last?.end ?? 0))
        return (try transform(batch), batch.firstRow + kept >= limit)
      },
      inOrder: { result, isLast in try consume(result) && !isLast })
  }
}
