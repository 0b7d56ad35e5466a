import RowcastFeatures
import RowcastLinearAlgebra

/// Moves what a product says of one column alone to that column's own features.
///
/// Afterwards each product averages to zero along each of its axes over the training rows, so that it
/// shows only what curves and levels cannot (Lengerich et al. 2020). Where a number has no curve that
/// could take a bent margin, the product keeps it. No logit changes.
struct Purification {
  private let features: FittedFeatures
  /// The first feature of each column in each block.
  private var values: [String: Int] = [:]
  private var levels: [String: Int] = [:]
  private var indicators: [String: Int] = [:]
  private var hats: [String: Int] = [:]

  init(_ features: FittedFeatures) {
    self.features = features
    var place = 0
    for column in features.columns {
      if column.number != nil { values[column.name] = place }
      place += column.denseWidth
    }
    for column in features.columns {
      if column.levels != nil { levels[column.name] = place }
      place += (column.levels?.width ?? 0) + (column.buckets?.width ?? 0)
    }
    for column in features.columns where column.hasIndicator {
      indicators[column.name] = place
      place += 1
    }
    for column in features.columns {
      guard let curve = column.number?.curve else { continue }
      hats[column.name] = place
      place += curve.knots.count
    }
  }

  func purify(_ weights: inout Matrix, _ intercepts: inout [Double]) {
    for (product, offset) in zip(features.products, features.productOffsets) {
      for output in 0..<weights.rows {
        var cells = Array(weights.row(output).dropFirst(offset).prefix(product.width))
        let size = cells.reduce(0) { max($0, abs($1)) }
        for _ in 0..<200 {
          var largest = 0.0
          for axis in product.axes.indices {
            guard let margin = margin(cells, of: product, axis: axis) else { continue }
            largest = max(largest, margin.reduce(0) { max($0, abs($1)) })
            for cell in cells.indices { cells[cell] -= margin[product.places(of: cell)[axis]] }
            add(margin, of: product.axes[axis], to: &weights, &intercepts[output], output)
          }
          if largest <= 1e-13 * size { break }
        }
        for (i, cell) in cells.enumerated() { weights[output, offset + i] = cell }
      }
    }
  }

  /// The mean of the cells at each place of an axis; nil for an axis whose column cannot take it.
  private func margin(_ cells: [Double], of product: FittedProduct, axis: Int) -> [Double]? {
    let knots = product.axes[axis].knots.count
    guard let column = features.columns.first(where: { $0.name == product.axes[axis].column }),
      column.number.map({ $0.curve != nil || (knots == 2 && $0.scaler.isLinear) })
        ?? (column.levels != nil)
    else { return nil }
    var sums = [Double](repeating: 0, count: product.axes[axis].count)
    var shares = sums
    for cell in cells.indices {
      let place = product.places(of: cell)[axis]
      sums[place] += product.shares[cell] * cells[cell]
      shares[place] += product.shares[cell]
    }
    return zip(sums, shares).map { $1 > 1e-12 ? $0 / $1 : 0 }
  }

  private func add(
    _ margin: [Double], of axis: ProductAxis, to weights: inout Matrix, _ intercept: inout Double,
    _ output: Int
  ) {
    let name = axis.column
    guard axis.isNumber else {
      guard let first = levels[name] else { return }
      for (feature, place) in axis.places.dropLast().enumerated() where place >= 0 {
        weights[output, first + feature] += margin[place]
      }
      return
    }
    guard let number = features.columns.first(where: { $0.name == name })?.number else { return }
    func height(_ x: Double) -> Double {
      let (place, share) = axis.place(of: x, fill: number.fill)
      return (1 - share) * margin[place] + share * margin[place + 1]
    }
    if let curve = number.curve, let first = hats[name] {
      for (i, knot) in curve.knots.enumerated() { weights[output, first + i] += height(knot) }
    } else if let value = values[name], let low = axis.knots.first, let high = axis.knots.last {
      // Two knots: the margin is straight between them.
      let slope = (height(high) - height(low)) / (high - low)
      let isScaled = number.scaler.kind != .none && number.scaler.kind != .unitNorm
      weights[output, value] += slope * (isScaled ? number.scaler.scale : 1)
      intercept += height(low) + slope * ((isScaled ? number.scaler.center : 0) - low)
    }
    if axis.hasMissing, let place = indicators[name] {
      weights[output, place] += margin[axis.knots.count] - height(number.fill)
    }
  }
}
