import RowcastTabular
import TestSupport
import Testing

@Suite struct ExactDoubleTests {
  /// The definition, the long way: the shortest text of the double has the same digits.
  private func isExact(_ text: String) -> Bool {
    guard let value = Double(text), value.isFinite else { return false }
    return DecimalDigits("\(value)".utf8.span) == DecimalDigits(text.utf8.span)
  }

  @Test(arguments: [
    "0", "-0.000", "1", "0.1", "0.10000000000000000", "0.1000000000000000055", "9007199254740993",
    "9007199254740992", "123456789012345678", "0.30000000000000004", "1e23", "1e22", "5e-324",
    "4.9e-324", "4.9406564584124654e-324", "1e-400", "1e400", "1.7976931348623157e308",
    "100000000000000000000000", "12345678901234567890123", "1234567890123456700000e-5", "+2.50E+3",
    "0.00000000000000000000000000001", "18446744073709551616", "9999999999999999999",
  ])
  func `a double holds a number when its shortest text has the same digits`(text: String) {
    #expect((ExactDouble.value(text.utf8.span) != nil) == isExact(text), "\(text)")
    if isExact(text) { #expect(ExactDouble.value(text.utf8.span) == Double(text)) }
  }

  @Test func `random numbers of up to 25 digits agree with the long way`() {
    var random = FixedGenerator(seed: 7)
    for round in 0..<4000 {
      // Every other one is the shortest text of a double, with zeros around it.
      var text: String
      if round % 2 == 0 {
        text = "\(Double(bitPattern: random.next() & 0x7FEF_FFFF_FFFF_FFFF))"
      } else {
        let digits = (0..<Int.random(in: 1...25, using: &random)).map { _ in
          String(Int.random(in: 0...9, using: &random))
        }
        let point = Int.random(in: 0...digits.count, using: &random)
        text = "0" + digits[..<point].joined() + "." + digits[point...].joined() + "0"
        if round % 3 == 0 { text += "e\(Int.random(in: -30...30, using: &random))" }
      }
      if round % 5 == 0 { text = "-" + text }
      #expect((ExactDouble.value(text.utf8.span) != nil) == isExact(text), "\(text)")
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("+7", 7), ("007", 7), ("9223372036854775807", Int64.max),
      ("-9223372036854775808", Int64.min), ("9223372036854775808", nil),
      ("-9223372036854775809", nil),
      ("00000000000000000000000000012", 12), ("18446744073709551617", nil), ("1.0", nil),
      ("1e3", nil),
      ("", nil), ("-", nil), ("1 ", nil), ("99999999999999999999999", nil),
    ] as [(String, Int64?)])
  func `a whole number has 64 bits or is none`(text: String, value: Int64?) {
    #expect(WholeNumber.value(text.utf8.span) == value)
  }
}
