/// Finds columns whose effects depend on each other: a score test on the residuals of an additive fit.
///
/// Residuals and their variances are summed in the cells of tables of hard bins. Were nothing left,
/// `sum r^2 / v` over the cells would be about its degrees of freedom: cells less rows and columns plus
/// one, since the additive fit leaves nothing in the margins (as FAST in Lou et al. 2013).
package struct ProductScreen: Sendable {
  /// The residual and the variance of each row and output, row after row.
  let residuals: [Double]
  let variances: [Double]
  let outputs: Int

  /// What the score of a combination says.
  package struct Finding: Sendable, Hashable {
    /// The places of the columns.
    package var combination: [Int]
    /// The statistic beyond its degrees of freedom.
    package var excess: Double
    /// The excess in standard deviations.
    package var deviation: Double
  }

  /// - Parameters:
  ///   - probabilities: one for each row and class, of a model without products.
  ///   - weights: one for each row.
  package init(
    probabilities: [Double], labels: [Int], weights: [Double]?, classCount: Int
  ) {
    let outputs = classCount == 2 ? 1 : classCount
    self.outputs = outputs
    var residuals = [Double](reservingCapacity: labels.count * outputs)
    var variances = [Double](reservingCapacity: labels.count * outputs)
    for (row, label) in labels.enumerated() {
      let weight = weights?[row] ?? 1
      for output in 0..<outputs {
        let own = classCount == 2 ? 1 : output
        let p = probabilities[row * classCount + own]
        residuals.append(weight * ((label == own ? 1 : 0) - p))
        variances.append(weight * weight * p * (1 - p))
      }
    }
    self.residuals = residuals
    self.variances = variances
  }

  /// Cells with less expected than this say nothing.
  private static let leastVariance = 1.0

  /// All pairs of the table's columns, those with the most structure first.
  /// - Parameter rows: of the table, in the order of the residuals; all when nil.
  package func pairs(_ table: ProductTable, rows: [Int]? = nil) -> [Finding] {
    let bins = table.entries.map { entry in rows.map { entry.bins.selecting($0) } ?? entry.bins }
    let columns = chosen(bins)
    var combinations: [[Int]] = []
    for (i, a) in columns.enumerated() {
      for b in columns.dropFirst(i + 1) { combinations.append([a, b]) }
    }
    return sorted(combinations) { bins[$0] }
  }

  /// Each of the given pairs with each further column.
  package func triples(
    _ table: ProductTable, extending pairs: [[Int]], rows: [Int]? = nil
  ) -> [Finding] {
    let bins = table.entries.map { entry in
      rows.map { entry.coarseBins.selecting($0) } ?? entry.coarseBins
    }
    var seen: Set<[Int]> = []
    var combinations: [[Int]] = []
    for pair in pairs {
      for column in bins.indices where !pair.contains(column) {
        if seen.insert((pair + [column]).sorted()).inserted { combinations.append(pair + [column]) }
      }
    }
    return sorted(combinations) { bins[$0] }.map { finding in
      var finding = finding
      finding.combination.sort()
      return finding
    }
  }

  /// The most pairs, rows and outputs that are gone through.
  private static let budget = 400_000_000

  /// All columns, or of very many those whose own bins have the most residual structure.
  private func chosen(_ bins: [ScreenBins]) -> [Int] {
    let rows = max(1, residuals.count)
    let affordable = max(30, Int((2 * Double(Self.budget) / Double(rows)).squareRoot()))
    guard bins.count > affordable else { return Array(bins.indices) }
    let scores = mapEach(bins.count) { table(bins[$0], nil).excess }
    return bins.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      .prefix(affordable).sorted()
  }

  private func sorted(_ combinations: [[Int]], _ bins: @Sendable (Int) -> ScreenBins) -> [Finding] {
    let found = mapEach(combinations.count) { index -> Finding in
      let combination = combinations[index]
      let first =
        combination.count == 2
        ? bins(combination[0]) : bins(combination[0]).crossed(with: bins(combination[1]))
      let (excess, deviation) = table(first, bins(combination[combination.count - 1]))
      return Finding(combination: combination, excess: excess, deviation: deviation)
    }
    return found.enumerated().sorted { a, b in
      a.element.excess != b.element.excess
        ? a.element.excess > b.element.excess : a.offset < b.offset
    }.map(\.element)
  }

  private func table(
    _ a: ScreenBins, _ b: ScreenBins?
  ) -> (excess: Double, deviation: Double) {
    let columns = b?.count ?? 1
    var sums = [Double](repeating: 0, count: a.count * columns * outputs)
    var variances = sums
    for row in a.places.indices {
      let cell = (Int(a.places[row]) * columns + Int(b?.places[row] ?? 0)) * outputs
      for output in 0..<outputs {
        sums[cell + output] += residuals[row * outputs + output]
        variances[cell + output] += self.variances[row * outputs + output]
      }
    }
    var statistic = 0.0
    var freedom = 0
    var rowsSeen = [Bool](repeating: false, count: a.count * outputs)
    var columnsSeen = [Bool](repeating: false, count: columns * outputs)
    for place in sums.indices where variances[place] >= Self.leastVariance {
      let (cell, output) = (place / outputs, place % outputs)
      statistic += sums[place] * sums[place] / variances[place]
      freedom += 1
      rowsSeen[cell / columns * outputs + output] = true
      columnsSeen[cell % columns * outputs + output] = true
    }
    if b != nil {
      let margins = rowsSeen.count(where: { $0 }) + columnsSeen.count(where: { $0 }) - outputs
      freedom = max(1, freedom - margins)
    }
    let excess = statistic - Double(max(1, freedom))
    return (excess, excess / (2 * Double(max(1, freedom))).squareRoot())
  }
}

/// A column in hard bins, the last one for what is missing.
struct ScreenBins: Sendable {
  var places: [UInt16]
  let count: Int

  /// Bins with about equally many numbers each.
  init(of values: [Double], count: Int) {
    let bins = QuantileBins(of: values, count: count)
    places = bins.places(of: values).map { UInt16($0) }
    self.count = bins.count + 1
  }

  /// The places of a category.
  init(places: [UInt32], count: Int) {
    self.places = places.map { $0 == AxisPlaces.none ? UInt16(count) : UInt16($0) }
    self.count = count + 1
  }

  private init(_ places: [UInt16], count: Int) {
    self.places = places
    self.count = count
  }

  /// One bin for each pair of bins.
  func crossed(with other: ScreenBins) -> ScreenBins {
    ScreenBins(
      zip(places, other.places).map { $0 * UInt16(other.count) + $1 }, count: count * other.count)
  }

  /// The given rows, in that order.
  func selecting(_ rows: [Int]) -> ScreenBins {
    ScreenBins(rows.map { places[$0] }, count: count)
  }
}
