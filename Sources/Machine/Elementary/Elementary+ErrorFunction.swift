// erfc(x) = e^(-x^2) y(x), where y falls slowly and smoothly from 1 towards 1 / (x sqrt(pi)). Around the
// middle a of each quarter, y is its Taylor series, whose coefficients follow from
// y' = 2 x y - 2 / sqrt(pi): with c_n = y^(n)(a) / n!, (n + 1) c_(n + 1) = 2 a c_n + 2 c_(n - 1).
// The table is made once, of y(a) by Laplace's continued fraction or by the series of erf.

extension Elementary {
  /// The complementary error function, `2 / sqrt(pi)` times the integral of `e^(-t^2)` from `x` on.
  public static func erfc(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 27.3 { return 0 }
    if x < -6 { return 2 }
    let tail = upperTail(abs(x))
    if x >= 0 { return scaled(tail.factor.high + tail.factor.low, by: tail.n) }
    let scale = powerOfTwo(Int(tail.n))
    let sum = Pair.sum(2, -tail.factor.high * scale)
    return sum.high + (sum.low - tail.factor.low * scale)
  }

  /// The normal distribution function.
  public static func normalDistribution(_ x: Double) -> Double {
    0.5 * erfc(-x * 0.7071067811865476)
  }

  /// `2^n factor` is `erfc(x)`, for `0 <= x < 27.5`.
  private static func upperTail(_ x: Double) -> (factor: Pair, n: Double) {
    let place = Int(x * 4)
    let series = scaledTails[place]
    let d = x - (Double(place) + 0.5) / 4
    var sum = 0.0
    for c in series.rest.reversed() { sum = sum * d + c }
    let y = Pair.orderedSum(series.first.high, sum * d)
    let square = Pair.product(x, x)
    let exponent = Exponent(-square.high)
    var power = exponent.factor
    power.low -= power.high * square.low
    return (power * Pair(y.high, y.low + series.first.low), exponent.n)
  }

  private struct Series {
    let first: Pair
    /// The coefficients of `d`, `d^2`, ...
    let rest: [Double]
  }

  /// The series of `y` around 1/8, 3/8, ... 219/8.
  private static let scaledTails: [Series] = (0..<110).map { place in
    let a = (Double(place) + 0.5) / 4
    var c = [scaledTail(a)]
    let slope = c[0] * Pair(2 * a) - twoOverRootPi
    c.append(slope)
    for n in 1..<15 {
      let next = c[n] * Pair(2 * a) + c[n - 1] * Pair(2)
      c.append(next * Pair(1 / Double(n + 1), reciprocalRest(Double(n + 1))))
    }
    return Series(first: c[0], rest: c.dropFirst().map(\.high))
  }

  private static let twoOverRootPi = Pair(1.1283791670955126, 1.533545961316588e-17)

  /// What `1 / n` lacks.
  private static func reciprocalRest(_ n: Double) -> Double {
    let product = Pair.product(1 / n, n)
    return ((1 - product.high) - product.low) / n
  }

  /// `e^(x^2) erfc(x)` to about 30 digits.
  private static func scaledTail(_ x: Double) -> Pair {
    let square = Pair.product(x, x)
    if x < 2.5 {
      // e^(x^2) - 2 / sqrt(pi) sum of 2^n x^(2n+1) / (1 3 5 ... (2n + 1)).
      var (power, tail) = (Pair(1), Pair(x))
      var (powers, tails) = (power, tail)
      for n in 1..<80 {
        power = power * square * Pair(1 / Double(n), reciprocalRest(Double(n)))
        tail = tail * square * Pair(2 / Double(2 * n + 1), 2 * reciprocalRest(Double(2 * n + 1)))
        powers = powers + power
        tails = tails + tail
      }
      return powers - tails * twoOverRootPi
    }
    // 1 / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))), from far out to the front.
    var fraction = Pair(x)
    for n in stride(from: 200, to: 0, by: -1) {
      fraction = Pair(x) + fraction.reciprocal * Pair(Double(n) / 2)
    }
    return fraction.reciprocal * twoOverRootPi * Pair(0.5)
  }
}

extension Pair {
  fileprivate static func + (a: Pair, b: Pair) -> Pair {
    let sum = Pair.sum(a.high, b.high)
    return orderedSum(sum.high, sum.low + (a.low + b.low))
  }

  fileprivate static func - (a: Pair, b: Pair) -> Pair { a + Pair(-b.high, -b.low) }

  /// One over this number, as a pair.
  fileprivate var reciprocal: Pair {
    let quotient = 1 / high
    let product = Pair(quotient) * self
    return Pair.orderedSum(quotient, quotient * ((1 - product.high) - product.low))
  }
}
