internal import RowcastMachine

/// A decimal number without leading and trailing zeros: `0.00120e5` is 12 × 10^1.
package struct DecimalDigits: Equatable {
  /// ASCII digits; none for zero.
  package private(set) var digits: [UInt8] = []
  /// The power of ten that the digits are multiplied by.
  package private(set) var exponent = 0
  package private(set) var isNegative = false
  package var count: Int { digits.count }

  package init(_ text: Span<UInt8>) {
    var i = 0
    if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
      isNegative = text[i] == UInt8(ascii: "-")
      i += 1
    }
    var isFraction = false
    while i < text.count, text[i] | 0x20 != UInt8(ascii: "e") {
      if text[i] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        if !digits.isEmpty || text[i] != UInt8(ascii: "0") { digits.append(text[i]) }
        if isFraction { exponent -= 1 }
      }
      i += 1
    }
    if i < text.count {
      // Beyond this, every number is zero or infinite.
      let power = Int(String(decoding: text.extracting((i + 1)...))) ?? 0
      exponent += max(-1_000_000, min(1_000_000, power))
    }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }
}
