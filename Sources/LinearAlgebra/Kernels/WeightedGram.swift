import RowcastMachine

extension FeatureMatrix {
  /// The lower triangle of `sum_i d_i [x_i 1]' [x_i 1]`, a square of `width + 1`, by rows.
  ///
  /// This is the Hessian of a logistic loss when `d_i` is `weight * p (1 - p)`. The dense corner is
  /// a product of matrices; a category code costs one addition for each other column.
  /// - Parameter d: one factor for each row, none negative.
  /// - Precondition: there is one for each row.
  package func weightedGram(_ d: [Double]) -> [Double] {
    precondition(d.count == rowCount)
    return GramPlan(self).squares(d, count: 1)[0]
  }

  /// Whether several squares at once cost less than one after the other: where most of a square is made
  /// of entries, whose places are then looked for once.
  package var hasSharedGrams: Bool {
    (!categories.isEmpty || !sparse.isEmpty) && (width + 1) * (width + 1) <= 400_000
  }

  /// Each chunk has sums of its own: few chunks when the square is large.
  var gramChunkRows: Int {
    let order = width + 1
    let chunks = max(1, min(16, 4_000_000 / (order * order), rowCount / 512))
    return max(1, (rowCount + max(2, chunks) - 1) / max(2, chunks))
  }

  /// The square of the dense columns of some rows and a column of ones.
  /// - Parameters:
  ///   - d: `lanes` factors for each row, those of a row side by side.
  func denseGram(_ rows: Range<Int>, _ d: [Double], lane: Int, of lanes: Int) -> [Double] {
    let order = denseWidth + 1
    var square = [Double](repeating: 0, count: order * order)
    let factors = rows.map { d[$0 * lanes + lane] }
    for factor in factors { square[order * order - 1] += factor }
    guard denseWidth > 0 else { return square }
    let start = rows.lowerBound * denseWidth
    Kernels.multiply(
      Operand(dense, at: start, transposed: true), Operand(dense, at: start), weights: factors,
      rows: denseWidth, columns: denseWidth, inner: rows.count, to: &square, stride: order,
      .lowerPlus)
    Kernels.transposedTimes(
      denseRows(rows), factors, to: &square, at: (order - 1) * order)
    return square
  }
}
