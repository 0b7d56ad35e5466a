internal import RowcastLinearAlgebra
internal import RowcastMachine

/// Numbers that follow from the others of their row: a regression of every column on all others,
/// on their scales (which are logarithms where that fits, so that products count as sums).
///
/// All regressions come from one inverse: with `P` the inverse of the correlations, the residual of
/// column j is `(P z)_j / P_jj`, and its share of the variance `1 / P_jj` (S. Wright, G. U. Yule;
/// J. Whittaker, "Graphical models in applied multivariate statistics", 1990, 5.7).
/// Rows that are far off are left out of a second fit.
struct LinearRelations: Sendable, Hashable, Codable {
  /// The places of the columns.
  let columns: [Int]
  let means: [Double]
  let deviations: [Double]
  /// By rows: what each standardized value counts in the residual of a column; its own counts 1.
  let weights: [Double]
  /// The laws of the sizes of residuals; nil where the others tell too little of a column.
  let laws: [TailLaw?]
  /// Half a unit in the last decimal place of each column; nil in files of before.
  let halfUnits: [Double]?
  /// What relations are held against; nil in files of before.
  let near: NearRows?

  /// How far scaled values count.
  private static let bound = 6.0
  private static let leastExplained = 0.3
  private static let rowsPerTask = 2048

  /// - Parameters:
  ///   - columns: the places of the columns.
  ///   - scaled: the scaled values of each; NaN where there is none.
  ///   - halfUnits: half a unit in the last place of each.
  ///   - bound: the places of columns for which something exact is known, which is not estimated.
  init?(columns: [Int], scaled: [[Double]], halfUnits: [Double], bound: Set<Int>) {
    let width = columns.count
    guard width >= 2, let rows = scaled.first?.count, rows >= 20 else { return nil }
    self.columns = columns
    var isUsed = (0..<rows).map { row in
      scaled.allSatisfy { !($0[row].magnitude >= 4.5) }
    }
    if isUsed.count(where: { $0 }) * 2 < rows { isUsed = Array(repeating: true, count: rows) }
    guard var fit = Self.fit(scaled, isUsed) else { return nil }
    var sizes = fit.sizes(scaled)
    // What is far off by any relation would bend the relations.
    let limits = sizes.map { Self.limit($0, isUsed) }
    let kept = (0..<rows).map { row in
      isUsed[row] && sizes.indices.allSatisfy { !(sizes[$0][row] > limits[$0]) }
    }
    if kept.count(where: { $0 }) * 2 > rows, let again = Self.fit(scaled, kept) {
      fit = again
      sizes = fit.sizes(scaled)
    }
    means = fit.means
    deviations = fit.deviations
    weights = fit.weights
    laws = (0..<width).map { column in
      guard fit.explained[column] > Self.leastExplained, !bound.contains(columns[column]) else {
        return nil
      }
      let present = sizes[column].ascending
      return present.isEmpty ? nil : TailLaw(sorted: present)
    }
    guard laws.contains(where: { $0 != nil }) else { return nil }
    self.halfUnits = halfUnits
    near = NearRows(scaled)
  }

  private static func limit(_ sizes: [Double], _ isUsed: [Bool]) -> Double {
    let used = zip(sizes, isUsed).compactMap { $1 && !$0.isNaN ? $0 : nil }.sorted()
    return 8 * 1.4826 * used.quantile(0.5) + 1e-9
  }

  /// One fit of all regressions.
  private struct Fit {
    var means: [Double]
    var deviations: [Double]
    var weights: [Double]
    /// The share of the variance that the others explain, by column.
    var explained: [Double]

    /// The sizes of all residuals by column; NaN where the value is missing.
    func sizes(_ scaled: [[Double]]) -> [[Double]] {
      let standard = mapChunks(of: means.count, size: 1) { column, _ in
        scaled[column].map { LinearRelations.standardized($0, means[column], deviations[column]) }
      }
      return mapChunks(of: means.count, size: 1) { column, _ in
        LinearRelations.residuals(
          of: column, weights, standard: standard, scaled, rows: scaled[column].indices
        ).map(\.magnitude)
      }
    }
  }

