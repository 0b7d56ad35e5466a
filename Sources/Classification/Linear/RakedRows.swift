import RowcastLinearAlgebra

extension FeatureMatrix {
  /// What each of these rows counts for levels to be as frequent among them as among all rows, of which
  /// these are some: iterative proportional fitting (Deming and Stephan 1940, 3), some rounds of it.
  ///
  /// Of a thousand levels each has twenty rows among twenty thousand, give or take five: so much the
  /// curvature of a level's weight would be wrong by, and a fit takes twice the passes.
  /// - Parameters:
  ///   - known: the rows of each level of each category among all rows; nil where they are not known.
  ///   - total: all rows.
  func raked(to known: [[Int]?], of total: Int) -> [Double] {
    var weights = [Double](repeating: 1, count: rowCount)
    for _ in 0..<3 {
      for (category, rows) in zip(categories, known) {
        guard let rows, rows.count == category.levels, total > 0 else { continue }
        var sums = [Double](repeating: 0, count: rows.count)
        for (code, weight) in zip(category.codes, weights) where code < rows.count {
          sums[Int(code)] += weight
        }
        let all = weights.reduce(0, +)
        // A level that few rows have here tells little of itself.
        let ratios = zip(rows, sums).map { rows, sum in
          sum > 0 ? min(max(Double(rows) / Double(total) * all / sum, 0.2), 5) : 1
        }
        for (row, code) in category.codes.enumerated() where code < rows.count {
          weights[row] *= ratios[Int(code)]
        }
      }
    }
    return weights
  }
}
