/// Decimal digits of whole numbers, two at a time.
enum DigitWriter {
  private static let pairs: StaticString = """
    00010203040506070809101112131415161718192021222324252627282930313233343536373839\
    40414243444546474849505152535455565758596061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899
    """

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

  /// Writes a number's digits; `count` of them, with zeros in front if it has fewer.
  @inline(__always)
  static func write(_ value: UInt64, count: Int, to target: UnsafeMutablePointer<UInt8>) {
    var value = value
    var at = count
    let pairs = pairs.utf8Start
    while at >= 2 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 100)
      let pair = pairs + Int(truncatingIfNeeded: remainder &* 2)
      target[at &- 1] = pair[1]
      target[at &- 2] = pair[0]
      value = quotient
      at &-= 2
    }
    if at == 1 { target[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10) }
  }
}
