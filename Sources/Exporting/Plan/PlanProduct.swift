import RowcastFeatures

/// A product of columns, with the places of its cells in the order of the weights.
struct PlanProduct: Sendable {
  var product: FittedProduct
  var cells: Range<Int>
  /// Its axes among those of the plan.
  var axes: [Int]
}

/// A column as an axis of products; products of the same column share it.
struct PlanAxis: Sendable, Hashable {
  var axis: ProductAxis
  /// The column among the inputs of the plan.
  var input: Int

  /// What stands for a missing number.
  var fill: Double
}

extension ScoringPlan {
  /// Whether the model has curves or products, whose heights every language looks up in its own way.
  var isInterpolated: Bool { !products.isEmpty || inputs.contains { !$0.hats.isEmpty } }

  /// The cells of a row in a product as corners: for each number the knot below and the one above.
  ///
  /// A corner is a sum of steps from the first cell, and says of each number whether it is the upper
  /// knot.
  static func corners(of product: FittedProduct) -> [(step: Int, isUpper: [Bool])] {
    var corners: [(step: Int, isUpper: [Bool])] = [(0, [])]
    for (axis, stride) in zip(product.axes, product.strides) where axis.isNumber {
      corners = corners.flatMap {
        [($0.step, $0.isUpper + [false]), ($0.step + stride, $0.isUpper + [true])]
      }
    }
    return corners
  }
}
