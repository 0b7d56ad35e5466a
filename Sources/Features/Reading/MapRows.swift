internal import RowcastMachine

/// Runs `body` over ranges of rows on several threads and returns the results in their order.
///
/// The ranges depend on the number of rows alone.
func mapRows<Result: Sendable>(
  of count: Int, task: Int = rowsPerTask, _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  mapChunks(of: count, size: task) { _, range in body(range) }
}

/// Runs `body` for each index on several threads and returns the results in their order.
func mapEach<Result: Sendable>(
  _ count: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  mapChunks(of: count, size: 1) { index, _ in body(index) }
}
