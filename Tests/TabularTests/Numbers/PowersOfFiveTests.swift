import Testing

@testable import RowcastTabular

@Suite struct `Powers of five` {
  /// 5^q as an exact whole number.
  func power(_ q: Int) -> BigNumber {
    var number = BigNumber()
    number.add(1)
    for _ in 0..<q { number.multiply(by: 5) }
    return number
  }

  func number(_ entry: PowersOfFive.Entry) -> BigNumber {
    var number = BigNumber()
    number.add(entry.high)
    number.shift(by: 64)
    number.add(entry.low)
    return number
  }

  func bits(_ number: BigNumber) -> Int {
    number.words.count * 64 - (number.words.last?.leadingZeroBitCount ?? 0)
  }

  @Test func `every entry holds the leading 128 bits`() {
    for q in PowersOfFive.smallest...PowersOfFive.largest {
      let entry = PowersOfFive.entry(q)
      #expect(entry.high >> 63 == 1)
      // floor(5^q × 2^s) = entry means entry ≤ 5^q × 2^s < entry + 1; the side with the negative
      // power is moved to the other one.
      var lower = number(entry)
      var upper = number(entry)
      upper.add(1)
      var exact = power(max(q, 0))
      if q >= 0 {
        let shift = 128 - bits(exact)
        if shift >= 0 {
          exact.shift(by: shift)
        } else {
          lower.shift(by: -shift)
          upper.shift(by: -shift)
        }
      } else {
        let divisor = power(-q)
        for _ in 0..<(-q) {
          lower.multiply(by: 5)
          upper.multiply(by: 5)
        }
        exact = BigNumber()
        exact.add(1)
        exact.shift(by: bits(divisor) + 127)
      }
      #expect(lower.compare(exact) <= 0, "5^\(q)")
      #expect(upper.compare(exact) > 0, "5^\(q)")
    }
  }

  @Test func `big numbers multiply, shift and compare`() {
    var a = BigNumber()
    a.add(.max)
    a.add(1)
    #expect(a.words == [0, 1])
    a.multiply(by: .max)
    #expect(a.words == [0, .max])
    var b = BigNumber()
    b.add(1)
    b.shift(by: 130)
    #expect(b.words == [0, 0, 4])
    #expect(a.compare(b) < 0 && b.compare(a) > 0 && b.compare(b) == 0)
    b.multiply(byPowerOfTen: 20)
    var c = BigNumber()
    c.add(4)
    for _ in 0..<20 { c.multiply(by: 10) }
    c.shift(by: 128)
    #expect(b == c)
  }
}
