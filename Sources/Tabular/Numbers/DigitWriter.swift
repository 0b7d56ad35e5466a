/// Decimal digits of whole numbers, two at a time.
enum DigitWriter {
  /// How many digits a number has; 1 for 0.
  @inline(__always)
  static func count(_ value: UInt64) -> Int {
    // 1233/4096 is close enough below log10(2); the comparison corrects it.
    let guess = ((64 &- (value | 1).leadingZeroBitCount) &* 1233) &>> 12
    return guess &+ (value >= powers[guess] ? 1 : 0)
  }

  /// 10^0 to 10^19, the first one zero so that 0 has one digit.
  private static let powers: [UInt64] = [
    0, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
    100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
    100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// Writes a number's digits to a place; `count` of them, with zeros in front if it has fewer.
  @inline(__always)
  static func write(
    _ value: UInt64, count: Int, to target: inout MutableSpan<UInt8>, at place: Int = 0
  ) {
    var value = value
    var at = place &+ count
    while at >= place &+ 2 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 100)
      let pair = UInt32(truncatingIfNeeded: remainder)
      // 103/1024 is close enough to a tenth of what is below 100.
      let tens = (pair &* 103) &>> 10
      target[at &- 1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: pair &- tens &* 10)
      target[at &- 2] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: tens)
      value = quotient
      at &-= 2
    }
    if at > place {
      target[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10)
    }
  }
}
