internal import RowcastLinearAlgebra

/// Where some rows stand along one axis of a product.
package struct AxisPlaces: Sendable {
  /// The place of each row; ``none`` where it has none.
  var places: [UInt32]
  /// How far each row is on the way to the next place; empty for categories.
  var shares: [Double]

  static let none = UInt32.max

  /// Of numbers; NaN is missing.
  init(_ axis: ProductAxis, numbers: [Double], fill: Double) {
    places = [UInt32](reservingCapacity: numbers.count)
    shares = [Double](reservingCapacity: numbers.count)
    for number in numbers {
      let (place, share) = axis.place(of: number, fill: fill)
      places.append(UInt32(place))
      shares.append(share)
    }
  }

  /// Of the one-hot features of a category.
  init(_ axis: ProductAxis, codes: [UInt32]) {
    let last = axis.places.count - 1
    places = codes.map { code in
      let place = axis.places[min(Int(code), last)]
      return place < 0 ? Self.none : UInt32(place)
    }
    shares = []
  }

  /// The given rows, in that order.
  func selecting(_ rows: [Int]) -> AxisPlaces {
    var picked = self
    picked.places = rows.map { places[$0] }
    if !shares.isEmpty { picked.shares = rows.map { shares[$0] } }
    return picked
  }
}

/// The hats of curves, and the cells of products, as sparse features with as many entries in each row.
struct InterpolatedBlock {
  private static let task = 8192
  let rowCount: Int

  /// - Parameter curves: each with the numbers of all rows.
  func hats(_ curves: [(number: FittedNumber, values: [Double])]) -> FeatureMatrix.Sparse? {
    let known = curves.compactMap { number, values in number.curve.map { ($0, number, values) } }
    if known.isEmpty { return nil }
    return block(entries: 2 * known.count, width: known.reduce(0) { $0 + $1.0.knots.count }) {
      row, columns, values in
      var first = 0
      for (curve, number, numbers) in known {
        let x = numbers[row]
        let (knot, share) = curve.place(of: x.isFinite ? x : number.fill)
        columns.append(UInt32(first + knot))
        columns.append(UInt32(first + knot + 1))
        values.append(1 - share)
        values.append(share)
        first += curve.knots.count
      }
    }
  }

  /// - Parameter products: each with the places of all rows along its axes.
  func cells(_ products: [(product: FittedProduct, axes: [AxisPlaces])]) -> FeatureMatrix.Sparse? {
    if products.isEmpty { return nil }
    let parts = products.map { ($0.product.strides, $0.axes, $0.product.width) }
    let entries = products.reduce(0) { $0 + $1.product.entryCount }
    return block(entries: entries, width: parts.reduce(0) { $0 + $1.2 }) { row, columns, values in
      var first = 0
      for (strides, axes, width) in parts {
        let start = columns.count
        columns.append(UInt32(first))
        values.append(1)
        for (axis, stride) in zip(axes, strides) {
          let place = axis.places[row]
          let base = place == AxisPlaces.none ? 0 : Int(place) * stride
          let factor = place == AxisPlaces.none ? 0.0 : 1
          let count = columns.count
          for entry in start..<count { columns[entry] += UInt32(base) }
          guard !axis.shares.isEmpty else {
            for entry in start..<count { values[entry] *= factor }
            continue
          }
          // Each entry becomes two; those of the next place come behind all others.
          let share = axis.shares[row]
          for entry in start..<count {
            columns.append(columns[entry] + UInt32(stride))
            values.append(values[entry] * share)
            values[entry] *= 1 - share
          }
        }
        Self.sort(&columns, &values, from: start)
        first += width
      }
    }
  }

  /// Sorts the few entries of one product by their columns.
  private static func sort(_ columns: inout [UInt32], _ values: inout [Double], from start: Int) {
    for i in stride(from: start + 1, to: columns.count, by: 1) {
      var j = i
      while j > start, columns[j - 1] > columns[j] {
        columns.swapAt(j - 1, j)
        values.swapAt(j - 1, j)
        j -= 1
      }
    }
  }

  private func block(
    entries: Int, width: Int,
    _ append: @Sendable (_ row: Int, _ columns: inout [UInt32], _ values: inout [Double]) -> Void
  ) -> FeatureMatrix.Sparse {
    let parts = mapRows(of: rowCount, task: Self.task) { rows in
      var part = SparseRows()
      part.ends.reserveCapacity(rows.count)
      part.columns.reserveCapacity(rows.count * entries)
      part.values.reserveCapacity(rows.count * entries)
      for row in rows {
        append(row, &part.columns, &part.values)
        part.ends.append(part.columns.count)
      }
      return part
    }
    return SparseRows.block(parts, rowCount: rowCount, width: width)
  }
}
