// With x = 2^k (1 + f) and f between -0.293 and 0.415: log(1 + f) = 2 artanh(s) with s = f / (2 + f), as
// f - (f^2 / 2 - s (f^2 / 2 + R)), where R is the series of 2 artanh(s) / s behind its first term.

extension Elementary {
  /// The natural logarithm; minus infinity at 0, not a number below.
  public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    return logarithm(x, low: 0)
  }

  /// `log(1 + x)`, with all digits near zero.
  public static func log1p(_ x: Double) -> Double {
    guard x > -1, x < .infinity else { return x == -1 ? -.infinity : x > 0 ? x : .nan }
    if x == 0 { return x }
    let sum = Pair.sum(1, x)
    return logarithm(sum.high, low: sum.low)
  }

  /// `log(1 + e^x) = max(x, 0) + log1p(e^-|x|)`, without overflow.
  public static func softplus(_ x: Double) -> Double {
    if x < -700 { return exp(x) }
    if x > 40 || x.isNaN { return x }
    let e = Exponent(-abs(x)).value
    if x < -20 { return e.high + (e.low - 0.5 * e.high * e.high) }
    let sum = Pair.orderedSum(1, e.high)
    return max(x, 0) + logarithm(sum.high, low: sum.low + e.low)
  }

  /// `log(sigmoid(x)) = -softplus(-x)`.
  public static func logSigmoid(_ x: Double) -> Double { -softplus(-x) }

  /// The log-odds `log(p / (1 - p))`, with `p` kept away from 0 and 1 by 1e-15.
  public static func logit(_ p: Double) -> Double {
    let q = min(max(p, 1e-15), 1 - 1e-15)
    return log(q) - log1p(-q)
  }

  /// The logarithm of `x + low`, for a positive finite `x` and a `low` of less than its last place.
  private static func logarithm(_ x: Double, low: Double) -> Double {
    var k = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m *= 0.5
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let odd = w * (2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21)))))
    let even =
      z
      * (2.0 / 3
        + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19 + w * (2.0 / 23))))))
    let half = 0.5 * f * f
    // ln 2 in two parts; k times the first one is exact.
    let sum = Pair.sum(k * 6.93147180369123816490e-1, f)
    let correction = low == 0 ? 0 : low / x
    let rest = s * (half + (odd + even)) + (k * 1.90821492927058770002e-10 + correction)
    return sum.high + (sum.low - (half - rest))
  }
}
