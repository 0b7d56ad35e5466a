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
    let order = width + 1
    // Each chunk has a square of its own: few chunks when the square is large.
    let chunks = max(1, min(16, 4_000_000 / (order * order), rowCount / 512))
    let size = max(1, (rowCount + max(2, chunks) - 1) / max(2, chunks))
    let squares = mapChunks(of: rowCount, size: size) { _, rows in
      var square = [Double](repeating: 0, count: order * order)
      addDenseGram(rows, d, to: &square)
      addOneHotGram(rows, d, to: &square)
      return square
    }
    guard var total = squares.first else {
      return [Double](repeating: 0, count: order * order)
    }
    for square in squares.dropFirst() { Vectors.add(1, square, to: &total) }
    return total
  }

  private func addDenseGram(_ rows: Range<Int>, _ d: [Double], to square: inout [Double]) {
    let order = width + 1
    for i in rows { square[order * order - 1] += d[i] }
    guard denseWidth > 0 else { return }
    let start = rows.lowerBound * denseWidth
    Kernels.multiply(
      Operand(dense, at: start, transposed: true), Operand(dense, at: start), weights: d,
      from: rows.lowerBound, rows: denseWidth, columns: denseWidth, inner: rows.count, to: &square,
      stride: order, .lowerPlus)
    Kernels.transposedTimes(
      denseRows(rows), d, from: rows.lowerBound, to: &square, at: (order - 1) * order)
  }

  private func addOneHotGram(_ rows: Range<Int>, _ d: [Double], to square: inout [Double]) {
    let order = width + 1
    let blocks =
      zip(categories, categoryOffsets).map { (FewEntries.category($0), $1) }
      + zip(sparse, sparseOffsets).map { (FewEntries.sparse($0), $1) }
    for (i, (block, offset)) in blocks.enumerated() {
      let row = offset * order
      Kernels.gram(
        block, dense: dense, width: denseWidth, rows, d, to: &square, at: row, stride: order,
        sums: (order - 1) * order + offset)
      for (j, (other, column)) in blocks.prefix(i + 1).enumerated() {
        Kernels.gram(
          block, other, isSame: i == j, rows, d, to: &square, at: row + column, stride: order)
      }
    }
  }
}
