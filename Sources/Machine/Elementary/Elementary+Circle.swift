// The angle comes as a share of a turn, which can be cut to an eighth without any error; an angle in
// radians would have to be divided by a multiple of pi that no double is.

extension Elementary {
  /// The sine of a share of a turn, `sin(2 pi t)`: 0 at 0 and 1/2, 1 at 1/4.
  public static func sine(turns t: Double) -> Double {
    guard t.isFinite else { return .nan }
    return circle(t - t.rounded(), quarter: 0)
  }

  /// The cosine of a share of a turn, `cos(2 pi t)`: 1 at 0, 0 at 1/4.
  public static func cosine(turns t: Double) -> Double {
    guard t.isFinite else { return .nan }
    return circle(t - t.rounded(), quarter: 1)
  }

  /// The sine of `t + quarter / 4` turns.
  private static func circle(_ t: Double, quarter: Int) -> Double {
    let nearest = (4 * t).rounded()
    let place = (Int(nearest) + quarter) & 3
    let angle = turn(t - nearest / 4)
    let value = place & 1 == 0 ? sine(angle) : cosine(angle)
    return place & 2 == 0 ? value : 0 - value
  }

  /// An eighth of a turn or less in radians.
  private static func turn(_ r: Double) -> Pair {
    let product = Pair.product(r, 6.283185307179586)
    return .orderedSum(product.high, product.low + r * 2.4492935982947064e-16)
  }

  private static func sine(_ angle: Pair) -> Double {
    let x = angle.high
    let square = Pair.product(x, x)
    let third = square * Pair(x) * Pair(1.0 / 6, 9.25185853854297e-18)
    let z = square.high
    let a = 1.0 / 120 + z * (-1.0 / 5040 + z * (1.0 / 362_880 + z * (-1.0 / 39_916_800)))
    let b = 1.0 / 6_227_020_800 + z * (-1.0 / 1_307_674_368_000)
    let series = a + (z * z) * (z * z) * b
    let sum = Pair.orderedSum(x, -third.high)
    return sum.high + (sum.low + (x * (z * z) * series - third.low + angle.low * (1 - 0.5 * z)))
  }

  private static func cosine(_ angle: Pair) -> Double {
    let x = angle.high
    let square = Pair.product(x, x)
    let z = square.high
    let a = 1.0 / 24 + z * (-1.0 / 720 + z * (1.0 / 40320 + z * (-1.0 / 3_628_800)))
    let b = 1.0 / 479_001_600 + z * (-1.0 / 87_178_291_200 + z * (1.0 / 20_922_789_888_000))
    let series = a + (z * z) * (z * z) * b
    let sum = Pair.orderedSum(1, -0.5 * z)
    return sum.high + (sum.low + (z * z * series - 0.5 * square.low - x * angle.low))
  }
}
