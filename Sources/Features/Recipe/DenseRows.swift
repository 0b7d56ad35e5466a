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

  /// Sets up to eight neighboring features of every row, each from a column of its own.
  ///
  /// A column alone touches a cache line of every row for eight bytes of it. Eight columns fill the
  /// line at once: eight loads, each from a stream of its own, and one store.
  ///
  ///     column 0  x0 x1 x2 ...        row 0 | x0 y0 z0 ...
  ///     column 1  y0 y1 y2 ...   ->   row 1 | x1 y1 z1 ...
  /// - Precondition: there is a column for each feature, all as in ``set(_:of:from:_:)``.
  @inline(__always)
  mutating func set(
    _ features: Range<Int>, of dense: DenseRows, from columns: [[Double]],
    _ value: (SIMD8<Double>) -> SIMD8<Double>
  ) {
    precondition(features.count == columns.count && features.count <= 8)
    for column in columns { dense.check(features, of: column, in: count) }
    // Where there are fewer, the last one stands in for the rest.
    unsafe withColumns(columns) { (a, b, c, d, e, f, g, h) in
      unsafe withUnsafeMutableBufferPointer { block in
        guard let base = block.baseAddress else { return }
        let start = (dense.rows.lowerBound - dense.first) * dense.width + features.lowerBound
        var out = unsafe base + start
        for row in dense.rows {
          let values = value(
            unsafe SIMD8(a[row], b[row], c[row], d[row], e[row], f[row], g[row], h[row]))
          if features.count == 8 {
            unsafe UnsafeMutableRawPointer(out).storeBytes(of: values, as: SIMD8<Double>.self)
          } else {
            for lane in 0..<features.count { unsafe out[lane] = values[lane] }
          }
          unsafe out += dense.width
        }
      }
    }
  }
}

private typealias Column = UnsafePointer<Double>

/// Calls `body` with eight columns, unless there is none.
@inline(__always)
private func withColumns(
  _ values: [[Double]],
  _ body: (Column, Column, Column, Column, Column, Column, Column, Column) -> Void
) {
  var columns = unsafe [Column]()
  func next(_ lane: Int) {
    guard lane < 8 else {
      unsafe body(
        columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6],
        columns[7])
      return
    }
    unsafe values[min(lane, values.count - 1)].withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe columns.append(start)
      next(lane + 1)
    }
  }
  if !values.isEmpty { next(0) }
}
