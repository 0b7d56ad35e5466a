internal import RowcastLinearAlgebra

/// The sparse entries of a range of rows.
struct SparseRows: Sendable {
  /// Where each row's entries end, counted from the range's first entry.
  var ends: [Int] = []
  var columns: [UInt32] = []
  var values: [Double] = []

  /// Puts ranges together in their order.
  static func block(_ parts: [SparseRows], rowCount: Int, width: Int) -> FeatureMatrix.Sparse {
    let total = parts.reduce(0) { $0 + $1.columns.count }
    var offsets = [Int](reservingCapacity: rowCount + 1)
    var columns = [UInt32](reservingCapacity: total)
    var values = [Double](reservingCapacity: total)
    offsets.append(0)
    for part in parts {
      let start = columns.count
      for end in part.ends { offsets.append(start + end) }
      columns.append(contentsOf: part.columns)
      values.append(contentsOf: part.values)
    }
    return FeatureMatrix.Sparse(
      rowOffsets: offsets, columns: columns, values: values, width: width)
  }
}
