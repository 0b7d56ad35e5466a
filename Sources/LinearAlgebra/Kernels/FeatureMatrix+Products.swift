// The two products that every linear pass is made of, over a block of rows that fits the cache:
//
//     products:    Z (rows x k) += X W        gathers weights of category codes
//     transposed:  G (width x k) += X' R      scatters residuals to category codes
//
// Called one after the other on the same block, the second finds the rows in the cache, so a
// loss-and-gradient evaluation reads the matrix from memory once.
//
// Weights are laid out feature by feature: with `k` outputs, feature `j` has the `k` numbers at
// `j * k`, so that a category code or a sparse entry touches one contiguous run.

extension FeatureMatrix {
  /// Adds the products of some rows with the weights from `start` on to `products`, row after row.
  /// - Precondition: there are `width * k` weights and room for `rows.count * k` products.
  package func addProducts(
    _ rows: Range<Int>, weights: [Double], at start: Int = 0, outputs k: Int,
    to products: inout [Double]
  ) {
    if denseWidth > 0 {
      if k == 1 {
        Kernels.times(denseRows(rows), weights, from: start, to: &products)
      } else {
        Kernels.multiply(
          Operand(dense, at: rows.lowerBound * denseWidth), Operand(weights, at: start),
          rows: rows.count, columns: k, inner: denseWidth, to: &products, .plus)
      }
    }
    for (category, offset) in zip(categories, categoryOffsets) {
      Kernels.levels(
        category.codes, rows, levels: category.levels, outputs: k, weights,
        from: start + offset * k, to: &products, at: 0, isTransposed: false)
    }
    for (block, offset) in zip(sparse, sparseOffsets) {
      Kernels.sparse(
        block, rows, outputs: k, weights, from: start + offset * k, to: &products, at: 0,
        isTransposed: false)
    }
  }

  /// Adds the transposed products of some rows with their residuals to `gradient`, from `start` on.
  /// - Precondition: there are `rows.count * k` residuals and room for `width * k` numbers.
  package func addTransposed(
    _ rows: Range<Int>, residuals: [Double], outputs k: Int, to gradient: inout [Double],
    at start: Int = 0
  ) {
    if denseWidth > 0 {
      if k == 1 {
        Kernels.transposedTimes(denseRows(rows), residuals, to: &gradient, at: start)
      } else {
        Kernels.multiply(
          Operand(dense, at: rows.lowerBound * denseWidth, transposed: true), Operand(residuals),
          rows: denseWidth, columns: k, inner: rows.count, to: &gradient, at: start, .plus)
      }
    }
    for (category, offset) in zip(categories, categoryOffsets) {
      Kernels.levels(
        category.codes, rows, levels: category.levels, outputs: k, residuals, from: 0,
        to: &gradient, at: start + offset * k, isTransposed: true)
    }
    for (block, offset) in zip(sparse, sparseOffsets) {
      Kernels.sparse(
        block, rows, outputs: k, residuals, from: 0, to: &gradient, at: start + offset * k,
        isTransposed: true)
    }
  }

  /// The dense block's part of some rows.
  func denseRows(_ rows: Range<Int>) -> Kernels.Rows {
    Kernels.Rows(
      values: dense, start: rows.lowerBound * denseWidth, stride: denseWidth, count: rows.count,
      width: denseWidth)
  }
}
