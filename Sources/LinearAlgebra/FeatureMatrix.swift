/// What a classifier learns from: `rowCount` rows of `width` features, never materialized whole.
///
/// Three kinds of block stand side by side, and a weight vector covers them in this order:
///
///     | dense, by rows | one-hot of category 0 | one-hot of category 1 | ... | sparse 0 | ...
///
/// A category column is one code for each row; its one-hot columns exist only as weights.
public struct FeatureMatrix: Sendable {
  /// One categorical column: its weight for a row is the one at `offset + code`.
  public struct Category: Sendable {
    /// One code for each row; a code of `levels` or more stands for no level (all zeros).
    public package(set) var codes: [UInt32]
    /// The number of one-hot columns.
    public let levels: Int

    /// Nothing is checked: codes beyond the levels mean no level.
    public init(codes: [UInt32], levels: Int) {
      self.codes = codes
      self.levels = levels
    }
  }

  /// Rows of few non-zero values, such as word weights (compressed sparse rows).
  public struct Sparse: Sendable {
    /// Row `i` has the entries `rowOffsets[i]..<rowOffsets[i + 1]`; `rowCount + 1` offsets.
    public let rowOffsets: [Int]
    /// The column of each entry, ascending in a row, below ``width``.
    public let columns: [UInt32]
    /// The value of each entry, all finite.
    public let values: [Double]
    /// The number of columns.
    public let width: Int

    /// Nothing is checked before the block becomes part of a matrix.
    public init(rowOffsets: [Int], columns: [UInt32], values: [Double], width: Int) {
      self.rowOffsets = rowOffsets
      self.columns = columns
      self.values = values
      self.width = width
    }
  }

  /// The number of rows of every block.
  public let rowCount: Int
  /// The dense block by rows: `rowCount * denseWidth` values, all finite.
  public package(set) var dense: [Double]
  /// The number of dense columns.
  public let denseWidth: Int
  /// The one-hot blocks, behind the dense one.
  public let categories: [Category]
  /// The sparse blocks, behind the categories.
  public let sparse: [Sparse]

  /// A matrix of blocks that fit each other because of how they were made.
  /// - Precondition: what ``init(rowCount:dense:denseWidth:categories:sparse:)`` checks.
  package init(
    trusted rowCount: Int, dense: [Double] = [], denseWidth: Int = 0, categories: [Category] = [],
    sparse: [Sparse] = []
  ) {
    precondition(dense.count == rowCount * denseWidth)
    precondition(categories.allSatisfy { $0.codes.count == rowCount })
    precondition(sparse.allSatisfy { $0.rowOffsets.count == rowCount + 1 })
    self.rowCount = rowCount
    self.dense = dense
    self.denseWidth = denseWidth
    self.categories = categories
    self.sparse = sparse
  }

  /// The number of features, one-hot and sparse columns counted.
  public var width: Int {
    denseWidth + categories.reduce(0) { $0 + $1.levels } + sparse.reduce(0) { $0 + $1.width }
  }

  /// The numbers and codes of a row, the mean over the rows where they differ.
  package var entriesPerRow: Int {
    denseWidth + categories.count
      + sparse.reduce(0) { $0 + $1.values.count } / max(1, rowCount)
  }

  /// Where the weights of each category begin.
  public var categoryOffsets: [Int] {
    var offset = denseWidth
    return categories.map { category in
      defer { offset += category.levels }
      return offset
    }
  }

  /// Where the weights of each sparse block begin.
  public var sparseOffsets: [Int] {
    var offset = denseWidth + categories.reduce(0) { $0 + $1.levels }
    return sparse.map { block in
      defer { offset += block.width }
      return offset
    }
  }

  /// This matrix with one sparse block more, behind all others.
  package func appending(_ block: Sparse) -> FeatureMatrix {
    FeatureMatrix(
      trusted: rowCount, dense: dense, denseWidth: denseWidth, categories: categories,
      sparse: sparse + [block])
  }

  /// The given rows, in that order.
  public func selecting(_ rows: [Int]) -> FeatureMatrix {
    var picked: [Double] = []
    picked.reserveCapacity(rows.count * denseWidth)
    for row in rows {
      picked.append(contentsOf: dense[(row * denseWidth)..<((row + 1) * denseWidth)])
    }
    return FeatureMatrix(
      trusted: rows.count, dense: picked, denseWidth: denseWidth,
      categories: categories.map { category in
        Category(codes: rows.map { category.codes[$0] }, levels: category.levels)
      },
      sparse: sparse.map { block in
        var offsets = [0]
        var columns: [UInt32] = []
        var values: [Double] = []
        for row in rows {
          let entries = block.rowOffsets[row]..<block.rowOffsets[row + 1]
          columns.append(contentsOf: block.columns[entries])
          values.append(contentsOf: block.values[entries])
          offsets.append(columns.count)
        }
        return Sparse(rowOffsets: offsets, columns: columns, values: values, width: block.width)
      })
  }
}
