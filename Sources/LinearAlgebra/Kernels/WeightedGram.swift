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
    if categories.isEmpty && sparse.isEmpty { return }
    let order = width + 1
    let last = (order - 1) * order
    let oneHot = Array(zip(categories, categoryOffsets))
    let blocks = Array(zip(sparse, sparseOffsets))
    var columns: [Int] = []
    var values: [Double] = []
    for i in rows where d[i] != 0 {
      columns.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
      for (category, offset) in oneHot where category.codes[i] < category.levels {
        columns.append(offset + Int(category.codes[i]))
        values.append(1)
      }
      for (block, offset) in blocks {
        // Of two hats one is 0 where a number is a knot.
        for entry in block.rowOffsets[i]..<block.rowOffsets[i + 1]
        where block.columns[entry] < block.width && block.values[entry] != 0 {
          columns.append(offset + Int(block.columns[entry]))
          values.append(block.values[entry])
        }
      }
      for a in columns.indices {
        let factor = d[i] * values[a]
        let row = columns[a] * order
        Kernels.add(
          factor, dense, from: i * denseWidth, to: &square, at: row, count: denseWidth)
        for b in 0...a { square[row + columns[b]] += factor * values[b] }
        square[last + columns[a]] += factor
      }
    }
  }
}
