import RowcastFeatures

/// What all numbers of a column add up to, without rounding, so that parts can be merged in any order.
struct NumberSums: Sendable, Equatable, Codable {
  private(set) var count = 0
  private(set) var missing = 0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity
  private var sum = ExactSum()
  private var squares = ExactSum()

  /// Adds numbers; those that are not finite are missing.
  mutating func add(_ values: [Double]) {
    // Squares of larger ones are not finite.
    let held = values.compactMap { value in
      value.isFinite ? min(max(value, -FittedNumber.largest), FittedNumber.largest) : nil
    }
    missing += values.count - held.count
    count += held.count
    for x in held {
      minimum = min(minimum, x)
      maximum = max(maximum, x)
    }
    sum.add(finite: held)
    let products = held.map { $0 * $0 }
    squares.add(finite: products)
    // What rounding took off the squares.
    squares.add(finite: zip(held, products).map { (-$1).addingProduct($0, $0) })
  }

  mutating func merge(_ other: NumberSums) {
    count += other.count
    missing += other.missing
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum.merge(other.sum)
    squares.merge(other.squares)
  }

  /// Mean and deviations as `Moments` has them.
  ///
  /// With `c` the rounded mean, the squared deviations are `sum x^2 - 2 c sum x + n c^2`, added up
  /// without rounding: nothing is lost however large the mean is.
  var moments: Moments {
    guard count > 0 else {
      return Moments(
        count: 0, missing: missing, mean: 0, squaredDeviations: 0, minimum: 0, maximum: 0)
    }
    let n = Double(count)
    let total = sum.value
    let rest = sum.subtracting(total).value
    let center = total / n
    var deviations = squares
    for part in [total, rest] { deviations.add(-2 * part, times: center) }
    let square = center * center
    deviations.add(n, times: square)
    deviations.add(n, times: (-square).addingProduct(center, center))
    // The center is the rounded mean: what is left of the deviations' sum, squared, is below an ulp.
    return Moments(
      count: count, missing: missing, mean: center, squaredDeviations: max(0, deviations.value),
      minimum: minimum == 0 ? 0 : minimum, maximum: maximum == 0 ? 0 : maximum)
  }
}
