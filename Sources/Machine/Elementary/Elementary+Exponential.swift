// e^x by Cody and Waite: n = round(x / ln 2), r = x - n ln 2, e^x = 2^n e^r with |r| <= 0.347, and e^r
// by its Taylor series up to r^14 (the next term is 1e-19), in pairs of terms (Estrin). The kernels in
// C take the same steps in the same order for eight numbers at once, so both give the same bits.

extension Elementary {
  /// `2^n (1 + r + r^2 / 2 + rest)` is the exponential.
  struct Exponent {
    let n: Double
    let r: Double
    let rest: Double

    /// - Precondition: `|x| < 1000`.
    @inline(__always)
    init(_ x: Double) {
      let shift = 0x1.8p52
      n = (x * 1.4426950408889634 + shift) - shift
      let rough = x - n * 6.93145751953125e-1
      let correction = n * 1.4286068203094173e-6
      r = rough - correction
      let lost = (rough - r) - correction
      let r2 = r * r
      let r4 = r2 * r2
      let r8 = r4 * r4
      let p45 = r * (1.0 / 120) + (1.0 / 24)
      let p67 = r * (1.0 / 5040) + (1.0 / 720)
      let p89 = r * (1.0 / 362_880) + (1.0 / 40320)
      let pab = r * (1.0 / 39_916_800) + (1.0 / 3_628_800)
      let pcd = r * (1.0 / 6_227_020_800) + (1.0 / 479_001_600)
      let low = (p45 + p67 * r2) * r4 + (r * (1.0 / 6)) * r2
      let high = (p89 + pab * r2) + (pcd + r2 * (1.0 / 87_178_291_200)) * r4
      rest = (high * r8 + low) + lost
    }

    /// `e^r`, the second part to a tenth of the last place of the first.
    @inline(__always)
    var factor: Pair {
      let sum = Pair.orderedSum(1, r)
      return Pair.orderedSum(sum.high, sum.low + (0.5 * (r * r) + rest))
    }

    /// The exponential itself, for `|n| <= 1021`.
    @inline(__always)
    var value: Pair {
      let (scale, factor) = (Elementary.powerOfTwo(Int(n)), factor)
      return Pair(factor.high * scale, factor.low * scale)
    }
  }

  /// `2^n` for `-1022 <= n <= 1023`.
  @inline(__always)
  static func powerOfTwo(_ n: Int) -> Double { Double(bitPattern: UInt64(1023 + n) << 52) }

  /// `e^x`.
  public static func exp(_ x: Double) -> Double {
    guard x < 709.79 else { return x.isNaN ? x : .infinity }
    if x < -745.2 { return 0 }
    let exponent = Exponent(x)
    let factor = exponent.factor
    return scaled(factor.high + factor.low, by: exponent.n)
  }

  /// `2^n x`, where `2^n` itself may lie outside the doubles.
  static func scaled(_ x: Double, by n: Double) -> Double {
    let half = (n * 0.5).rounded(.down)
    return x * powerOfTwo(Int(half)) * powerOfTwo(Int(n - half))
  }

  /// `e^x - 1`, with all digits near zero.
  public static func expm1(_ x: Double) -> Double {
    if x > 40 { return exp(x) }
    if x < -40 { return -1 }
    if x == 0 || x.isNaN { return x }
    let pair = lessOne(x)
    return pair.high + pair.low
  }

  /// `e^x - 1` for `|x| <= 44`.
  @inline(__always)
  static func lessOne(_ x: Double) -> Pair {
    let exponent = Exponent(x)
    let (r, rest) = (exponent.r, exponent.rest)
    let square = Pair.product(r, r)
    if exponent.n == 0 { return .orderedSum(r, 0.5 * square.high + (0.5 * square.low + rest)) }
    let scale = powerOfTwo(Int(exponent.n))
    let whole = Pair.sum(scale, -1)
    let linear = Pair.sum(whole.high, scale * r)
    let sum = Pair.sum(linear.high, scale * 0.5 * square.high)
    let low = (whole.low + linear.low + sum.low) + scale * (0.5 * square.low + rest)
    return .orderedSum(sum.high, low)
  }

  /// The hyperbolic tangent, `(e^2x - 1) / (e^2x + 1)`.
  public static func tanh(_ x: Double) -> Double {
    if x == 0 || x.isNaN { return x }
    if abs(x) > 22 { return x > 0 ? 1 : -1 }
    let e = lessOne(2 * abs(x))
    let sum = Pair.sum(e.high, 2)
    let value = e / Pair(sum.high, sum.low + e.low)
    return x < 0 ? -value : value
  }

  /// The logistic function `1 / (1 + e^-x)`, without overflow for any `x`.
  public static func sigmoid(_ x: Double) -> Double {
    if x < -708 { return exp(x) }
    if x.isNaN { return x }
    let e = Exponent(max(-abs(x), -708)).value
    let sum = Pair.orderedSum(1, e.high)
    return (x < 0 ? e : Pair(1)) / Pair(sum.high, sum.low + e.low)
  }
}
