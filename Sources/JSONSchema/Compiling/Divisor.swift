import RowcastMachine
import RowcastTabular

/// What a number is to be a multiple of: exactly, with all digits of both.
struct Divisor: Sendable {
  let number: ExactNumber
  private let digits: UInt64
  private let exponent: Int

  /// Nil for zero, negative numbers, and more than 18 digits.
  init?(_ number: ExactNumber) {
    let decimal = number.text.withBytes { DecimalDigits($0) }
    guard !decimal.isNegative, (1...18).contains(decimal.count),
      let digits = UInt64(String(decoding: decimal.digits, as: UTF8.self))
    else { return nil }
    self.number = number
    self.digits = digits
    exponent = decimal.exponent
  }

  func divides(_ value: ExactNumber) -> Bool {
    let decimal = value.text.withBytes { DecimalDigits($0) }
    if decimal.digits.isEmpty { return true }
    // Digits without zeros at their end are divisible by no power of ten.
    guard decimal.exponent >= exponent else { return false }
    var rest: UInt64 = 0
    for digit in decimal.digits {
      rest = Self.product(rest, 10, modulo: digits)
      rest = (rest + UInt64(digit - UInt8(ascii: "0")) % digits) % digits
    }
    var power = decimal.exponent - exponent
    var factor = 10 % digits
    while power > 0, rest > 0 {
      if power & 1 == 1 { rest = Self.product(rest, factor, modulo: digits) }
      factor = Self.product(factor, factor, modulo: digits)
      power >>= 1
    }
    return rest % digits == 0
  }

  private static func product(_ a: UInt64, _ b: UInt64, modulo: UInt64) -> UInt64 {
    modulo.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }
}
