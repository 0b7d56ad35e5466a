/// Eight decimal digits at once: joined to pairs, to fours and to eight, with a multiplication each.
///
/// Public because the compiler inlines nothing into other modules that is `package`.
/// Source: Daniel Lemire, "Quickly parsing eight digits" (2018).
public enum EightDigits {
  /// The value of eight digits in a word as they stand in memory; nil if one is no digit.
  @inlinable @inline(__always)
  public static func value(of word: UInt64) -> UInt64? {
    let word = word.littleEndian
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let zeros: UInt64 = 0x3030_3030_3030_3030
    guard word & high == zeros, (word &+ 0x0606_0606_0606_0606) & high == zeros else { return nil }
    return joined(word &- zeros)
  }

  /// How many digits a word begins with.
  /// - Parameter word: its first byte is the lowest one.
  @inlinable @inline(__always)
  public static func count(of word: UInt64) -> Int {
    let values = word ^ 0x3030_3030_3030_3030
    // A byte of ten or more sets its highest bit; what it carries into the next ones is behind it.
    let others = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount &>> 3
  }

  /// The value of the digits that a word begins with.
  /// - Parameters:
  ///   - word: its first byte is the lowest one.
  ///   - count: 1 to 8.
  @inlinable @inline(__always)
  public static func value(of word: UInt64, count: Int) -> UInt64 {
    // The others are pushed out, and zeros come in before the first one.
    joined((word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count))
  }

  /// The number of eight values of 0 to 9, the first one in the lowest byte.
  @inlinable @inline(__always)
  public static func joined(_ values: UInt64) -> UInt64 {
    let pairs = values &* 10 &+ values &>> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let low = (pairs & mask) &* 0x000F_4240_0000_0064
    let high = ((pairs &>> 16) & mask) &* 0x0000_2710_0000_0001
    return (low &+ high) &>> 32
  }
}
