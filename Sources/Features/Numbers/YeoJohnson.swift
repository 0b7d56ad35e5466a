import RowcastMachine

/// The power transform of Yeo and Johnson (Biometrika 87, 2000), for numbers of any sign.
///
///     x >= 0:  ((x + 1)^l - 1) / l              l != 0;   ln(x + 1)    l == 0
///     x <  0:  -((1 - x)^(2 - l) - 1) / (2 - l) l != 2;   -ln(1 - x)   l == 2
public struct YeoJohnson: Sendable, Hashable {
  /// The power `l`: 1 leaves numbers as they are.
  public var lambda: Double

  /// The transform of a given power; ``fitted(to:)`` finds one.
  public init(lambda: Double) { self.lambda = lambda }

  /// The transformed number, computed by `expm1` and `log1p` to keep its digits near the limits.
  public func callAsFunction(_ x: Double) -> Double {
    // expm1(l * log1p(x)) / l keeps the digits that pow(x + 1, l) - 1 loses near l = 0.
    if x >= 0 {
      let logarithm = Elementary.log1p(x)
      return lambda == 0 ? logarithm : Elementary.expm1(lambda * logarithm) / lambda
    }
    let logarithm = Elementary.log1p(-x)
    let rest = 2 - lambda
    return rest == 0 ? -logarithm : -Elementary.expm1(rest * logarithm) / rest
  }

  /// The lambda of the largest normal likelihood, found by golden section and parabolas (Brent)
  /// between -5 and 5 from up to 20,000 values spread evenly; 1 when the values do not vary.
  public static func fitted(to values: [Double]) -> YeoJohnson {
    let step = max(1, values.count / 20_000)
    let sample = stride(from: 0, to: values.count, by: step).map { values[$0] }
      .filter(\.isFinite)
    guard let first = sample.first, sample.contains(where: { $0 != first }) else {
      return YeoJohnson(lambda: 1)
    }
    let logarithms = sample.reduce(0) { $0 + SignedLogarithm.of($1) }
    return YeoJohnson(
      lambda: minimum(from: -5, to: 5) { lambda in
        -logLikelihood(of: sample, lambda: lambda, logarithms: logarithms)
      })
  }

  /// The log-likelihood but for a constant: `-n/2 ln(variance) + (l - 1) sum sign(x) ln(|x| + 1)`.
  static func logLikelihood(of values: [Double], lambda: Double, logarithms: Double) -> Double {
    let power = YeoJohnson(lambda: lambda)
    let variance = Moments(of: values.map { power($0) }).variance
    guard variance > 0, variance.isFinite else { return -.greatestFiniteMagnitude }
    return -Double(values.count) / 2 * Elementary.log(variance) + (lambda - 1) * logarithms
  }

  /// The minimum of a function of one variable (Brent 1973, "localmin"), to about 1e-8.
  static func minimum(from low: Double, to high: Double, of f: (Double) -> Double) -> Double {
    let golden = 0.3819660112501051
    var (a, b) = (low, high)
    var x = a + golden * (b - a)
    var (w, v) = (x, x)
    var fx = f(x)
    var (fw, fv) = (fx, fx)
    var (step, before) = (0.0, 0.0)
    for _ in 0..<100 {
      let middle = (a + b) / 2
      let tolerance = 1.5e-8 * abs(x) + 1e-10
      if abs(x - middle) <= 2 * tolerance - (b - a) / 2 { break }
      var useGolden = true
      if abs(before) > tolerance {
        let r = (x - w) * (fx - fv)
        var q = (x - v) * (fx - fw)
        var p = (x - v) * q - (x - w) * r
        q = 2 * (q - r)
        if q > 0 { p = -p } else { q = -q }
        let last = before
        before = step
        if abs(p) < abs(0.5 * q * last), p > q * (a - x), p < q * (b - x) {
          step = p / q
          let u = x + step
          if u - a < 2 * tolerance || b - u < 2 * tolerance {
            step = x < middle ? tolerance : -tolerance
          }
          useGolden = false
        }
      }
      if useGolden {
        before = x < middle ? b - x : a - x
        step = golden * before
      }
      let u = abs(step) >= tolerance ? x + step : x + (step > 0 ? tolerance : -tolerance)
      let fu = f(u)
      if fu <= fx {
        if u < x { b = x } else { a = x }
        (v, w, x) = (w, x, u)
        (fv, fw, fx) = (fw, fx, fu)
      } else {
        if u < x { a = u } else { b = u }
        if fu <= fw || w == x {
          (v, w) = (w, u)
          (fv, fw) = (fw, fu)
        } else if fu <= fv || v == x || v == w {
          v = u
          fv = fu
        }
      }
    }
    return x
  }
}
