package import RowcastLinearAlgebra
package import RowcastTabular

/// The columns of a table as axes of products: few places each, for finding products and making them.
package struct ProductTable: Sendable {
  /// A column that can be part of a product.
  struct Entry: Sendable {
    var axis: ProductAxis
    var places: AxisPlaces
    /// Hard bins to look for structure in, many and few.
    var bins: ScreenBins
    var coarseBins: ScreenBins
  }

  let entries: [Entry]
  let rowCount: Int

  /// The most knots of a number, and levels of a category, along an axis.
  static let mostKnots = 6
  static let mostLevels = 16

  /// - Parameters:
  ///   - features: fitted to these rows.
  ///   - rows: of the table; all when nil.
  package init(_ features: FittedFeatures, _ table: Table, rows: [Int]? = nil) {
    let count = rows?.count ?? table.rowCount
    rowCount = count
    let columns = features.columns.filter { $0.number != nil || $0.levels != nil }
    let found = mapEach(columns.count) { index -> Entry? in
      guard let whole = table[columns[index].name] else { return nil }
      let column = rows.map { whole.selecting($0) } ?? whole
      return Self.entry(columns[index], column, rowCount: count)
    }
    entries = found.compactMap(\.self)
  }

  private static func entry(
    _ fitted: FittedColumn, _ column: TypedColumn, rowCount: Int
  ) -> Entry? {
    if let number = fitted.number {
      let values = column.numbers(fitted.reading)
      var knots = CurveKnots.found(in: values, most: mostKnots).places
      // Margins of the product can become part of the curve when its knots are among the curve's.
      if let curve = number.curve { knots = Self.nearest(knots, among: curve.knots) }
      guard knots.count > 1 else { return nil }
      let axis = ProductAxis(
        column: fitted.name, knots: knots, hasMissing: number.hasIndicator)
      return Entry(
        axis: axis, places: AxisPlaces(axis, numbers: values, fill: number.fill),
        bins: ScreenBins(of: values, count: 8), coarseBins: ScreenBins(of: values, count: 4))
    }
    guard let levels = fitted.levels, levels.width > 1 else { return nil }
    let least = max(20, rowCount / 200)
    var rows = levels.counts
    if levels.rareCode != nil { rows.append(levels.rareCount) }
    if levels.missingCode != nil { rows.append(levels.missingCount) }
    // Places by frequency; what is too rare shares the last one.
    let kept = rows.indices.filter { rows[$0] >= least && $0 != levels.rareCode }
      .sorted { rows[$0] != rows[$1] ? rows[$0] > rows[$1] : $0 < $1 }.prefix(mostLevels)
    let hasRest = kept.count < rows.count
    var places = [Int](repeating: hasRest ? kept.count : -1, count: rows.count + 1)
    for (place, feature) in kept.enumerated() { places[feature] = place }
    let axis = ProductAxis(column: fitted.name, places: places)
    guard axis.count > 1 else { return nil }
    let codes = LevelIndex(levels).category(column.levels()).codes
    let own = AxisPlaces(axis, codes: codes)
    let bins = ScreenBins(places: own.places, count: axis.count)
    return Entry(axis: axis, places: own, bins: bins, coarseBins: bins)
  }

  private static func nearest(_ wanted: [Double], among knots: [Double]) -> [Double] {
    var found: [Double] = []
    for x in wanted {
      let (knot, share) = FittedCurve.place(of: x, among: knots)
      let near = knots[share > 0.5 ? knot + 1 : knot]
      if found.last != near { found.append(near) }
    }
    return found
  }

  /// The places of columns of these names, in the order of the table; nil where one is no axis.
  package func combination(_ columns: [String]) -> [Int]? {
    let places = columns.compactMap { name in entries.firstIndex { $0.axis.column == name } }
    return places.count == columns.count ? places.sorted() : nil
  }

  /// The name of a combination's product.
  package func name(_ combination: [Int]) -> String {
    combination.map { entries[$0].axis.column }.joined(separator: " × ")
  }

  /// The cells of a combination.
  package func width(_ combination: [Int]) -> Int {
    combination.reduce(1) { $0 * entries[$1].axis.count }
  }

  /// Products of the columns at these places, and their features for the given rows.
  package func products(
    _ combinations: [[Int]], rows: [Int]? = nil
  ) -> (products: [FittedProduct], cells: FeatureMatrix.Sparse?) {
    let count = rows?.count ?? rowCount
    let empty = combinations.map { combination in
      FittedProduct(
        axes: combination.map { entries[$0].axis },
        shares: [Double](repeating: 0, count: width(combination)))
    }
    let cells = InterpolatedBlock(rowCount: count).cells(
      zip(empty, combinations).map { product, combination in
        (
          product,
          combination.map { place in
            rows.map { entries[place].places.selecting($0) } ?? entries[place].places
          }
        )
      })
    guard let cells else { return ([], nil) }
    var sums = [Double](repeating: 0, count: cells.width)
    for (column, value) in zip(cells.columns, cells.values) { sums[Int(column)] += value }
    var first = 0
    let products = empty.map { product in
      var product = product
      product.shares = sums[first..<(first + product.width)].map { $0 / Double(max(1, count)) }
      first += product.width
      return product
    }
    return (products, cells)
  }
}
