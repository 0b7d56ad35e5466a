import RowcastTabular
import TestSupport
import Testing

@Suite struct `Numbers as people write them` {
  func read(_ text: String, _ style: AmountStyle) -> String? {
    var text = text
    var digits: [UInt8] = []
    let amount = text.withUTF8 { AmountSyntax.append($0.span, style, to: &digits) }
    return amount.map { _ in String(decoding: digits, as: UTF8.self) }
  }

  static let amounts: [(String, String)] = [
    ("1", "1"), ("-12.50", "-12.50"), ("0.5", "0.5"), (".5", "0.5"), ("3.", "3"),
    ("1.5E+03", "1.5E+03"), ("$1,234.50", "1234.50"), ("-$5", "-5"), ("$-5", "-5"),
    ("45 %", "45"), ("45\u{FF05}", "45"), ("(12.00)", "-12.00"), ("($1,200)", "-1200"),
    ("12-", "-12"), ("+5", "5"), ("\u{2212}5.5", "-5.5"), ("1 234", "1234"),
    ("1\u{202F}234 567", ""), ("1'234'567.8", "1234567.8"), ("1\u{2019}234", "1234"),
    ("\u{FFE5}12,124.50", "12124.50"), ("¥1,234", "1234"), ("5 EUR", "5"),
    ("Rs. 12,34,567.00", "1234567.00"),
    ("12,34,567", "1234567"), ("1,00,000", "100000"), ("6件", "6"), ("12 pcs", "12"),
    ("95k", "95000"), ("1.5k", "1500"), ("-1.2345K", "-1234.5"), ("3万", "30000"),
    ("0.5k", "500"), ("0.0001k", "0.1"), ("1e5", "1e5"), ("-2E10", "-2E10"),
  ]

  @Test(arguments: amounts)
  func `an amount becomes a number of JSON`(text: String, number: String) {
    #expect(read(text, .amounts(decimal: UInt8(ascii: "."))) == (number.isEmpty ? nil : number))
  }

  @Test(arguments: [
    "", "-", "$", "(5", "5)", "--5", "5--", "1,23", "1,2345", "12,345,67", "1234,567", "007",
    "1.2.3", "1,234,56.7", "$5$", "5 € %", "3+", "+4915112345678", "1e", "1e5k", "5 kg", "6件件",
    "1,34,56,789,123", "(-5)", "0x10", ",5", "5,",
  ])
  func `other texts are no amounts`(text: String) {
    #expect(read(text, .amounts(decimal: UInt8(ascii: "."))) == nil)
  }

  @Test func `a decimal comma parts what a point groups`() {
    let style = AmountStyle.amounts(decimal: UInt8(ascii: ","))
    #expect(read("1.234,50 €", style) == "1234.50")
    #expect(read("87.422 €", style) == "87422")
    #expect(read("-,5", style) == "-0.5")
    #expect(read("1,234.5", style) == nil)
    #expect(read("5,58199E+12", style) == "5.58199E+12")
  }

  @Test func `named separators narrow the separators and nothing else`() throws {
    let style = try AmountStyle(decimal: nil, thousands: ",")
    #expect(read("12,34,567.00", style) == "1234567.00")
    #expect(read("007", style) == "7")
    #expect(read("000", style) == "0")
    #expect(read("00.5", style) == "0.5")
    #expect(read("$1,234.50", style) == "1234.50")
    #expect(read("1'234", style) == nil)
    let colons = try AmountStyle(decimal: ",", thousands: "::")
    #expect(read("1::234,5", colons) == "1234.5")
    #expect(read("1:234", colons) == nil)
  }

  static let unusable: [(String?, String?)] = [
    (".", "."), ("5", nil), ("", nil), ("..", nil), ("§", nil), (nil, "0"), (nil, "1 "),
  ]

  @Test(arguments: unusable)
  func `separators that say nothing are refused`(decimal: String?, thousands: String?) {
    #expect(throws: AmountStyleError.self) {
      try AmountStyle(decimal: decimal, thousands: thousands)
    }
  }

  /// The values that both plain numbers and amounts are.
  @Test func `every plain number is the same amount, random ones too`() {
    var generator = FixedGenerator(seed: 11)
    let bytes = Array("0123456789.-+eE".utf8)
    var agreed = 0
    var wrong: [String] = []
    for _ in 0..<12_000 {
      let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        bytes[Int.random(in: 0..<bytes.count, using: &generator)]
      }
      let found = NumberSyntax.kinds(of: text.span)
      guard let found, found.isDisjoint(with: .leadingZero) else { continue }
      var plain: [UInt8] = []
      NumberSyntax.respell(text.span, into: &plain)
      var amount: [UInt8] = []
      let read = AmountSyntax.append(text.span, .amounts(decimal: UInt8(ascii: ".")), to: &amount)
      if read == nil || amount != plain { wrong.append(String(decoding: text, as: UTF8.self)) }
      agreed += 1
    }
    #expect(wrong == [])
    #expect(agreed > 300)
  }

  @Test func `the fast way to a number is the plain one, on random texts`() {
    var generator = FixedGenerator(seed: 12)
    let bytes = Array("0011234567890..,-$% ()k".utf8)
    let style = AmountStyle.learned(decimalComma: false)
    var numbers = 0
    var wrong: [String] = []
    for _ in 0..<12_000 {
      let text = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        bytes[Int.random(in: 0..<bytes.count, using: &generator)]
      }
      let plain = AmountSyntax.number(text.span, style)?.value
      if AmountSyntax.double(text.span, style) != plain {
        wrong.append(String(decoding: text, as: UTF8.self))
      }
      if plain != nil { numbers += 1 }
    }
    #expect(wrong == [])
    #expect(numbers > 300)
  }

  @Test func `eight digits at once are eight digits one by one`() {
    var generator = FixedGenerator(seed: 13)
    var wrong: [String] = []
    for _ in 0..<8000 {
      let bytes = (0..<8).map { _ in UInt8.random(in: 0x2E...0x3B, using: &generator) }
      let word = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
      let text = String(decoding: bytes, as: UTF8.self)
      let isDigits = bytes.allSatisfy { (0x30...0x39).contains($0) }
      if EightDigits.value(of: word) != (isDigits ? UInt64(text) : nil) { wrong.append(text) }
      let first = text.prefix { $0.isASCII && $0.isNumber }
      let count = EightDigits.count(of: word.littleEndian)
      if count != first.count { wrong.append(text) }
      if count > 0, EightDigits.value(of: word.littleEndian, count: count) != UInt64(first) {
        wrong.append(text)
      }
    }
    // No other byte is one of them, wherever it stands.
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        let shift = UInt64(8 * place)
        let word = 0x3939_3939_3939_3939 & ~(0xFF << shift) | UInt64(byte) << shift
        let isDigit = (0x30...0x39).contains(byte)
        if EightDigits.count(of: word) != (isDigit ? 8 : place) { wrong.append("\(byte) \(place)") }
      }
    }
    #expect(wrong == [])
  }

  @Test func `pieces and boxes have no reading in common`() {
    func readings(_ texts: [String]) -> Readings {
      texts.reduce(Readings.all) { readings, text in
        var text = text
        return text.withUTF8 { Readings.of($0.span, among: readings) }
      }
    }
    #expect(!readings(["6件", "12件"]).isDisjoint(with: .measures))
    #expect(readings(["6件", "12箱"]).isDisjoint(with: .measures))
    #expect(readings(["6%", "12"]).isDisjoint(with: .measures))
    #expect(!readings(["95k", "950"]).isDisjoint(with: .measures))
  }
}
