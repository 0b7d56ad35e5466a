internal import RowcastMachine

/// Whether a double, the only number that spreadsheets and many programs know, holds a number as it
/// is written.
package enum ExactDouble {
  /// The double of a decimal text, if its shortest text is the same number: no digit is lost.
  package static func value(_ text: Span<UInt8>) -> Double? {
    guard let value = NumberText.double(text), value.isFinite else { return nil }
    // Fifteen digits survive in every double of normal range.
    if value.magnitude > 1e-300, digitCount(text) <= 15 { return value }
    if value != 0, let number = ShortestDecimal(digitsOf: text) {
      return number == ShortestDecimal(value) ? value : nil
    }
    let digits = DecimalDigits(text)
    if digits.count == 0 { return value }
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(value, to: &buffer)
    return DecimalDigits(buffer.bytes) == digits ? value : nil
  }

  /// The digits before the exponent, zeros at both ends too.
  private static func digitCount(_ text: Span<UInt8>) -> Int {
    var count = 0
    for i in 0..<text.count {
      if text[i] | 0x20 == UInt8(ascii: "e") { break }
      if text[i] &- UInt8(ascii: "0") < 10 { count &+= 1 }
    }
    return count
  }

  /// The double of a whole number, if it is exact.
  package static func value(_ value: Int64) -> Double? {
    let result = Double(value)
    return value.magnitude <= 1 << 53 || Int64(exactly: result) == value ? result : nil
  }
}

extension ShortestDecimal {
  /// The number that a text states, in the one form that ``init(_:)`` gives, too; nil for more than 19
  /// digits and for zero. The sign is left out.
  fileprivate init?(digitsOf text: Span<UInt8>) {
    digits = 0
    exponent = 0
    var isFraction = false
    // Zeros wait until another digit follows.
    var zeros = 0
    var count = 0
    for i in 0..<text.count {
      let byte = text[i]
      if byte | 0x20 == UInt8(ascii: "e") {
        guard let power = Int(String(decoding: text.extracting((i + 1)...))),
          power.magnitude < 1_000_000
        else { return nil }
        exponent += power
        break
      }
      if byte == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { continue }
      if isFraction { exponent -= 1 }
      if digit == 0 {
        zeros += 1
        continue
      }
      if count > 0 { count += zeros }
      count += 1
      guard count <= 19 else { return nil }
      if count > 1 { for _ in 0..<zeros { digits &*= 10 } }
      digits = digits &* 10 &+ UInt64(digit)
      zeros = 0
    }
    guard count > 0 else { return nil }
    exponent += zeros
  }
}
