internal import RowcastMachine

/// Numbers as people write them: `$1,234.50`, `1.234,50 €`, `45 %`, `(12.00)`, `12-`, `1 234`,
/// `12,34,567`, `95k`, `6件`; which of them, an ``AmountStyle`` says.
///
/// What stands around the digits is taken off from both ends; what is left is copied, as JSON
/// writes it, while it is checked.
package enum AmountSyntax {
  /// What an amount's text told besides its number.
  package struct Amount {
    package var isNegative = false
    package var isPercent = false
    package var hasCurrency = false
    /// The place of its unit in ``CountingUnit/signs``.
    package var unit: Int?
    /// The power of ten that a suffix multiplies by: 3 for `95k`.
    var power = 0
    package var hasGroups = false
    /// Whether it has a decimal mark, and how many digits stand behind it.
    package var hasFraction = false
    package var fractionDigits = 0
    var hasExponent = false
    var hasLeadingZero = false
    /// Whether JSON writes it otherwise.
    var isRespelled = false
    /// Neither a point nor a comma stands among the digits.
    var isUnseparated = true
    /// Whether no fraction is written.
    var isWhole: Bool { !hasFraction && !hasExponent }
  }

  /// Appends an amount as a JSON number; nil, and nothing appended, when the text is none.
  package static func append(
    _ text: Span<UInt8>, _ style: AmountStyle, to result: inout [UInt8]
  ) -> Amount? {
    let start = result.count
    guard let amount = scan(text, style, write: { result.append($0) }) else {
      result.removeSubrange(start...)
      return nil
    }
    if amount.power > 0 { shift(&result, from: start, by: amount.power) }
    return amount
  }

  /// The finite number nearest to an amount, and what else its text told.
  package static func number(
    _ text: Span<UInt8>, _ style: AmountStyle
  ) -> (value: Double, amount: Amount)? {
    guard text.count > 0, text.count <= 64 else { return nil }
    var digits: [UInt8] = []
    digits.reserveCapacity(text.count + 4)
    guard let amount = append(text, style, to: &digits),
      let value = NumberText.double(digits.span), value.isFinite
    else { return nil }
    return (value, amount)
  }

  /// The finite number nearest to an amount: as ``number(_:_:)``, faster where nothing but digits, a
  /// sign in front and one point stand there.
  package static func double(_ text: Span<UInt8>, _ style: AmountStyle) -> Double? {
    guard style.decimal == UInt8(ascii: "."), isPlain(text) else {
      return number(text, style)?.value
    }
    return NumberText.double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Whether a text is a number as a program writes it, without an exponent.
  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text.count <= 64 else { return false }
    let start = text[0] == UInt8(ascii: "-") ? 1 : 0
    var points = 0
    for i in start..<text.count {
      if text[i] == UInt8(ascii: ".") { points += 1 } else if !isDigit(text[i]) { return false }
    }
    let isCode =
      text.count > start + 1 && text[start] == UInt8(ascii: "0") && isDigit(text[start + 1])
    return points <= 1 && !isCode
  }

  /// As what amounts a text could be read.
  static func readings(_ text: Span<UInt8>, named: AmountStyle?) -> Readings {
    var result: Readings = []
    var found: Amount?
    if let named {
      found = scan(text, named, write: { _ in })
      if let found, !found.hasLeadingZero {
        result = found.isWhole ? [.pointAmount, .wholePoint] : .pointAmount
      }
    } else {
      let marks = [
        ("." as Unicode.Scalar, Readings.pointAmount, Readings.wholePoint),
        (",", .commaAmount, .wholeComma),
      ]
      for (mark, reading, whole) in marks {
        if let amount = scan(text, .amounts(decimal: UInt8(ascii: mark)), write: { _ in }) {
          found = amount
          result.insert(reading)
          if amount.isWhole { result.insert(whole) }
        }
      }
    }
    guard let found, !result.isEmpty else { return [] }
    result.insert(found.unit.map(Readings.unit) ?? (found.isPercent ? .percent : .plain))
    if found.isUnseparated { result.insert(.unseparated) }
    return result
  }

  /// Takes a text apart and writes its number, without the power of ten of a suffix.
  @inline(__always)
  static func scan(
    _ text: Span<UInt8>, _ style: AmountStyle, write: (UInt8) -> Void
  ) -> Amount? {
    var amount = Amount()
    guard let core = AmountFrame.digits(of: text, style, &amount) else { return nil }
    if amount.isNegative { write(UInt8(ascii: "-")) }
    return spell(text, core, style, &amount, write: write) ? amount : nil
  }

  /// Writes the digits of `1.234,50` as `1234.50`.
  @inline(__always)
  private static func spell(
    _ text: Span<UInt8>, _ core: Range<Int>, _ style: AmountStyle, _ amount: inout Amount,
    write: (UInt8) -> Void
  ) -> Bool {
    var at = core.lowerBound
    let end = core.upperBound
    var groups = DigitGroups()
    var separator: Range<Int>?
    while at < end {
      let byte = text[at]
      if isDigit(byte) {
        groups.length += 1
        groups.whole += 1
        // Needless zeros are passed over, where they are accepted.
        let isNeedless =
          byte == UInt8(ascii: "0") && groups.whole == 1 && at + 1 < end
          && text[at + 1] != style.decimal && text[at + 1] | 0x20 != UInt8(ascii: "e")
        if isNeedless {
          amount.hasLeadingZero = true
          groups.whole -= 1
        } else {
          write(byte)
        }
        at += 1
        continue
      }
      if byte == style.decimal || byte | 0x20 == UInt8(ascii: "e") { break }
      let length = DigitGroups.separator(text, at, style)
      guard length > 0, groups.length > 0 else { return false }
      if let first = separator {
        guard first.count == length,
          (0..<length).allSatisfy({ text[first.lowerBound + $0] == text[at + $0] })
        else { return false }
      } else {
        separator = at..<(at + length)
      }
      guard groups.close(isIndian: style.accepts.contains(.indianGroups)) else { return false }
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { amount.isUnseparated = false }
      at += length
    }
    guard groups.isWhole else { return false }
    if amount.hasLeadingZero, !style.accepts.contains(.leadingZeros) { return false }
    amount.hasGroups = groups.count > 0
    if amount.hasGroups || amount.hasLeadingZero { amount.isRespelled = true }
    if groups.whole == 0 {
      guard at < end, text[at] == style.decimal else { return false }
      write(UInt8(ascii: "0"))
      amount.isRespelled = true
    }
    return fraction(text, &at, end, style, hasWhole: groups.whole > 0, &amount, write: write)
  }

  /// Writes what follows the whole part: a fraction, an exponent.
  @inline(__always)
  private static func fraction(
    _ text: Span<UInt8>, _ at: inout Int, _ end: Int, _ style: AmountStyle, hasWhole: Bool,
    _ amount: inout Amount, write: (UInt8) -> Void
  ) -> Bool {
    if at < end, text[at] == style.decimal {
      amount.hasFraction = true
      amount.isUnseparated = false
      if style.decimal != UInt8(ascii: ".") { amount.isRespelled = true }
      at += 1
      let start = at
      while at < end, isDigit(text[at]) {
        if at == start { write(UInt8(ascii: ".")) }
        write(text[at])
        at += 1
      }
      amount.fractionDigits = at - start
      if at == start {
        amount.isRespelled = true
        return hasWhole && at == end
      }
    }
    if at == end { return true }
    guard text[at] | 0x20 == UInt8(ascii: "e"), at + 1 < end else { return false }
    let sign = text[at + 1]
    let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    guard isSigned || amount.hasFraction || style.accepts.contains(.bareExponent) else {
      return false
    }
    write(text[at])
    if isSigned { write(sign) }
    at += isSigned ? 2 : 1
    let start = at
    while at < end, isDigit(text[at]) {
      write(text[at])
      at += 1
    }
    amount.hasExponent = true
    return at == end && at > start && at - start <= 4 && amount.power == 0
  }

  /// Multiplies the number behind `start` by a power of ten: its point moves.
  private static func shift(_ digits: inout [UInt8], from start: Int, by power: Int) {
    let point = digits[start...].firstIndex(of: UInt8(ascii: "."))
    var fraction = point.map { Array(digits[($0 + 1)...]) } ?? []
    digits.removeSubrange((point ?? digits.count)...)
    while fraction.count < power { fraction.append(UInt8(ascii: "0")) }
    digits += fraction.prefix(power)
    let isNegative = digits[start] == UInt8(ascii: "-")
    let first = start + (isNegative ? 1 : 0)
    while digits.count > first + 1, digits[first] == UInt8(ascii: "0") { digits.remove(at: first) }
    if fraction.count > power { digits += [UInt8(ascii: ".")] + fraction[power...] }
  }
}

