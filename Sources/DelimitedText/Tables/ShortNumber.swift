import RowcastMachine
import RowcastTabular

/// Doubles from the numbers that most files hold: up to eight digits on each side of the point.
///
/// Eight digits are read as one word (`EightDigits`); fewer than eight are the end of such a
/// word, with zeros put before them. Up to 15 digits the number and the power of ten are both exact doubles,
/// so that the one division rounds correctly.
enum ShortNumber {
  /// The value of digits with one point at most, or nil for another kind of text.
  /// - Parameter others: one bit for each byte that is no digit.
  @inline(__always)
  static func double(
    _ bytes: Span<UInt8>, _ start: Int, length: Int, others: UInt64
  ) -> Double? {
    // Eight bytes before it are read.
    guard start >= 8 else { return nil }
    let isNegative = others & 1 != 0 && bytes[start] == UInt8(ascii: "-")
    let sign = isNegative ? 1 : 0
    let rest = others & ~UInt64(sign)
    if rest == 0 {
      let digits = length &- sign
      guard digits >= 1, digits <= 8 else { return nil }
      let value = Double(Int64(truncatingIfNeeded: eight(bytes, start &+ length, digits)))
      return isNegative ? -value : value
    }
    let point = rest.trailingZeroBitCount
    guard rest & (rest &- 1) == 0, bytes[start &+ point] == UInt8(ascii: ".") else { return nil }
    let whole = point &- sign
    let fraction = length &- point &- 1
    guard whole >= 1, whole <= 7, fraction >= 1, fraction <= 8 else { return nil }
    let mantissa =
      eight(bytes, start &+ point, whole) &* wholePowers[fraction]
      &+ eight(bytes, start &+ length, fraction)
    let value = Double(Int64(truncatingIfNeeded: mantissa)) / powers[fraction]
    return isNegative ? -value : value
  }

  /// The value of the last `count` of the eight digits that end at `end`.
  @inline(__always)
  private static func eight(_ bytes: Span<UInt8>, _ end: Int, _ count: Int) -> UInt64 {
    let word = bytes.word(at: end &- 8)
    // Before the digits stand other bytes, in the low end of the word; they are taken off first,
    // lest one below "0" borrows from the digit above it.
    let kept: UInt64 = ~0 &<< UInt64(64 &- count &* 8)
    return EightDigits.joined((word & kept) &- (0x3030_3030_3030_3030 & kept))
  }

  private static let powers: InlineArray<9, Double> = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
  private static let wholePowers: InlineArray<9, UInt64> = [
    1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]
}
