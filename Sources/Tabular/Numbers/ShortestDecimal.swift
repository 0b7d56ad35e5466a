/// The shortest decimal that reads back as the same double, and of those the nearest one.
///
/// The algorithm is Schubfach: Raffaello Giulietti, "The Schubfach way to render doubles" (2020).
/// The decimals between the midpoints to the neighboring doubles round to this one. `k` is chosen
/// such that at least one multiple of 10^k, and at most one of 10^(k+1), lies between them; so the
/// answer is the one multiple of 10^(k+1) if there is one, else the nearest multiple of 10^k. The
/// three products with 10^-k are rounded to odd, which keeps every comparison right.
struct ShortestDecimal: Equatable {
  /// The digits as a number without trailing zeros, and the power of ten it is multiplied by.
  var digits: UInt64
  var exponent: Int

  /// - Parameter value: finite and not zero; its sign is left out.
  @inline(__always)
  init(_ value: Double) {
    let bits = value.bitPattern
    let fraction = bits & 0xF_FFFF_FFFF_FFFF
    let biased = Int(bits &>> 52 & 0x7FF)
    let c = biased == 0 ? fraction : fraction | 1 &<< 52
    let q = (biased == 0 ? 1 : biased) &- 1075

    let isOdd = c & 1
    // Below a power of two, the neighbor is only half as far away.
    let isPower = fraction == 0 && biased > 1
    let k = (q &* 1_262_611 &- (isPower ? 524_031 : 0)) &>> 22
    let h = UInt64(truncatingIfNeeded: q &+ ((0 &- k) &* 1_741_647) &>> 19 &+ 1)
    var power = PowersOfFive.entry(0 &- k)
    if !(PowersOfFive.exact ~= (0 &- k)) { power = power.next }

    let lower = Self.product(power, (4 &* c &- 2 &+ (isPower ? 1 : 0)) &<< h) &+ isOdd
    let middle = Self.product(power, (4 &* c) &<< h)
    let upper = Self.product(power, (4 &* c &+ 2) &<< h) &- isOdd

    let s = middle &>> 2
    if s >= 10 {
      let tens = s / 10
      let isBelow = lower <= 40 &* tens
      let isAbove = 40 &* tens &+ 40 <= upper
      if isBelow != isAbove {
        digits = tens &+ (isAbove ? 1 : 0)
        exponent = k &+ 1
        removeZeros()
        return
      }
    }
    let isBelow = lower <= 4 &* s
    let isAbove = 4 &* s &+ 4 <= upper
    if isBelow != isAbove {
      digits = s &+ (isAbove ? 1 : 0)
    } else {
      let half = 4 &* s &+ 2
      digits = s &+ (middle > half || (middle == half && s & 1 != 0) ? 1 : 0)
    }
    exponent = k
    removeZeros()
  }

  /// The number that was taken apart, which has a digit other than zero and was not cut off, in the same
  /// form. Its sign is left out.
  init(_ scan: DecimalScan) {
    digits = scan.digits
    exponent = scan.exponent
    removeZeros()
  }

  /// The upper 64 of 192 bits, with the lowest bit set if anything below them is.
  @inline(__always)
  private static func product(_ power: PowersOfFive.Entry, _ value: UInt64) -> UInt64 {
    let low = power.low.multipliedFullWidth(by: value)
    let high = power.high.multipliedFullWidth(by: value)
    let (middle, carry) = high.low.addingReportingOverflow(low.high)
    return (high.high &+ (carry ? 1 : 0)) | (middle > 1 ? 1 : 0)
  }

  @inline(__always)
  private mutating func removeZeros() {
    if digits % 100_000_000 == 0 {
      digits /= 100_000_000
      exponent &+= 8
    }
    if digits % 10000 == 0 {
      digits /= 10000
      exponent &+= 4
    }
    if digits % 100 == 0 {
      digits /= 100
      exponent &+= 2
    }
    // Up to three more: 8 + 4 + 2 leaves no more than that of 17 digits.
    while digits % 10 == 0 {
      digits /= 10
      exponent &+= 1
    }
  }
}
