internal import RowcastMachine

/// Decimal digits of whole numbers: eight at a time where what is behind them is free to write to, else
/// two at a time.
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

  /// Writes a number's digits to a place; `count` of them, which is how many it has. Up to eight bytes
  /// behind the place are overwritten in any case.
  @inline(__always)
  static func writeAll(
    _ value: UInt64, count: Int, to target: inout MutableSpan<UInt8>, at place: Int = 0
  ) {
    if count <= 8 {
      writeFirst(value, count, to: &target, at: place)
    } else if count <= 16 {
      let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
      writeFirst(high, count &- 8, to: &target, at: place)
      target.store(eight(low), at: place &+ count &- 8)
    } else {
      let (high, low) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
      let (middle, last) = low.quotientAndRemainder(dividingBy: 100_000_000)
      writeFirst(high, count &- 16, to: &target, at: place)
      target.store(eight(middle), at: place &+ count &- 16)
      target.store(eight(last), at: place &+ count &- 8)
    }
  }

  /// Writes one to eight digits as a word, its zeros in front pushed out.
  @inline(__always)
  private static func writeFirst(
    _ value: UInt64, _ count: Int, to target: inout MutableSpan<UInt8>, at place: Int
  ) {
    target.store(
      eight(value) &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count), at: place)
  }

  /// The eight digits of a number below 10^8 in a word, the first one lowest: it is split into fours,
  /// these into pairs, and these into digits, with a multiplication each.
  @inline(__always)
  private static func eight(_ value: UInt64) -> UInt64 {
    let fours = value / 10_000 | (value % 10_000) &<< 32
    // 10486 / 2^20 is close enough to a hundredth of what is below 10,000, 103 / 1024 to a tenth.
    let hundreds = (fours &* 10_486) &>> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
    return (tens | (pairs &- tens &* 10) &<< 8) &+ 0x3030_3030_3030_3030
  }

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
