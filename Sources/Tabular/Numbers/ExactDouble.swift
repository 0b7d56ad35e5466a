internal import RowcastMachine

/// Whether a double, the only number that spreadsheets and many programs know, holds a number as it
/// is written.
package enum ExactDouble {
  /// The double of a decimal text, if its shortest text is the same number: no digit is lost.
  package static func value(_ text: Span<UInt8>) -> Double? {
    guard let value = NumberText.double(text), value.isFinite else { return nil }
    // Fifteen digits survive in every double of normal range.
    if value.magnitude > 1e-300, digitCount(text) <= 15 { return value }
    let digits = DecimalDigits(text)
    if digits.count <= 15, value.magnitude > 1e-300 || digits.count == 0 { return value }
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
