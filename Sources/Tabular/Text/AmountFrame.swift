internal import RowcastMachine

/// What stands around the digits of an amount: signs, a currency, a percent sign, a unit.
enum AmountFrame {
  /// The place of the digits, without what stands around them; nil when that is none of what the
  /// style accepts, or too much of it.
  @inline(__always)
  static func digits(
    of text: Span<UInt8>, _ style: AmountStyle, _ amount: inout AmountSyntax.Amount
  ) -> Range<Int>? {
    guard let first = text.isEmpty ? nil : text[0] else { return nil }
    if isDigit(first), isDigit(text[text.count - 1]) { return 0..<text.count }
    if first == UInt8(ascii: "-"), text.count > 1, isDigit(text[1]), isDigit(text[text.count - 1]) {
      amount.isNegative = true
      return 1..<text.count
    }
    return framed(text, style, &amount)
  }

  private static func framed(
    _ text: Span<UInt8>, _ style: AmountStyle, _ amount: inout AmountSyntax.Amount
  ) -> Range<Int>? {
    var frame = Frame(style: style, start: 0, end: text.count)
    guard frame.takeFront(text, &amount) else { return nil }
    var digitsEnd = frame.end
    while digitsEnd > frame.start, !isDigit(text[digitsEnd - 1]) { digitsEnd -= 1 }
    guard digitsEnd > frame.start else { return nil }
    let lastDigit = digitsEnd
    // `3.` is a number, and so is `3. €`.
    if digitsEnd < frame.end, text[digitsEnd] == style.decimal, !hasMark(text, frame, digitsEnd) {
      digitsEnd += 1
    }
    guard frame.takeBack(text, from: digitsEnd, &amount) else { return nil }
    // `+4915112345678` is a telephone number.
    if text[0] == UInt8(ascii: "+"), lastDigit - frame.start >= 7, frame.symbols == 0 {
      return nil
    }
    return frame.start..<digitsEnd
  }

  private static func hasMark(_ text: Span<UInt8>, _ frame: Frame, _ end: Int) -> Bool {
    (frame.start..<end).contains { text[$0] == frame.style.decimal || text[$0] | 0x20 == 0x65 }
  }

  /// What is left between the two ends, and how much was taken off.
  private struct Frame {
    let style: AmountStyle
    var start: Int
    var end: Int
    var signs = 0
    var symbols = 0

    var acceptsSigns: Bool { style.accepts.contains(.signs) }

    /// Takes signs, a parenthesis and a currency off the front.
    mutating func takeFront(_ text: Span<UInt8>, _ amount: inout AmountSyntax.Amount) -> Bool {
      while start < end, !isDigit(text[start]), text[start] != style.decimal {
        let byte = text[start]
        let minus = Self.minus(text, start)
        if minus > 0, minus == 1 || acceptsSigns {
          amount.isNegative = true
          signs += 1
          start += minus
        } else if acceptsSigns, text.blank(at: start) > 0 {
          start += text.blank(at: start)
        } else if acceptsSigns, byte == UInt8(ascii: "+") {
          signs += 1
          start += 1
        } else if acceptsSigns, byte == UInt8(ascii: "("), end - start >= 3,
          text[end - 1] == UInt8(ascii: ")")
        {
          amount.isNegative = true
          signs += 1
          start += 1
          end -= 1
        } else if style.accepts.contains(.currency),
          let length = Currency.length(text, start, end)
        {
          amount.hasCurrency = true
          symbols += 1
          start += length
        } else {
          return false
        }
        if byte != UInt8(ascii: "-") || start > 1 { amount.isRespelled = true }
      }
      return signs <= 1 && symbols <= 1
    }

    /// Takes what follows the digits.
    mutating func takeBack(
      _ text: Span<UInt8>, from place: Int, _ amount: inout AmountSyntax.Amount
    ) -> Bool {
      var at = place
      while at < end {
        amount.isRespelled = true
        let minus = Self.minus(text, at)
        if acceptsSigns, text.blank(at: at) > 0 {
          at += text.blank(at: at)
        } else if acceptsSigns, minus > 0, signs == 0, at + minus == end {
          amount.isNegative = true
          signs += 1
          at += minus
        } else if symbols > 0 {
          return false
        } else if style.accepts.contains(.percent), let length = Self.percent(text, at) {
          amount.isPercent = true
          symbols += 1
          at += length
        } else if style.accepts.contains(.currency), let length = Currency.length(text, at, end) {
          amount.hasCurrency = true
          symbols += 1
          at += length
        } else if style.accepts.contains(.units),
          let unit = CountingUnit.unit(
            text, at, end, hasMillions: style.accepts.contains(.millions))
        {
          amount.unit = unit.place
          amount.power = unit.power
          symbols += 1
          at += unit.length
        } else {
          return false
        }
      }
      return true
    }

    /// The length of a minus: a hyphen, or U+2212.
    private static func minus(_ text: Span<UInt8>, _ at: Int) -> Int {
      text[at] == UInt8(ascii: "-") ? 1 : text.holds("\u{2212}", at: at) ? 3 : 0
    }

    /// The length of a percent sign, also of full width.
    private static func percent(_ text: Span<UInt8>, _ at: Int) -> Int? {
      text[at] == UInt8(ascii: "%") ? 1 : text.holds("\u{FF05}", at: at) ? 3 : nil
    }
  }
}