  private static func fit(_ scaled: [[Double]], _ isUsed: [Bool]) -> Fit? {
    let width = scaled.count
    let used = Double(isUsed.count { $0 })
    guard used > 2 else { return nil }
    var means: [Double] = []
    var deviations: [Double] = []
    for column in scaled {
      var (sum, squares) = (0.0, 0.0)
      for (value, isUsed) in zip(column, isUsed) where isUsed { sum += bounded(value) }
      let mean = sum / used
      for (value, isUsed) in zip(column, isUsed) where isUsed {
        squares += (bounded(value) - mean) * (bounded(value) - mean)
      }
      means.append(mean)
      deviations.append((squares / used).squareRoot() + 1e-9)
    }
    let (centers, spreads) = (means, deviations)
    let sums = mapChunks(of: isUsed.count, size: rowsPerTask) { _, range in
      var sums = [Double](repeating: 0, count: width * width)
      var row = [Double](repeating: 0, count: width)
      for place in range where isUsed[place] {
        for column in 0..<width {
          row[column] = standardized(scaled[column][place], centers[column], spreads[column])
        }
        for i in 0..<width {
          let value = row[i]
          for j in 0...i { sums[i * width + j] += value * row[j] }
        }
      }
      return sums
    }
    guard var correlations = sums.first else { return nil }
    for part in sums.dropFirst() {
      for place in correlations.indices { correlations[place] += part[place] }
    }
    for place in correlations.indices { correlations[place] /= used }
    for i in 0..<width { correlations[i * width + i] += 1e-3 }
    guard let factor = Cholesky(correlations, order: width) else { return nil }
    var weights: [Double] = []
    var explained: [Double] = []
    for i in 0..<width {
      var unit = [Double](repeating: 0, count: width)
      unit[i] = 1
      let row = factor.solution(unit)
      guard row[i] > 0, row.allSatisfy(\.isFinite) else { return nil }
      weights += row.map { $0 / row[i] }
      explained.append(1 - 1 / (row[i] * correlations[i * width + i]))
    }
    return Fit(means: means, deviations: deviations, weights: weights, explained: explained)
  }

  @inline(__always)
  private static func bounded(_ scaled: Double) -> Double {
    scaled.isNaN ? 0 : min(max(scaled, -bound), bound)
  }

  @inline(__always)
  static func standardized(_ scaled: Double, _ mean: Double, _ deviation: Double) -> Double {
    (bounded(scaled) - mean) / deviation
  }

  /// The columns without which nothing can be said of a target: itself, and those that count most.
  private static func needed(_ weights: [Double], _ target: Int, _ width: Int) -> [Int] {
    let row = (0..<width).map { weights[target * width + $0].magnitude }
    let most = row.indices.filter { $0 != target }.map { row[$0] }.max() ?? 0
    return row.indices.filter { $0 == target || row[$0] >= most / 4 }
  }

  /// The residuals of the columns that have a law, for a run of rows: one array each. NaN where a
  /// value is missing that counts much.
  func residuals(_ scaled: [[Double]], rows: Range<Int>) -> [(column: Int, values: [Double])] {
    let width = columns.count
    let standard = (0..<width).map { column in
      rows.map { Self.standardized(scaled[column][$0], means[column], deviations[column]) }
    }
    return laws.indices.compactMap { target in
      guard laws[target] != nil else { return nil }
      return (
        target, Self.residuals(of: target, weights, standard: standard, scaled, rows: rows)
      )
    }
  }

  /// The residuals of a target for a run of rows; NaN where a value is missing that counts much.
  /// - Parameter standard: the standardized values of these rows, by column.
  private static func residuals(
    of target: Int, _ weights: [Double], standard: [[Double]], _ scaled: [[Double]],
    rows: Range<Int>
  ) -> [Double] {
    let width = standard.count
    var sums = [Double](repeating: 0, count: rows.count)
    for other in 0..<width {
      let weight = weights[target * width + other]
      for row in sums.indices { sums[row] += weight * standard[other][row] }
    }
    for other in needed(weights, target, width) {
      for (place, row) in rows.enumerated() where scaled[other][row].isNaN { sums[place] = .nan }
    }
    return sums
  }

  /// The columns that count most in the relation of one, by their places here.
  func regressors(of target: Int) -> [Int] {
    let row = columns.indices.map { weights[target * columns.count + $0].magnitude }
    let others = columns.indices.filter { $0 != target }.sorted { (row[$1], $0) < (row[$0], $1) }
    let most = others.first.map { row[$0] } ?? 0
    return others.prefix(3).filter { row[$0] >= most / 4 }
  }

  /// How much of a residual the rounding of its values may be. Whole numbers are counts.
  func rounding(
    of target: Int, row: Int, _ plans: [ColumnPlan], _ codes: [ColumnCodes]
  ) -> Double {
    guard let halfUnits else { return 0 }
    var sum = 0.0
    for (place, half) in halfUnits.enumerated() where half > 0 && half < 0.5 {
      guard let number = plans[columns[place]].number,
        case let value = codes[columns[place]].values[row], !value.isNaN
      else { continue }
      let unit = number.isLogarithmic ? number.scale * value : number.scale
      guard unit > 0 else { continue }
      sum += weights[target * columns.count + place].magnitude * half / unit / deviations[place]
    }
    return sum
  }

  func isSound(columns count: Int) -> Bool {
    let width = columns.count
    return columns.allSatisfy { (0..<count).contains($0) } && Set(columns).count == width
      && means.count == width && deviations.count == width && weights.count == width * width
      && laws.count == width && (means + weights).allSatisfy(\.isFinite)
      && deviations.allSatisfy { $0.isFinite && $0 > 0 } && laws.allSatisfy { $0?.isSound ?? true }
      && (near?.isSound(columns: width) ?? true) && (halfUnits?.count ?? width) == width
      && (halfUnits ?? []).allSatisfy { $0.isFinite && $0 >= 0 }
  }
}
