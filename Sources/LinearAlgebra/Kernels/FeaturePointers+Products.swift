import CRowcastKernels

// The two products that every linear pass is made of, over a block of rows that fits the cache:
//
//     products:    Z (rows x k) += X W        gathers weights of category codes
//     transposed:  G (width x k) += X' R      scatters residuals to category codes
//
// Called one after the other on the same block, the second finds the rows in the cache, so a
// loss-and-gradient evaluation reads the matrix from memory once.

extension FeaturePointers {
  /// Adds the products of some rows with the weights to `products` (row after row).
  package func addProducts(
    _ rows: Range<Int>, weights: UnsafePointer<Double>, outputs k: Int,
    to products: UnsafeMutablePointer<Double>
  ) {
    if let dense, denseWidth > 0 {
      let x = dense + rows.lowerBound * denseWidth
      if k == 1 {
        rowcast_rows_times(x, denseWidth, rows.count, denseWidth, weights, products)
      } else {
        multiply(
          Operand(x), Operand(weights), rows: rows.count, columns: k, inner: denseWidth,
          adding: true, to: products)
      }
    }
    for category in categories {
      let codes = category.codes + rows.lowerBound
      let base = weights + category.offset * k
      if k == 1 {
        for i in 0..<rows.count where codes[i] < category.levels {
          products[i] += base[Int(codes[i])]
        }
      } else {
        for i in 0..<rows.count where codes[i] < category.levels {
          add(base + Int(codes[i]) * k, times: 1, to: products + i * k, count: k)
        }
      }
    }
    for block in sparse {
      let base = weights + block.offset * k
      for i in 0..<rows.count {
        let row = rows.lowerBound + i
        for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1]
        where block.columns[entry] < block.width {
          add(
            base + Int(block.columns[entry]) * k, times: block.values[entry],
            to: products + i * k, count: k)
        }
      }
    }
  }

  /// Adds the transposed products of some rows with their residuals to `gradient`.
  package func addTransposed(
    _ rows: Range<Int>, residuals: UnsafePointer<Double>, outputs k: Int,
    to gradient: UnsafeMutablePointer<Double>
  ) {
    if let dense, denseWidth > 0 {
      let x = dense + rows.lowerBound * denseWidth
      if k == 1 {
        rowcast_columns_times(x, denseWidth, rows.count, denseWidth, residuals, gradient)
      } else {
        multiply(
          Operand(x, transposed: true), Operand(residuals), rows: denseWidth, columns: k,
          inner: rows.count, adding: true, to: gradient)
      }
    }
    for category in categories {
      let codes = category.codes + rows.lowerBound
      let base = gradient + category.offset * k
      if k == 1 {
        for i in 0..<rows.count where codes[i] < category.levels {
          base[Int(codes[i])] += residuals[i]
        }
      } else {
        for i in 0..<rows.count where codes[i] < category.levels {
          add(residuals + i * k, times: 1, to: base + Int(codes[i]) * k, count: k)
        }
      }
    }
    for block in sparse {
      let base = gradient + block.offset * k
      for i in 0..<rows.count {
        let row = rows.lowerBound + i
        for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1]
        where block.columns[entry] < block.width {
          add(
            residuals + i * k, times: block.values[entry],
            to: base + Int(block.columns[entry]) * k, count: k)
        }
      }
    }
  }

  @inline(__always)
  private func add(
    _ source: UnsafePointer<Double>, times factor: Double,
    to target: UnsafeMutablePointer<Double>, count: Int
  ) {
    for j in 0..<count { target[j] += factor * source[j] }
  }
}
