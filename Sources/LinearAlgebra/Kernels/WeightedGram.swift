import CRowcastKernels
import RowcastMachine

extension FeatureMatrix {
  /// The lower triangle of `sum_i d_i [x_i 1]' [x_i 1]`, a square of `width + 1`, by rows.
  ///
  /// This is the Hessian of a logistic loss when `d_i` is `weight * p (1 - p)`. The dense corner is
  /// a product of matrices; a category code costs one addition for each other column.
  /// - Parameter d: one factor for each row, none negative.
  package func weightedGram(_ d: [Double]) -> [Double] {
    let order = width + 1
    // Each chunk has a square of its own: few chunks when the square is large.
    let chunks = max(1, min(16, 4_000_000 / (order * order), rowCount / 512))
    let size = max(1, (rowCount + max(2, chunks) - 1) / max(2, chunks))
    let squares = withPointers { features in
      mapChunks(of: rowCount, size: size) { _, range in
        var square = [Double](repeating: 0, count: order * order)
        square.withUnsafeMutableBufferPointer { square in
          d.withUnsafeBufferPointer { d in
            guard let square = square.baseAddress, let d = d.baseAddress else { return }
            features.addGram(range, d, to: square, order: order)
          }
        }
        return square
      }
    }
    guard var total = squares.first else {
      return [Double](repeating: 0, count: order * order)
    }
    for square in squares.dropFirst() {
      for i in total.indices { total[i] += square[i] }
    }
    return total
  }
}

extension FeaturePointers {
  fileprivate func addGram(
    _ rows: Range<Int>, _ d: UnsafePointer<Double>, to square: UnsafeMutablePointer<Double>,
    order: Int
  ) {
    addDenseGram(rows, d, to: square, order: order)
    addOneHotGram(rows, d, to: square, order: order)
  }

  private func addDenseGram(
    _ rows: Range<Int>, _ d: UnsafePointer<Double>, to square: UnsafeMutablePointer<Double>,
    order: Int
  ) {
    for i in rows { square[order * order - 1] += d[i] }
    guard let dense, denseWidth > 0 else { return }
    let x = dense + rows.lowerBound * denseWidth
    let weights = d + rows.lowerBound
    rowcast_multiply(
      Operand(x, transposed: true).factor(denseWidth), Operand(x).factor(denseWidth), weights,
      denseWidth, denseWidth, rows.count, square, order, Product.lowerPlus.rawValue)
    rowcast_columns_times(
      x, denseWidth, rows.count, denseWidth, weights, square + (order - 1) * order)
  }

  private func addOneHotGram(
    _ rows: Range<Int>, _ d: UnsafePointer<Double>, to square: UnsafeMutablePointer<Double>,
    order: Int
  ) {
    if categories.isEmpty && sparse.isEmpty { return }
    let last = square + (order - 1) * order
    var columns: [Int] = []
    var values: [Double] = []
    for i in rows where d[i] != 0 {
      columns.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
      for category in categories where category.codes[i] < category.levels {
        columns.append(category.offset + Int(category.codes[i]))
        values.append(1)
      }
      for block in sparse {
        for entry in block.rowOffsets[i]..<block.rowOffsets[i + 1]
        where block.columns[entry] < block.width {
          columns.append(block.offset + Int(block.columns[entry]))
          values.append(block.values[entry])
        }
      }
      for a in columns.indices {
        let factor = d[i] * values[a]
        let row = square + columns[a] * order
        if let dense {
          let x = dense + i * denseWidth
          for j in 0..<denseWidth { row[j] += factor * x[j] }
        }
        for b in 0...a { row[columns[b]] += factor * values[b] }
        last[columns[a]] += factor
      }
    }
  }
}
