import RowcastTabular

/// Fields that one or two of their bytes tell: digits, digits with one point, days.
///
/// The rest is told by the bit map of bytes that are no digits, without looking at the bytes:
///
///     -12.50   map 1..1..    the sign off, one bit left: the point
///     2024     map ....      no bit: a whole number
enum PlainField {
  /// What such a field is; nil for any other.
  /// - Parameter others: one bit for each of the first 64 bytes that is no digit.
  @inline(__always)
  static func kinds(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ others: UInt64
  ) -> ValueKinds? {
    let length = end &- start
    guard length > 0, length <= 64, !traits.contains(.encoded) else { return nil }
    // A lone sign is followed by a delimiter, a line end or the margin.
    let sign = bytes[start] == UInt8(ascii: "-") ? 1 : 0
    let others = others & ~UInt64(sign)
    if others == 0 {
      guard length > sign, length == sign &+ 1 || bytes[start &+ sign] != UInt8(ascii: "0") else {
        return nil
      }
      return traits.isEmpty ? .integer : .quotedInteger
    }
    if others & (others &- 1) == 0 {
      let point = others.trailingZeroBitCount
      let hasNoZero = bytes[start &+ sign] != UInt8(ascii: "0")
      guard bytes[start &+ point] == UInt8(ascii: "."), point > sign, point &+ 1 < length,
        hasNoZero || point == sign &+ 1
      else { return nil }
      let found: ValueKinds =
        length &- point != 4 || point > 3 &+ sign || !hasNoZero ? .plainDecimal : .decimal
      return traits.isEmpty ? found : found.union(.quotedValue)
    }
    if others == dashesOfDate, length == 10, sign == 0, isDate(bytes, start) {
      return traits.isEmpty ? .date : .quotedDate
    }
    return nil
  }

  /// Whether a field tells nothing new of its column; nil where all its bytes must be read for that.
  @inline(__always)
  static func isKnown(
    _ column: KnownColumns.Column, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
    _ traits: FieldTraits, _ others: UInt64
  ) -> Bool? {
    if let found = kinds(bytes, start, end, traits, others) {
      return column.kinds.isSuperset(of: found)
    }
    guard traits.isEmpty else { return nil }
    if end == start { return column.kinds.contains(.empty) }
    return column.kinds.contains(.boolean) && Words.truth(bytes, start, end &- start) != nil
      ? true : nil
  }

  /// The places of the dashes in `2024-03-01`.
  private static let dashesOfDate: UInt64 = 1 << 4 | 1 << 7

  /// Whether ten bytes with eight digits are a date that exists in any year.
  @inline(__always)
  private static func isDate(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    func byte(_ i: Int) -> UInt8 { bytes[start &+ i] }
    let zero = UInt8(ascii: "0")
    let month = (byte(5) &- zero) &* 10 &+ (byte(6) &- zero)
    let day = (byte(8) &- zero) &* 10 &+ (byte(9) &- zero)
    return byte(4) == UInt8(ascii: "-") && byte(7) == UInt8(ascii: "-") && month &- 1 < 12
      && day &- 1 < 28
  }
}
