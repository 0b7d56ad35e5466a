internal import RowcastTabular

/// Numbers as people write them: `$1,234.50`, `45 %`, `(12)`, `1.234,5 €`, `3e8`.
///
/// Currency signs, percent signs, thousands separators and blanks are dropped; a percentage keeps
/// its figure (`45%` is 45); parentheses or a minus at either end make the number negative.
/// Digits after a leading zero (`007`) are a code, not a number.
struct AmountText {
  /// Whether a comma is the decimal separator, and a point the thousands separator.
  var decimalComma: Bool

  /// The number, or nil when the trimmed text is not one.
  func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count > 0, text.count <= 64 else { return nil }
    if !decimalComma, Self.isPlain(text) { return Self.plain(text) }
    return amount(text)
  }

  /// Whether a text is digits with at most a sign in front and one point: the common case.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var points = 0
    for (i, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): continue
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: "-"): if i > 0 { return false }
      default: return false
      }
    }
    return points <= 1
  }

  private static func plain(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let start = text[0] == UInt8(ascii: "-") ? 1 : 0
    if isCode(text, from: start) { return nil }
    return NumberText.double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Whether digits follow a leading zero.
  private static func isCode(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    text.count > start + 1 && text[start] == UInt8(ascii: "0") && isDigit(text[start + 1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func amount(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var digits: [UInt8] = []
    digits.reserveCapacity(text.count)
    var isNegative = false
    var depth = 0
    var groups: [Int] = []  // digits of the whole part before each separator
    var sawPoint = false
    var sawExponent = false
    var sawDigit = false
    var ended = false
    var signs = 0
    let decimal = decimalComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    let thousands = decimalComma ? UInt8(ascii: ".") : UInt8(ascii: ",")
    var i = 0
    while i < text.count {
      let byte = text[i]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if ended { return nil }
        sawDigit = true
        digits.append(byte)
      case decimal:
        if sawPoint || sawExponent || ended { return nil }
        sawPoint = true
        digits.append(UInt8(ascii: "."))
      case thousands, UInt8(ascii: "'"):
        if sawPoint || sawExponent || !sawDigit || ended { return nil }
        groups.append(digits.count)
      case UInt8(ascii: "("):
        if depth != 0 || sawDigit { return nil }
        depth = 1
        isNegative = true
      case UInt8(ascii: ")"):
        if depth != 1 { return nil }
        depth = 2
        ended = true
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        signs += 1
        if signs > 1 { return nil }
        if byte == UInt8(ascii: "-") { isNegative = true }
        if sawDigit { ended = true }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard sawDigit, !sawExponent, !ended, i + 1 < text.count else { return nil }
        sawExponent = true
        digits.append(byte)
        let next = text[i + 1]
        if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
          digits.append(next)
          i += 1
        }
        guard i + 1 < text.count, Self.isDigit(text[i + 1]) else { return nil }
      case UInt8(ascii: "$"), UInt8(ascii: "%"): if sawDigit { ended = true }
      case UInt8(ascii: " "):
        // A blank may group digits, or stand beside a sign.
        if sawDigit, !ended, i + 3 < text.count, Self.isDigit(text[i + 1]),
          Self.isDigit(text[i + 2]), Self.isDigit(text[i + 3])
        {
          groups.append(digits.count)
        } else if sawDigit {
          ended = true
        }
      default:
        let length = Self.signLength(text, at: i)
        if length == 0 { return nil }
        if length < 0 {
          if sawDigit, !ended, i - length < text.count, Self.isDigit(text[i - length]) {
            groups.append(digits.count)
          }
          i += -length - 1
        } else {
          if sawDigit { ended = true }
          i += length - 1
        }
      }
      i += 1
    }
    guard sawDigit, depth != 1 else { return nil }
    guard groupsAgree(groups, digits) else { return nil }
    let value = digits.withUnsafeBufferPointer { bytes in
      Self.isCode(bytes, from: 0) ? nil : NumberText.double(bytes)
    }
    guard let value, value.isFinite else { return nil }
    return isNegative ? -value : value
  }

  /// Whether the whole part is one to three digits, then groups of three (or, as in India, of two
  /// with three last).
  private func groupsAgree(_ groups: [Int], _ digits: [UInt8]) -> Bool {
    guard let first = groups.first else { return true }
    var whole = digits.count
    for (i, byte) in digits.enumerated() where !Self.isDigit(byte) {
      whole = i
      break
    }
    guard first >= 1, first <= 3 else { return false }
    let ends = groups.dropFirst() + [whole]
    var before = first
    for (i, end) in ends.enumerated() {
      let length = end - before
      let isLast = i == ends.count - 1
      guard length == 3 || (!isLast && length == 2) else { return false }
      before = end
    }
    return true
  }

  /// The length of a currency sign at a place; negative for a narrow or no-break space; else 0.
  private static func signLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    let left = text.count - i
    if left >= 2, text[i] == 0xC2 {
      switch text[i + 1] {
      case 0xA3, 0xA5, 0xA2, 0xA4: return 2  // pound, yen, cent, general currency sign
      case 0xA0: return -2
      default: return 0
      }
    }
    if left >= 3, text[i] == 0xE2 {
      if text[i + 1] == 0x82 { return 3 }  // U+2080 to U+20BF: the currency signs of Unicode
      if text[i + 1] == 0x80, text[i + 2] == 0xAF || text[i + 2] == 0x89 { return -3 }
    }
    return 0
  }
}
