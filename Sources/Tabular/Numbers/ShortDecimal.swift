internal import RowcastMachine

/// A number as a whole number of 64 bits times a power of ten, in one form only: equal numbers have
/// equal parts, however their sources wrote them (`1.50`, `15e-1`, the double 1.5).
package struct ShortDecimal: Hashable, Sendable {
  /// Not divisible by ten, but for zero.
  package let digits: Int64
  /// The power of ten that the digits are multiplied by; 0 for zero.
  package let exponent: Int

  /// Digits and exponent as they were taken from ``digits`` and ``exponent``.
  package init(verbatim digits: Int64, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// A whole number.
  @inline(__always)
  package init(_ value: Int64) {
    var digits = value
    var exponent = 0
    while digits != 0, digits % 10 == 0 {
      digits /= 10
      exponent &+= 1
    }
    self.init(verbatim: digits, exponent: exponent)
  }

  /// The shortest decimal that reads back as the double, which is finite.
  package init(_ value: Double) {
    guard value != 0 else {
      self.init(verbatim: 0, exponent: 0)
      return
    }
    let shortest = ShortestDecimal(value)
    // A double has at most 17 digits.
    let digits = Int64(truncatingIfNeeded: shortest.digits)
    self.init(verbatim: value < 0 ? 0 &- digits : digits, exponent: shortest.exponent)
  }

  /// The number that a text of JSON says; nil when its digits are more than 64 bits hold.
  package init?(_ text: Span<UInt8>) {
    if let plain = Self.plain(text) {
      self = plain
      return
    }
    let all = DecimalDigits(text)
    guard all.count <= 20 else { return nil }
    var magnitude: UInt64 = 0
    for digit in all.digits {
      let (product, high) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit &- UInt8(ascii: "0")))
      guard !high, !carry, digit >= UInt8(ascii: "0") else { return nil }
      magnitude = sum
    }
    let least = UInt64(1) << 63
    guard magnitude < least || (all.isNegative && magnitude == least) else { return nil }
    let digits = Int64(truncatingIfNeeded: all.isNegative ? 0 &- magnitude : magnitude)
    self.init(verbatim: digits, exponent: all.exponent)
  }

  /// `-? digits (. digits)?` of at most 18 digits, which is how nearly all numbers are written.
  private static func plain(_ text: Span<UInt8>) -> ShortDecimal? {
    guard text.count > 0, text.count <= 20 else { return nil }
    let isNegative = text[0] == UInt8(ascii: "-")
    var digits: Int64 = 0
    var count = 0
    var exponent = 0
    var isFraction = false
    for i in (isNegative ? 1 : 0)..<text.count {
      let digit = text[i] &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ Int64(digit)
        count &+= 1
        if isFraction { exponent &-= 1 }
      } else {
        guard text[i] == UInt8(ascii: "."), !isFraction else { return nil }
        isFraction = true
      }
    }
    guard count > 0, count <= 18 else { return nil }
    if digits == 0 { return ShortDecimal(verbatim: 0, exponent: 0) }
    while digits % 10 == 0 {
      digits /= 10
      exponent &+= 1
    }
    return ShortDecimal(verbatim: isNegative ? 0 &- digits : digits, exponent: exponent)
  }

  /// The number as a valid JSON number: without an exponent where it is short.
  package var text: String {
    if exponent == 0 { return String(digits) }
    let magnitude = String(digits.magnitude)
    let sign = digits < 0 ? "-" : ""
    if exponent > 0 {
      return magnitude.count + exponent <= 21
        ? sign + magnitude + String(repeating: "0", count: exponent)
        : sign + magnitude + "e\(exponent)"
    }
    let places = -exponent
    if places < magnitude.count {
      return sign + magnitude.dropLast(places) + "." + magnitude.suffix(places)
    }
    return places <= 21
      ? sign + "0." + String(repeating: "0", count: places - magnitude.count) + magnitude
      : sign + magnitude + "e\(exponent)"
  }
}
