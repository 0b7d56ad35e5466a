internal import RowcastMachine

/// A decimal number as it is written, taken apart: up to 19 digits as a number, and a power of ten.
struct DecimalScan {
  /// The leading digits.
  var digits: UInt64 = 0
  /// The power of ten that `digits` is multiplied by.
  var exponent = 0
  var isNegative = false
  /// Whether there were more digits than `digits` holds, other than zeros.
  var isTruncated = false

  /// Takes `[+-]digits[.digits][e[+-]digits]` apart, with a digit on at least one side of the
  /// point; nil for anything else.
  @inline(__always)
  init?(_ text: Span<UInt8>) {
    let end = text.count
    var i = 0
    if end > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
      isNegative = text[0] == UInt8(ascii: "-")
      i = 1
    }
    let start = i
    while i < end {
      let digit = text[i] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      i &+= 1
    }
    var count = i &- start
    let point = i
    if i < end, text[i] == UInt8(ascii: ".") {
      i &+= 1
      while i &+ 8 <= end, let eight = EightDigits.value(of: text.word(at: i).littleEndian) {
        digits = digits &* 100_000_000 &+ eight
        i &+= 8
      }
      while i < end {
        let digit = text[i] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        digits = digits &* 10 &+ UInt64(digit)
        i &+= 1
      }
      exponent = 0 &- (i &- point &- 1)
      count &+= i &- point &- 1
    }
    guard count > 0 else { return nil }
    let behindDigits = i
    if i < end {
      guard text[i] | 0x20 == UInt8(ascii: "e"), let power = Self.power(text, &i) else {
        return nil
      }
      exponent &+= power
    }
    // Leading zeros count as digits here; only rarely are there more than 19.
    if count > 19 { recount(text, start..<behindDigits) }
  }

  /// The exponent behind `e`; nil unless it ends the text.
  private static func power(_ text: Span<UInt8>, _ i: inout Int) -> Int? {
    let end = text.count
    i &+= 1
    var isNegative = false
    if i < end, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
      isNegative = text[i] == UInt8(ascii: "-")
      i &+= 1
    }
    let start = i
    var power = 0
    while i < end {
      let digit = text[i] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      // Beyond this, every number is zero or infinite, unless it has a billion digits.
      if power < 1_000_000_000 { power = power &* 10 &+ Int(digit) }
      i &+= 1
    }
    guard i > start else { return nil }
    return isNegative ? 0 &- power : power
  }

  /// Keeps the first 19 digits that are not leading zeros, for numbers with more than 19 digits.
  private mutating func recount(_ text: Span<UInt8>, _ range: Range<Int>) {
    digits = 0
    var kept = 0
    var dropped = 0
    for i in range where text[i] != UInt8(ascii: ".") {
      let digit = text[i] &- UInt8(ascii: "0")
      if kept == 0, digit == 0 { continue }
      if kept < 19 {
        digits = digits &* 10 &+ UInt64(digit)
        kept += 1
      } else {
        dropped += 1
        if digit != 0 { isTruncated = true }
      }
    }
    exponent &+= dropped
  }
}
