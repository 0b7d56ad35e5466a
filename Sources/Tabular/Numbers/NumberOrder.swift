internal import RowcastMachine

/// The order of numbers by all their digits, however many there are.
package enum NumberOrder {
  /// -1, 0 or 1 as the first number is less than, equal to or greater than the second.
  ///
  /// Rounding to doubles never turns the order round: only where two of them are equal, digits tell.
  /// - Parameters: texts of JSON numbers.
  package static func compare(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
    let (x, y) = (NumberText.double(a) ?? .nan, NumberText.double(b) ?? .nan)
    if x < y { return -1 }
    if x > y { return 1 }
    return compare(DecimalDigits(a), DecimalDigits(b))
  }

  /// As ``compare(_:_:)`` of texts.
  package static func compare(_ a: ExactNumber, _ b: ExactNumber) -> Int {
    if a.text == b.text { return 0 }
    return a.text.withBytes { a in b.text.withBytes { b in compare(a, b) } }
  }

  private static func compare(_ a: DecimalDigits, _ b: DecimalDigits) -> Int {
    if a == b { return 0 }
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let sign = a.isNegative ? -1 : 1
    if a.digits.isEmpty || b.digits.isEmpty { return a.digits.isEmpty ? -sign : sign }
    let (high, other) = (a.count + a.exponent, b.count + b.exponent)
    if high != other { return high < other ? -sign : sign }
    return a.digits.lexicographicallyPrecedes(b.digits) ? -sign : sign
  }
}
