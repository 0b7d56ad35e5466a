internal import RowcastLinearAlgebra

/// Count, mean, spread and range of numbers, in a form that can be merged.
///
/// Mean and squared deviations of two parts combine exactly as in Chan, Golub and LeVeque,
/// "Updating formulae and a pairwise algorithm" (1979); a part is one pass for the sum and one
/// for the deviations, so nothing is lost when the mean is large against the spread.
public struct Moments: Sendable, Hashable, Codable {
  /// Numbers that are there.
  public private(set) var count = 0
  /// Numbers that are missing (NaN or infinite).
  public private(set) var missing = 0
  /// The mean of the numbers that are there; 0 when there is none.
  public private(set) var mean = 0.0
  /// The sum of squared deviations from the mean.
  public private(set) var squaredDeviations = 0.0
  /// The smallest number; 0 when there is none.
  public private(set) var minimum = 0.0
  /// The largest number; 0 when there is none.
  public private(set) var maximum = 0.0

  /// Moments of no number.
  public init() {}

  /// Moments that were found elsewhere.
  package init(
    count: Int, missing: Int, mean: Double, squaredDeviations: Double, minimum: Double,
    maximum: Double
  ) {
    self.count = count
    self.missing = missing
    self.mean = mean
    self.squaredDeviations = squaredDeviations
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The moments of one number that stands `count` times.
  init(constant value: Double, count: Int) {
    guard count > 0 else { return }
    self.count = count
    mean = value
    minimum = value
    maximum = value
  }

  /// Counts no number as missing any more.
  mutating func forgetMissing() { missing = 0 }

  /// The population variance: deviations over the count.
  public var variance: Double { count > 0 ? squaredDeviations / Double(count) : 0 }
  /// The population standard deviation.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The moments of some thousand numbers, of which NaN and infinities are missing.
  ///
  /// Four running sums side by side, always combined in the same way.
  private init(_ values: [Double], _ range: Range<Int>) {
    let counts = Vectors.counts(values, range)
    let whole = range.lowerBound + range.count / 4 * 4
    var found = counts.found
    var sum = counts.sums.sum()
    var low = counts.lows.min()
    var high = counts.highs.max()
    for value in values[whole..<range.upperBound] where value.isFinite {
      found += 1
      sum += value
      low = min(low, value)
      high = max(high, value)
    }
    missing = range.count - found
    guard found > 0 else { return }
    count = found
    let center = sum / Double(found)
    let (squares, rests) = Vectors.deviations(values, range, from: center)
    var square = squares.sum()
    var rest = rests.sum()
    for value in values[whole..<range.upperBound] where value.isFinite {
      square += (value - center) * (value - center)
      rest += value - center
    }
    mean = center + rest / Double(found)
    squaredDeviations = max(0, square - rest * rest / Double(found))
    minimum = low
    maximum = high
  }

  /// The moments of all numbers, by chunks of fixed size merged in order.
  public init(of values: [Double]) {
    for start in stride(from: 0, to: values.count, by: Self.chunkSize) {
      merge(Moments(values, start..<min(values.count, start + Self.chunkSize)))
    }
  }

  /// The moments of a function of each number; NaN stays missing.
  init(of values: [Double], _ function: (Double) -> Double) {
    var piece = [Double](repeating: 0, count: min(values.count, Self.chunkSize))
    for start in stride(from: 0, to: values.count, by: Self.chunkSize) {
      let end = min(values.count, start + Self.chunkSize)
      for i in start..<end { piece[i - start] = function(values[i]) }
      merge(Moments(piece, 0..<(end - start)))
    }
  }

  static let chunkSize = 8192

  /// Adds the numbers of another part.
  public mutating func merge(_ other: Moments) {
    missing += other.missing
    guard other.count > 0 else { return }
    guard count > 0 else {
      let missing = self.missing
      self = other
      self.missing = missing
      return
    }
    let total = Double(count + other.count)
    let shift = other.mean - mean
    squaredDeviations +=
      other.squaredDeviations + shift * shift * (Double(count) * Double(other.count) / total)
    mean += shift * (Double(other.count) / total)
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    count += other.count
  }
}
