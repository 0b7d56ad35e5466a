import RowcastTabular
import TestSupport
import Testing

@Suite struct AmountListTests {
  private func read(_ text: String) -> Double? {
    AmountSyntax.double(text.utf8.span, .learned(decimalComma: false))
  }

  @Test func `every listed currency is read before and behind a number`() {
    #expect(Currency.texts.count > 100)
    for sign in Currency.texts {
      #expect(read("\(sign) 5") == 5 && read("5 \(sign)") == 5, "\(sign)")
    }
    #expect(read("QQQ 5") == nil)
  }

  @Test func `every listed unit is read behind a number, with its power of ten`() {
    for (unit, power) in CountingUnit.texts {
      let expected = (0..<power).reduce(7.0) { value, _ in value * 10 }
      #expect(read("7 \(unit)") == expected, "\(unit)")
    }
    #expect(read("7 qq") == nil)
  }
}
