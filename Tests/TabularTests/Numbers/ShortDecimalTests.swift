import RowcastTabular
import TestSupport
import Testing

@Suite struct ShortDecimalTests {
  /// The parts of a number, the long way: nil beyond 64 bits.
  private func parts(_ text: String) -> (digits: Int64, exponent: Int)? {
    let all = DecimalDigits(text.utf8.span)
    if all.count == 0 { return (0, 0) }
    let digits = (all.isNegative ? "-" : "") + String(decoding: all.digits, as: UTF8.self)
    return Int64(digits).map { ($0, all.exponent) }
  }

  @Test func `Numbers have one form, however they are written`() {
    var random = FixedGenerator(seed: 11)
    var texts = [
      "0", "-0.000", "0e5", "1.50", "15e-1", "-9223372036854775808", "9223372036854775808",
      "9223372036854775807", "10000000000000000000000", "12345678901234567890123", "0.00100", "1e3",
      "-922337203685477580800e-2", "18446744073709551615", "1e300", "99999999999999999990",
    ]
    for _ in 0..<2000 {
      let digits = (0..<Int.random(in: 1...24, using: &random)).map { _ in
        String([0, 0, Int.random(in: 0...9, using: &random)].randomElement(using: &random) ?? 0)
      }
      let point = Int.random(in: 0...digits.count, using: &random)
      texts.append("-0" + digits[..<point].joined() + "." + digits[point...].joined() + "0")
    }
    for text in texts {
      let short = ShortDecimal(text.utf8.span)
      let expected = parts(text)
      #expect(short?.digits == expected?.digits, "\(text)")
      #expect(short?.exponent == expected?.exponent, "\(text)")
    }
  }

  @Test func `A text, a whole number and a double of one value are one`() {
    #expect(ShortDecimal("1.50".utf8.span) == ShortDecimal(1.5))
    #expect(ShortDecimal("1200".utf8.span) == ShortDecimal(Int64(1200)))
    #expect(ShortDecimal("-1.2e3".utf8.span) == ShortDecimal(-1200.0))
  }
}
