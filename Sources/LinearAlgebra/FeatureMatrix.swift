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
    public let codes: [UInt32]
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

    /// Whether the offsets rise from 0 to the number of entries, and each has a column and a value.
    var isConsistent: Bool {
      guard rowOffsets.first == 0, rowOffsets.last == columns.count,
        columns.count == values.count, width >= 0
      else { return false }
      return zip(rowOffsets, rowOffsets.dropFirst()).allSatisfy { $0 <= $1 }
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
  /// The number of features, one-hot and sparse columns counted.
  public let width: Int
  /// Where the weights of each category begin.
  public let categoryOffsets: [Int]
  /// Where the weights of each sparse block begin.
  public let sparseOffsets: [Int]

  /// A matrix of blocks that fit each other because of how they were made.
  /// - Precondition: what ``init(rowCount:dense:denseWidth:categories:sparse:)`` checks, but for the
  ///   numbers; the columns of entries are looked at when they are used.
  package init(
    trusted rowCount: Int, dense: [Double] = [], denseWidth: Int = 0, categories: [Category] = [],
    sparse: [Sparse] = []
  ) {
    precondition(dense.count == rowCount * denseWidth)
    precondition(categories.allSatisfy { $0.codes.count == rowCount && $0.levels >= 0 })
    precondition(sparse.allSatisfy { $0.isConsistent && $0.rowOffsets.count == rowCount + 1 })
    self.rowCount = rowCount
    self.dense = dense
    self.denseWidth = denseWidth
    self.categories = categories
    self.sparse = sparse
    var offset = denseWidth
    func place(_ count: Int) -> Int {
      defer { offset += count }
      return offset
    }
    categoryOffsets = categories.map { place($0.levels) }
    sparseOffsets = sparse.map { place($0.width) }
    width = offset
  }

  /// The numbers and codes of a row, the mean over the rows where they differ.
  package var entriesPerRow: Int {
    denseWidth + categories.count
      + sparse.reduce(0) { $0 + $1.values.count } / max(1, rowCount)
  }

  /// The given rows, in that order.
  /// - Throws: ``MatrixError`` for a row that is not there.
  public func selecting(_ rows: [Int]) throws(MatrixError) -> FeatureMatrix {
    for row in rows where row < 0 || row >= rowCount {
      throw MatrixError(.noRow(row, of: rowCount))
    }
    return selecting(trusted: rows)
  }

  /// This matrix without its last sparse blocks.
  package func droppingSparse(_ count: Int) -> FeatureMatrix {
    FeatureMatrix(
      trusted: rowCount, dense: dense, denseWidth: denseWidth, categories: categories,
      sparse: sparse.dropLast(count))
  }

  /// This matrix with one sparse block more, behind all others.
  package func appending(_ block: Sparse) -> FeatureMatrix {
    FeatureMatrix(
      trusted: rowCount, dense: dense, denseWidth: denseWidth, categories: categories,
      sparse: sparse + [block])
  }

  /// The given rows, in that order.
  /// - Precondition: all are there.
  package func selecting(trusted rows: [Int]) -> FeatureMatrix {
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
