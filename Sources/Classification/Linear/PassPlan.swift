import RowcastLinearAlgebra

/// How a pass over a matrix is cut: chunks for the threads, and blocks of them for the cache.
///
/// Both depend on the matrix alone, so sums come out the same on any number of cores.
struct PassPlan: Sendable {
  /// Rows that are gone through twice while they are in the second-level cache.
  let blockRows: Int
  /// Rows of one chunk, a multiple of the block.
  let chunkRows: Int

  init(_ features: FeatureMatrix, outputs: Int) {
    let rowCost = features.entriesPerRow + outputs
    blockRows = max(32, min(2048, 49_152 / max(1, rowCost))) / 8 * 8
    // Every chunk has a gradient of its own: it must not cost more than the rows themselves.
    let work = features.rowCount * rowCost
    let chunks = max(1, min(64, work / max(4096, (features.width + 1) * outputs)))
    let rows = (features.rowCount + chunks - 1) / chunks
    chunkRows = (rows + blockRows - 1) / blockRows * blockRows
  }
}
