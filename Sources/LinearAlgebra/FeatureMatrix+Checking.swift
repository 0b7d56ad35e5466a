extension FeatureMatrix {
  /// A matrix of blocks that are checked: each has `rowCount` rows, and every number is finite.
  /// - Parameters:
  ///   - dense: `rowCount * denseWidth` numbers, row after row.
  ///   - categories: one code for each row; codes of `levels` or more stand for no level.
  ///   - sparse: offsets from 0 to the number of entries, none below the one before, and columns
  ///     below the block's width.
  /// - Throws: ``MatrixError`` with the first row that is to blame.
  public init(
    rowCount: Int, dense: [Double] = [], denseWidth: Int = 0, categories: [Category] = [],
    sparse: [Sparse] = []
  ) throws(MatrixError) {
    let (count, overflows) = rowCount.multipliedReportingOverflow(by: denseWidth)
    guard rowCount >= 0, denseWidth >= 0, !overflows, dense.count == count else {
      throw MatrixError(
        .count(of: "numbers", found: dense.count, expected: overflows ? .max : max(0, count)))
    }
    for category in categories where category.codes.count != rowCount {
      throw MatrixError(.count(of: "codes", found: category.codes.count, expected: rowCount))
    }
    for block in sparse where block.rowOffsets.count - 1 != rowCount {
      throw MatrixError(
        .count(of: "row offsets", found: block.rowOffsets.count, expected: rowCount &+ 1))
    }
    let most = Int(UInt32.max)
    for levels in categories.map(\.levels) where levels < 0 || levels > most {
      throw MatrixError(.count(of: "levels", found: levels, expected: max(0, min(levels, most))))
    }
    for block in sparse { try block.check(rowCount: rowCount) }
    self.init(
      trusted: rowCount, dense: dense, denseWidth: denseWidth, categories: categories,
      sparse: sparse)
    try checkFinite()
  }

  /// A dense matrix of rows of equal length.
  /// - Throws: ``MatrixError`` for the first row of another length, or with a number that is not
  ///   finite.
  public init(rows: [[Double]]) throws(MatrixError) {
    let width = rows.first?.count ?? 0
    for (row, values) in rows.enumerated() where values.count != width {
      throw MatrixError(.count(of: "numbers", found: values.count, expected: width), row: row)
    }
    try self.init(rowCount: rows.count, dense: rows.flatMap { $0 }, denseWidth: width)
  }

  /// A dense matrix.
  /// - Throws: ``MatrixError`` for the first row with a number that is not finite.
  public init(_ matrix: Matrix) throws(MatrixError) {
    try self.init(rowCount: matrix.rows, dense: matrix.values, denseWidth: matrix.columns)
  }

  /// Looks for numbers that are not finite, which no sum over rows survives.
  /// - Throws: ``MatrixError`` with the first such row.
  package func checkFinite() throws(MatrixError) {
    if Kernels.areFinite(dense), sparse.allSatisfy({ Kernels.areFinite($0.values) }) { return }
    for row in 0..<rowCount {
      for value in dense[(row * denseWidth)..<((row + 1) * denseWidth)] where !value.isFinite {
        throw MatrixError(.value(value), row: row)
      }
      for block in sparse {
        for value in block.values[block.rowOffsets[row]..<block.rowOffsets[row + 1]]
        where !value.isFinite {
          throw MatrixError(.value(value), row: row)
        }
      }
    }
  }
}

extension FeatureMatrix.Sparse {
  /// - Throws: ``MatrixError`` with the first row that is to blame.
  fileprivate func check(rowCount: Int) throws(MatrixError) {
    guard width >= 0, width <= Int(UInt32.max), rowOffsets.first == 0,
      rowOffsets.last == columns.count,
      columns.count == values.count
    else {
      throw MatrixError(.count(of: "entries", found: values.count, expected: columns.count))
    }
    for row in 0..<rowCount {
      let (start, end) = (rowOffsets[row], rowOffsets[row + 1])
      guard start <= end, end <= columns.count else { throw MatrixError(.offset(end), row: row) }
      for entry in start..<end where Int(columns[entry]) >= width {
        throw MatrixError(.column(Int(columns[entry]), width: width), row: row)
      }
    }
  }
}
