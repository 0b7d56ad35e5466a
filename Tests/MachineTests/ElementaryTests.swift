import RowcastMachine
import TestSupport
import Testing

@Suite struct ElementaryTests {
  private static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": Elementary.exp, "expm1": Elementary.expm1, "log": Elementary.log,
    "log1p": Elementary.log1p, "tanh": Elementary.tanh, "sigmoid": Elementary.sigmoid,
    "softplus": Elementary.softplus, "erfc": Elementary.erfc,
    "sine": { Elementary.sine(turns: $0) }, "cosine": { Elementary.cosine(turns: $0) },
  ]

  @Test func `Every function is within one unit in the last place of values of 300 bits`() throws {
    var counts: [String: Int] = [:]
    for line in try Fixture.text("elementary.txt").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: " ")
      let function = try #require(Self.functions[String(fields[0])])
      let (x, exact) = (try #require(Double(fields[1])), try #require(Double(fields[2])))
      #expect(abs(function(x) - exact) <= exact.ulp, "\(line)")
      counts[String(fields[0]), default: 0] += 1
    }
    #expect(counts.count == Self.functions.count && counts.values.allSatisfy { $0 >= 12 })
  }

  @Test func `Results at the ends and beyond are those of the standard`() {
    #expect(Elementary.exp(0) == 1 && Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(710) == .infinity && Elementary.exp(-745.2) == 0)
    #expect(Elementary.expm1(-0.0).sign == .minus && Elementary.expm1(-.infinity) == -1)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(1) == 0 && Elementary.log1p(-1) == -.infinity)
    #expect(Elementary.tanh(.infinity) == 1 && Elementary.tanh(-23) == -1)
    #expect(Elementary.sigmoid(0) == 0.5 && Elementary.sigmoid(.infinity) == 1)
    #expect(Elementary.sigmoid(-.infinity) == 0)
    #expect(Elementary.softplus(-.infinity) == 0 && Elementary.softplus(800) == 800)
    #expect(Elementary.erfc(0) == 1 && Elementary.erfc(-.infinity) == 2)
    #expect(Elementary.erfc(.infinity) == 0)
    #expect(Elementary.sine(turns: 0.5) == 0 && Elementary.cosine(turns: 0.25) == 0)
    #expect(Elementary.sine(turns: 0.25) == 1 && Elementary.cosine(turns: 1e300) == 1)
    #expect(Elementary.log(-1).isNaN && Elementary.log1p(-2).isNaN)
    #expect(Elementary.sine(turns: .infinity).isNaN)
    for function in Self.functions.values { #expect(function(.nan).isNaN) }
  }

  @Test func `Whole powers are rounded once`() {
    #expect(Elementary.power(10, 22) == 1e22 && Elementary.power(10, 300) == 1e300)
    #expect(
      Elementary.power(10, -5) == 1e-5 && Elementary.power(0.999, 1000) == 0.36769542477096373)
    #expect(Elementary.power(10, 400) == .infinity && Elementary.power(0.9, 8000) == 0)
    #expect(Elementary.power(-2, 3) == -8 && Elementary.power(7, 0) == 1)
  }

  @Test func `They agree with the C library to two units in the last place`() {
    var x = -30.0
    while x < 30 {
      #expect(abs(Elementary.exp(x) - exp(x)) <= 2 * exp(x).ulp)
      #expect(abs(Elementary.tanh(x) - tanh(x)) <= 2 * tanh(x).ulp)
      #expect(abs(Elementary.log(abs(x) + 0.01) - log(abs(x) + 0.01)) <= 2 * log(abs(x) + 0.01).ulp)
      x += 0.037
    }
  }
}
