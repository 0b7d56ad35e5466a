import RowcastTabular
import TestSupport
import Testing

@Suite struct `Numbers as text` {
  func parsed(_ text: String) -> Double? {
    NumberText.double(Array(text.utf8).span)
  }

  func printed(_ value: Double) -> String {
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(value, to: &buffer)
    return buffer.string
  }

  /// Any bits that are a finite double.
  func doubles(_ count: Int) -> [Double] {
    var generator = FixedGenerator(seed: 20_240_301)
    var values: [Double] = []
    while values.count < count {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { values.append(value) }
    }
    return values
  }

  static let hard: [Double] = [
    0.1, 0.2, 0.3, 1 / 3, .leastNonzeroMagnitude, .leastNormalMagnitude,
    .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, .greatestFiniteMagnitude.nextDown,
    9_007_199_254_740_992, 4_503_599_627_370_497.5, 1e15, 1e16, 1e17, 1e21,
    1e22, 1e23, 9.5e-3, 1e-4, 1e-5, 1e-6, 1e-7, 123_456.789, 2_251_799_813_685_247.75,
    8.41e21, 9.2233720368547758e18, 2e-44, 7.2057594037927933e16, 1.7976931348623157e308,
    6.8999999999999995, 5.764607523034235e39, 1.152921504606847e40,
  ]

  @Test func `a printed double reads back as the same bits, in no more digits than needed`() {
    var values = Self.hard + doubles(50_000)
    for power in -1074...1023 {
      let value = Double(sign: .plus, exponent: power, significand: 1)
      values += [value, value.nextUp, value.nextDown]
    }
    for value in values.flatMap({ [$0, -$0] }) {
      let text = printed(value)
      guard parsed(text)?.bitPattern == value.bitPattern, Double(text) == value else {
        Issue.record("\(value) printed as \(text), read as \(parsed(text) ?? .nan)")
        return
      }
      // The standard library prints the shortest digits too.
      guard digits(text) == digits(value.description) else {
        Issue.record("\(value) printed as \(text)")
        return
      }
    }
  }

  /// The significant digits of a number's text.
  func digits(_ text: String) -> String {
    var digits = String(text.prefix { $0 != "e" }.filter(\.isNumber))
    while digits.first == "0" { digits.removeFirst() }
    while digits.last == "0" { digits.removeLast() }
    return digits
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "-0.0"), (1, "1"), (-1, "-1"), (0.5, "0.5"), (31.5, "31.5"),
    (1e15, "1000000000000000"), (9_999_999_999_999_998, "9999999999999998"), (1e16, "1e+16"),
    (1.5e20, "1.5e+20"), (1e-5, "0.00001"), (1.25e-6, "0.00000125"), (1e-7, "1e-7"),
    (-1.25e-7, "-1.25e-7"), (123.456, "123.456"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (2_251_799_813_685_247.75, "2251799813685247.8"), (0.1 + 0.2, "0.30000000000000004"),
    (1e300, "1e+300"),
  ])
  func `doubles are printed the way people write them`(value: Double, text: String) {
    #expect(printed(value) == text)
  }

  @Test func `texts of all lengths are read as the standard library reads them`() {
    var generator = FixedGenerator(seed: 7)
    for round in 0..<12_000 {
      let whole = Int(generator.next() % 24)
      let fraction = Int(generator.next() % 24)
      var text = generator.next() % 4 == 0 ? "-" : ""
      for _ in 0..<(whole + (fraction == 0 ? 1 : 0)) { text += String(generator.next() % 10) }
      if fraction > 0 { text += "." }
      for _ in 0..<fraction { text += String(generator.next() % 10) }
      if generator.next() % 3 == 0 { text += "e\(Int(generator.next() % 700) - 350)" }
      let expected = Double(text.hasPrefix(".") ? "0" + text : text.replacing("-.", with: "-0."))
      guard parsed(text)?.bitPattern == expected?.bitPattern else {
        Issue.record("round \(round): \(text)")
        return
      }
    }
  }

  @Test func `midpoints between doubles are rounded to even, and a hair beside them not`() {
    var generator = FixedGenerator(seed: 11)
    for _ in 0..<500 {
      // Every double between 2^52 and 2^53 is whole, so that its midpoints end in .5.
      let whole = (1 << 52) + Int(generator.next() % (1 << 52))
      let even = whole % 2 == 0 ? whole : whole + 1
      #expect(parsed("\(whole).5") == Double(even))
      #expect(parsed("\(whole).5\(String(repeating: "0", count: 800))1") == Double(whole + 1))
      #expect(parsed("\(whole).4\(String(repeating: "9", count: 800))") == Double(whole))
    }
  }

  @Test(arguments: [
    ("2.4703282292062327208e-324", 0.0), ("2.4703282292062328e-324", Double.leastNonzeroMagnitude),
    ("1.7976931348623158e308", Double.greatestFiniteMagnitude),
    ("1.7976931348623159e308", .infinity),
    ("1e309", .infinity), ("-1e999999999999", -.infinity), ("1e-400", 0),
    ("0e999999", 0), ("0.\(String(repeating: "0", count: 400))1e401", 1),
    ("1\(String(repeating: "0", count: 400))e-400", 1),
    ("100000000000000016777215", 1.0000000000000001e23),
    ("9007199254740993", 9_007_199_254_740_992),
    ("9007199254740993.00000000000000000000001", 9_007_199_254_740_994),
    ("6.9294956446009195e15", 6_929_495_644_600_919.5), ("+1.5", 1.5), ("5.", 5), (".5", 0.5),
  ])
  func `hard texts are rounded correctly`(text: String, value: Double) {
    #expect(parsed(text) == value)
  }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "-.e1", "1.2.3", "0x10", "inf", "nan", " 1", "1 ",
    "1_000",
    "1,5", "١", "12345678a", "1.12345678a", "1.1234567 ", "--1",
  ])
  func `what is no decimal number is none`(text: String) {
    #expect(parsed(text) == nil)
  }

  @Test func `whole numbers are printed exactly`() {
    var generator = FixedGenerator(seed: 3)
    var values: [Int64] = [0, 1, -1, .min, .max, .min + 1]
    var power: Int64 = 1
    for _ in 0..<18 {
      power *= 10
      values += [power, power - 1, power + 1, -power, 1 - power]
    }
    for _ in 0..<12_000 {
      values.append(Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.next() % 64))
    }
    for value in values {
      var buffer = OutputBytes(capacity: 64)
      NumberText.append(value, to: &buffer)
      guard buffer.string == String(value) else {
        Issue.record("\(value)")
        return
      }
    }
  }
}
