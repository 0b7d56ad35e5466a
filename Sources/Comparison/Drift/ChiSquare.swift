import RowcastMachine

/// Pearson's test of two rows of counts: whether the same classes are as frequent in both.
public struct ChiSquare: Sendable, Hashable {
  /// `Σ (observed - expected)² / expected`.
  public let statistic: Double
  /// The classes that were told apart, less one.
  public let degreesOfFreedom: Int
  /// The chance of a statistic as great when both are of one distribution.
  public let pValue: Double
  /// Cramér's V of two rows, `√(statistic / N)`: from 0, the same, to 1, no class in common.
  public let cramersV: Double

  /// A class is counted together with the other rare ones when fewer than so many of one row are
  /// expected (W. G. Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10,
  /// 1954).
  static let leastExpected = 5.0

  /// Nil when one row is empty, or fewer than two classes can be told apart.
  /// - Parameters: the counts of the classes in each row, class by class.
  public init?(_ a: [Int], _ b: [Int]) {
    let (n, m) = (Double(a.reduce(0, +)), Double(b.reduce(0, +)))
    guard n > 0, m > 0 else { return nil }
    let share = min(n, m) / (n + m)
    var rare = (a: 0.0, b: 0.0)
    var classes: [(a: Double, b: Double)] = []
    for (x, y) in zip(a, b) where x + y > 0 {
      if Double(x + y) * share < Self.leastExpected {
        rare.a += Double(x)
        rare.b += Double(y)
      } else {
        classes.append((Double(x), Double(y)))
      }
    }
    if rare.a + rare.b > 0 { classes.append(rare) }
    guard classes.count >= 2 else { return nil }
    var sum = 0.0
    for (x, y) in classes {
      let expected = (x + y) * n / (n + m)
      let other = (x + y) * m / (n + m)
      sum += (x - expected) * (x - expected) / expected + (y - other) * (y - other) / other
    }
    statistic = sum
    degreesOfFreedom = classes.count - 1
    pValue = Self.survival(sum, degreesOfFreedom: degreesOfFreedom)
    cramersV = min(1, (sum / (n + m)).squareRoot())
  }

  /// The chance that a chi-square variable is at least `x`.
  ///
  /// With `y = x / 2`, of an even number of degrees of freedom it is `exp(-y) Σ y^k / k!` for k below
  /// their half, of an odd one `erfc(√y) + exp(-y) Σ y^(k-1/2) / Γ(k+1/2)` (M. Abramowitz and I. Stegun,
  /// "Handbook of Mathematical Functions", 26.4.4 and 26.4.5).
  public static func survival(_ x: Double, degreesOfFreedom: Int) -> Double {
    guard x > 0, degreesOfFreedom > 0 else { return 1 }
    let y = x / 2
    let isOdd = degreesOfFreedom % 2 == 1
    // Γ(3/2) = √π / 2; the first term of the odd sum is √y / Γ(3/2).
    var term = isOdd ? 2 * (y / Double.pi).squareRoot() : 1
    var sum = 0.0
    var scale = 0.0
    for k in 0..<(degreesOfFreedom / 2) {
      if k > 0 { term *= y / (Double(k) + (isOdd ? 0.5 : 0)) }
      sum += term
      if sum > 1e200 {
        sum *= 1e-200
        term *= 1e-200
        scale += 200
      }
    }
    let tail = isOdd ? Elementary.erfc(y.squareRoot()) : 0
    guard sum > 0 else { return min(1, tail) }
    let power = Elementary.log(sum) + scale * 2.302_585_092_994_046 - y
    return min(1, max(0, tail + Elementary.exp(power)))
  }
}
