import RowcastFeatures

/// The features of the average training row, which reasons are measured from.
///
/// Standardized features average to 0; a level's feature averages to its share of the rows, an
/// indicator to the share of missing values, a quantile's to a half, hats and cells to their shares of
/// the rows. Words of a text are measured from their absence.
struct ReasonBaseline {
  /// One value for each feature, in the order of the weights.
  let values: [Double]

  init(_ features: FittedFeatures) {
    let rows = Double(max(1, features.rowCount))
    let columns = Dictionary(
      features.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    // The features of a column's levels follow one another as its levels do.
    var levels: [String: Int] = [:]
    var values = features.features.map { feature -> Double in
      guard let column = columns[feature.column] else { return 0 }
      switch feature.kind {
      case .value: return Self.average(column)
      case .missing: return Self.missingShare(column, rows)
      case .level:
        let place = levels[feature.column, default: 0]
        levels[feature.column] = place + 1
        guard let counts = column.levels?.counts, place < counts.count else { return 0 }
        return Double(counts[place]) / rows
      case .rareLevels: return Double(column.levels?.rareCount ?? 0) / rows
      case .missingLevel: return Double(column.levels?.missingCount ?? 0) / rows
      case .hat(let knot):
        guard let curve = column.number?.curve, let place = curve.knots.firstIndex(of: knot) else {
          return 0
        }
        return curve.shares[place]
      default: return 0
      }
    }
    for (product, offset) in zip(features.products, features.productOffsets) {
      for (i, share) in product.shares.enumerated() { values[offset + i] = share }
    }
    self.values = values
  }

  private static func average(_ column: FittedColumn) -> Double {
    guard let number = column.number else { return 0 }
    switch number.scaler.kind {
    case .standard, .power, .log1p, .unitNorm: return 0
    case .quantile: return 0.5
    case .none, .minmax, .maxabs, .robust:
      return column.moments.map { number.scaler.scaled(number.bounded($0.mean)) } ?? 0
    }
  }

  private static func missingShare(_ column: FittedColumn, _ rows: Double) -> Double {
    column.moments.map { Double($0.missing) / rows } ?? 0
  }
}
