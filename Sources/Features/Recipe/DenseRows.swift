// The hot loops that write features into a block by rows.
//
// One pass over some rows for each feature keeps a single value and a few constants in registers,
// while the rows stay in the cache. That all of them are in the column, and all places in the block,
// is asked once for each pass.

/// Some rows, in a block by rows.
struct DenseRows {
  /// The rows that are written, of all.
  let rows: Range<Int>
  /// The row that the block begins with.
  let first: Int
  /// From one row to the next.
  let width: Int

  /// - Precondition: the column has the rows, and the block the features of each.
  func check(_ features: Range<Int>, of column: [Double], in count: Int) {
    precondition(first >= 0 && rows.lowerBound >= first && rows.upperBound <= column.count)
    precondition(features.lowerBound >= 0 && features.upperBound <= width)
    precondition((rows.upperBound - first) * width <= count)
  }
}

extension MutableSpan<Double> {
  /// Sets one feature of some rows from a column.
  /// - Parameter offset: the place of the feature in a row.
  /// - Precondition: the column has the rows, and the block the feature of each.
  @inline(__always)
  mutating func set(
    _ offset: Int, of dense: DenseRows, from column: [Double], _ value: (Double) -> Double
  ) {
    dense.check(offset..<(offset + 1), of: column, in: count)
    unsafe column.withUnsafeBufferPointer { column in
      unsafe withUnsafeMutableBufferPointer { block in
        var place = (dense.rows.lowerBound - dense.first) * dense.width + offset
        for row in dense.rows {
          unsafe block[place] = value(column[row])
          place &+= dense.width
        }
      }
    }
  }
}
