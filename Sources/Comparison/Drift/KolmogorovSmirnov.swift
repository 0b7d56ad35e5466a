import RowcastMachine

/// The two-sample test of Kolmogorov and Smirnov: whether two samples of numbers can be of one
/// distribution.
public struct KolmogorovSmirnov: Sendable, Hashable {
  /// The greatest distance between the two empirical distribution functions, 0 to 1.
  public let distance: Double
  /// The chance of a distance as great between two samples of one distribution.
  public let pValue: Double
  /// Whether the second sample's values are the greater ones where the distance is.
  public let isHigher: Bool
  /// The value up to which the shares of both samples differ most, and these shares, 0 to 1.
  public let place: Double
  public let oldShare: Double
  public let newShare: Double

  /// Up to so many pairs of values the chance is counted exactly; beyond, it is the limit's.
  static let exactPairs = 100_000

  /// Nil when a sample is empty.
  /// - Parameters: the samples, in ascending order, without NaN.
  public init?(_ a: [Double], _ b: [Double]) {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    // Numbers of values so far, so that the distance is a whole number over n · m.
    var (i, j) = (0, 0)
    var greatest = 0
    var isHigher = false
    var (place, own, others) = (a[0], 0, 0)
    while i < a.count, j < b.count {
      let value = min(a[i], b[j])
      while i < a.count, a[i] <= value { i += 1 }
      while j < b.count, b[j] <= value { j += 1 }
      let difference = i * b.count - j * a.count
      if abs(difference) > greatest {
        greatest = abs(difference)
        isHigher = difference > 0
        (place, own, others) = (value, i, j)
      }
    }
    let pairs = Double(a.count) * Double(b.count)
    self.isHigher = isHigher
    self.place = place
    (oldShare, newShare) = (Double(own) / Double(a.count), Double(others) / Double(b.count))
    distance = Double(greatest) / pairs
    if greatest == 0 {
      pValue = 1
    } else if pairs <= Double(Self.exactPairs) {
      pValue = Self.exactChance(of: greatest, a.count, b.count)
    } else {
      let scale = (pairs / Double(a.count + b.count)).squareRoot()
      pValue = Self.survival(scale * distance)
    }
  }

  /// The chance that the distance is at least `least / (n · m)`.
  ///
  /// Every order of n + m values without ties is as likely, and is a path from (0, 0) to (n, m); the
  /// share of paths that stay nearer than that is summed up row by row (J. L. Hodges, "The
  /// significance probability of the Smirnov two-sample test", Arkiv för Matematik 3 (1958)). Ties
  /// make the true chance smaller.
  static func exactChance(of least: Int, _ n: Int, _ m: Int) -> Double {
    // `inside[j]`: the share of the paths to (i, j) that have stayed inside.
    var inside = [Double](repeating: 0, count: m + 1)
    for j in 0...m { inside[j] = j * n < least ? 1 : 0 }
    for i in 1...max(1, n) {
      if i * m >= least { inside[0] = 0 }
      for j in 1...max(1, m) {
        // Of the paths to (i, j), i in i + j come from (i - 1, j).
        let share = Double(i) / Double(i + j)
        inside[j] =
          abs(i * m - j * n) < least ? share * inside[j] + (1 - share) * inside[j - 1] : 0
      }
    }
    return min(1, max(0, 1 - inside[m]))
  }

  /// Kolmogorov's limit: `2 Σ (-1)^(k-1) exp(-2 k² x²)`, and for small x the same sum in its other
  /// form, `1 - √(2π)/x Σ exp(-(2k-1)² π² / (8 x²))` (W. Feller, Annals of Mathematical Statistics 19,
  /// 1948).
  public static func survival(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    if x < 1 {
      let square = Double.pi * Double.pi / (8 * x * x)
      var sum = 0.0
      for k in 1...4 {
        let odd = Double(2 * k - 1)
        sum += Elementary.exp(-odd * odd * square)
      }
      return min(1, max(0, 1 - (2 * Double.pi).squareRoot() / x * sum))
    }
    var sum = 0.0
    for k in 1...6 {
      let term = Elementary.exp(-2 * Double(k * k) * x * x)
      sum += k % 2 == 1 ? term : -term
    }
    return min(1, max(0, 2 * sum))
  }
}
