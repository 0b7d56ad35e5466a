extension FeatureMatrix {
  /// `sum_i d_ik x_ij^2` for every feature `j` and output `k`, and last `sum_i d_ik`.
  /// - Parameter d: `outputs` factors for each row, row after row.
  package func weightedSquares(_ d: [Double], outputs k: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: (width + 1) * k)
    let (categoryOffsets, sparseOffsets) = (categoryOffsets, sparseOffsets)
    for row in 0..<rowCount {
      func add(_ factor: Double, to feature: Int) {
        for output in 0..<k { sums[feature * k + output] += factor * d[row * k + output] }
      }
      for j in 0..<denseWidth {
        let value = dense[row * denseWidth + j]
        add(value * value, to: j)
      }
      for (category, offset) in zip(categories, categoryOffsets)
      where category.codes[row] < category.levels {
        add(1, to: offset + Int(category.codes[row]))
      }
      for (block, offset) in zip(sparse, sparseOffsets) {
        for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1]
        where block.columns[entry] < block.width {
          add(block.values[entry] * block.values[entry], to: offset + Int(block.columns[entry]))
        }
      }
      add(1, to: width)
    }
    return sums
  }
}
