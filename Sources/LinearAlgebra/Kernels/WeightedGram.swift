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
    let squares = mapChunks(of: rowCount, size: gramChunkRows) { _, rows in
      var square = [Double](repeating: 0, count: order * order)
      addDenseGram(rows, d, from: rows.lowerBound, to: &square, order: order)
      addOneHotGram(rows, d, lanes: 1, to: &square)
      return square
    }
    guard var total = squares.first else {
      return [Double](repeating: 0, count: order * order)
    }
    for square in squares.dropFirst() { Vectors.add(1, square, to: &total) }
    return total
  }

  /// How many squares ``weightedGrams(_:count:)`` makes at once.
  package static let gramLanes = 8

  /// Whether several squares at once cost less than one after the other: where most of a square is made
  /// of entries, whose places are then looked for once, and the squares fit the cache.
  package var hasSharedGrams: Bool {
    (!categories.isEmpty || !sparse.isEmpty) && (width + 1) * (width + 1) <= 250_000
  }

  /// Up to eight squares of ``weightedGram(_:)`` at once, the same to the last bit.
  /// - Parameters:
  ///   - d: eight factors for each row, those of a row side by side.
  ///   - count: the squares that are wanted, of the first factors.
  package func weightedGrams(_ d: [Double], count: Int) -> [[Double]] {
    let (order, lanes, size) = (width + 1, Self.gramLanes, gramChunkRows)
    precondition(d.count == rowCount * lanes && count >= 0 && count <= lanes)
    var total = [Double](repeating: 0, count: order * order * lanes)
    let chunks = (rowCount + size - 1) / size
    // A few chunks at a time, as each has eight squares of its own.
    for wave in stride(from: 0, to: chunks, by: Self.chunksPerWave) {
      let squares = mapChunks(of: min(Self.chunksPerWave, chunks - wave), size: 1) { number, _ in
        let start = (wave + number) * size
        let rows = start..<min(rowCount, start + size)
        var square = [Double](repeating: 0, count: order * order * lanes)
        addOneHotGram(rows, d, lanes: lanes, to: &square)
        for lane in 0..<count { addDenseGram(rows, d, lane, of: lanes, to: &square) }
        return square
      }
      for (i, square) in squares.enumerated() {
        if wave + i == 0 { total = square } else { Vectors.add(1, square, to: &total) }
      }
    }
    return (0..<count).map { lane in
      (0..<(order * order)).map { total[$0 * lanes + lane] }
    }
  }

  private static let chunksPerWave = 4

  /// Each chunk has a square of its own: few chunks when the square is large.
  private var gramChunkRows: Int {
    let order = width + 1
    let chunks = max(1, min(16, 4_000_000 / (order * order), rowCount / 512))
    return max(1, (rowCount + max(2, chunks) - 1) / max(2, chunks))
  }

  /// The dense corner of one of several squares.
  private func addDenseGram(
    _ rows: Range<Int>, _ d: [Double], _ lane: Int, of lanes: Int, to square: inout [Double]
  ) {
    let (order, small) = (width + 1, denseWidth + 1)
    var corner = [Double](repeating: 0, count: small * small)
    addDenseGram(rows, rows.map { d[$0 * lanes + lane] }, from: 0, to: &corner, order: small)
    for i in 0..<small {
      let row = i == denseWidth ? width : i
      for j in 0...i {
        let column = j == denseWidth ? width : j
        square[(row * order + column) * lanes + lane] = corner[i * small + j]
      }
    }
  }

  /// - Parameters:
  ///   - first: the factor of the first row.
  ///   - order: of the square, whose last row and column are those of ones.
  private func addDenseGram(
    _ rows: Range<Int>, _ d: [Double], from first: Int, to square: inout [Double], order: Int
  ) {
    for i in first..<(first + rows.count) { square[order * order - 1] += d[i] }
    guard denseWidth > 0 else { return }
    let start = rows.lowerBound * denseWidth
    Kernels.multiply(
      Operand(dense, at: start, transposed: true), Operand(dense, at: start), weights: d,
      from: first, rows: denseWidth, columns: denseWidth, inner: rows.count, to: &square,
      stride: order, .lowerPlus)
    Kernels.transposedTimes(
      denseRows(rows), d, from: first, to: &square, at: (order - 1) * order)
  }

  private func addOneHotGram(
    _ rows: Range<Int>, _ d: [Double], lanes: Int, to square: inout [Double]
  ) {
    let order = width + 1
    let blocks =
      zip(categories, categoryOffsets).map { (FewEntries.category($0), $1) }
      + zip(sparse, sparseOffsets).map { (FewEntries.sparse($0), $1) }
    for (i, (block, offset)) in blocks.enumerated() {
      let row = offset * order
      Kernels.gram(
        block, dense: dense, width: denseWidth, rows, d, lanes: lanes, to: &square, at: row,
        stride: order, sums: (order - 1) * order + offset)
      for (j, (other, column)) in blocks.prefix(i + 1).enumerated() {
        Kernels.gram(
          block, other, isSame: i == j, rows, d, lanes: lanes, to: &square, at: row + column,
          stride: order)
      }
    }
  }
}
