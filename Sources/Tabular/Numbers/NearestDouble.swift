/// The double nearest to `digits × 10^exponent`.
///
/// Small cases are exact in double arithmetic (William Clinger, 1990). The others take one or two
/// multiplications by a 128-bit power of five: Daniel Lemire, "Number Parsing at a Gigabyte per
/// Second" (2021), which for up to 19 digits needs no way out (Mushtak and Lemire, "Fast Number
/// Parsing Without Fallback", 2023).
enum NearestDouble {
  /// The magnitude of the nearest double; infinite beyond the largest one.
  @inline(__always)
  static func magnitude(_ digits: UInt64, exponent q: Int) -> Double {
    if digits <= 1 &<< 53, q >= -22, q <= 22 {
      return q < 0 ? Double(digits) / power(0 &- q) : Double(digits) * power(q)
    }
    return byMultiplication(digits, q)
  }

  /// 10^0 to 10^22 are exact doubles.
  @inline(__always)
  private static func power(_ q: Int) -> Double { exactPowers[q] }

  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  static func byMultiplication(_ digits: UInt64, _ q: Int) -> Double {
    if digits == 0 || q < PowersOfFive.smallest { return 0 }
    if q > 308 { return .infinity }
    let zeros = digits.leadingZeroBitCount
    let w = digits &<< UInt64(zeros)
    var power = PowersOfFive.entry(q)
    // The proof wants small negative powers rounded up.
    if q < 0, q >= -27 { power = power.next }
    var (high, low) = w.multipliedFullWidth(by: power.high)
    if high & 0x1FF == 0x1FF {
      let second = w.multipliedFullWidth(by: power.low).high
      let (sum, carry) = low.addingReportingOverflow(second)
      low = sum
      if carry { high &+= 1 }
    }
    let upper = Int(high &>> 63)
    let shift = UInt64(upper &+ 9)
    var mantissa = high &>> shift
    // floor(log2(5^q)) + q, by a fraction; then the bias of doubles.
    var biased = ((217_706 &* q) &>> 16) &+ 63 &+ upper &- zeros &+ 1023
    if biased <= 0 {
      if 1 &- biased >= 64 { return 0 }
      mantissa &>>= UInt64(1 &- biased)
      mantissa = (mantissa &+ mantissa & 1) &>> 1
      return Double(bitPattern: mantissa)
    }
    // Exactly between two doubles: only possible for small powers. Then the even one.
    if low <= 1, q >= -4, q <= 23, mantissa & 3 == 1, mantissa &<< shift == high {
      mantissa &= ~1
    }
    mantissa = (mantissa &+ mantissa & 1) &>> 1
    if mantissa >= 2 &<< 52 {
      mantissa = 1 &<< 52
      biased &+= 1
    }
    if biased >= 0x7FF { return .infinity }
    return Double(bitPattern: mantissa & ~(1 &<< 52) | UInt64(biased) &<< 52)
  }
}