/// The lengths of the groups of a number's whole part.
struct DigitGroups {
  /// Digits since the last separator.
  var length = 0
  /// All digits but needless zeros in front.
  var whole = 0
  /// How many groups were closed.
  private(set) var count = 0
  private var first = 0
  /// The length of the groups behind the first one, but for the last.
  private var middle = 0

  /// Ends a group at a separator; false when it has a wrong length.
  mutating func close(isIndian: Bool) -> Bool {
    defer {
      count += 1
      length = 0
    }
    if count == 0 {
      first = length
      return length >= 1 && length <= 3
    }
    guard length == 3 || (isIndian && length == 2 && first <= 2) else { return false }
    if middle == 0 { middle = length }
    return length == middle
  }

  /// Whether the last group is whole too.
  var isWhole: Bool { count == 0 || length == 3 }

  /// The length of the separator at a place; 0 when there is none.
  static func separator(_ text: Span<UInt8>, _ at: Int, _ style: AmountStyle) -> Int {
    if let named = style.separator {
      guard !named.isEmpty, at + named.count <= text.count else { return 0 }
      // A blank and an apostrophe stand for those of typography, too.
      if named == [UInt8(ascii: " ")] {
        return text[at] == UInt8(ascii: "\t") ? 0 : text.blank(at: at)
      }
      if named == [UInt8(ascii: "'")], text.holds("\u{2019}", at: at) { return 3 }
      for i in named.indices where text[at + i] != named[i] { return 0 }
      return named.count
    }
    switch text[at] {
    case UInt8(ascii: "."), UInt8(ascii: ","): return text[at] == style.decimal ? 0 : 1
    case UInt8(ascii: "'"): return 1
    case UInt8(ascii: "\t"): return 0
    default: return text.holds("\u{2019}", at: at) ? 3 : text.blank(at: at)
    }
  }
}
