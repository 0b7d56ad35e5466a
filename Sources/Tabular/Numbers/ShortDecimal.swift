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
    guard let scan = DecimalScan(text), !scan.isTruncated else { return nil }
    guard scan.digits != 0 else {
      self.init(verbatim: 0, exponent: 0)
      return
    }
    let short = ShortestDecimal(scan)
    let least = Int64.min.magnitude
    guard short.digits < least || (scan.isNegative && short.digits == least) else { return nil }
    let digits = Int64(truncatingIfNeeded: scan.isNegative ? 0 &- short.digits : short.digits)
    self.init(verbatim: digits, exponent: short.exponent)
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
