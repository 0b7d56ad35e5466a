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
