/// The elementary functions, with one result on every processor.
///
/// The C library picks other code, and other last digits, where a processor has fused operations. What
/// enters a model, a metric or an export is computed here instead, of additions, multiplications,
/// divisions and square roots alone, which IEEE 754 fixes to the last bit. Every function is within one
/// unit in the last place of the true value: numbers whose rounding would show are kept as `Pair`s,
/// and coefficients are those of the Taylor series, so nothing is fitted.
public enum Elementary {}

/// A number as the unevaluated sum of two doubles, the second at most half a unit of the first.
///
/// Source: T. J. Dekker, "A floating-point technique for extending the available precision",
/// Numerische Mathematik 18 (1971).
struct Pair {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// The sum of two doubles, exactly.
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> Pair {
    let high = a + b
    let part = high - a
    return Pair(high, (a - (high - part)) + (b - part))
  }

  /// The sum of two doubles, exactly, when `|a| >= |b|`.
  @inline(__always)
  static func orderedSum(_ a: Double, _ b: Double) -> Pair {
    let high = a + b
    return Pair(high, b - (high - a))
  }

  /// The product of two doubles, exactly, when no part of it overflows or underflows.
  @inline(__always)
  static func product(_ a: Double, _ b: Double) -> Pair {
    let (a1, a2) = halves(a)
    let (b1, b2) = halves(b)
    let high = a * b
    return Pair(high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2)
  }

  /// Two numbers of 26 bits each that sum to `a` (Veltkamp).
  @inline(__always)
  private static func halves(_ a: Double) -> (Double, Double) {
    let shifted = a * 0x1.0000002p27
    let upper = shifted - (shifted - a)
    return (upper, a - upper)
  }

  @inline(__always)
  static func * (a: Pair, b: Pair) -> Pair {
    let product = Pair.product(a.high, b.high)
    return orderedSum(product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  /// The quotient, rounded to a double.
  @inline(__always)
  static func / (a: Pair, b: Pair) -> Double {
    let quotient = a.high / b.high
    let product = Pair.product(quotient, b.high)
    let rest = ((a.high - product.high) - product.low) + (a.low - quotient * b.low)
    return quotient + rest / b.high
  }
}

extension Elementary {
  /// `x^n` for a whole `n`, by squaring.
  public static func power(_ x: Double, _ n: Int) -> Double {
    var result = Pair(1)
    var square = Pair(x)
    var left = n.magnitude
    // Where the pairs overflow the doubles alone have the same infinity or zero.
    var plain = (result: 1.0, square: x)
    while left > 0 {
      if left & 1 == 1 {
        result = result * square
        plain.result *= plain.square
      }
      left >>= 1
      if left == 0 { break }
      square = square * square
      plain.square *= plain.square
    }
    let isSafe = plain.result.isNormal && (result.high + result.low).isFinite
    let power = isSafe ? result : Pair(plain.result)
    return n < 0 ? (isSafe ? Pair(1) / power : 1 / plain.result) : power.high
  }
}
