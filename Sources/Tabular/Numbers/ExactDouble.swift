internal import RowcastMachine

/// Whether a double, the only number that spreadsheets and many programs know, holds a number as it
/// is written.
package enum ExactDouble {
  /// The double of a decimal text, if its shortest text is the same number: no digit is lost.
  package static func value(_ text: Span<UInt8>) -> Double? {
    guard let value = NumberText.double(text), value.isFinite else { return nil }
    let digits = DecimalDigits(text)
    // Fifteen digits survive in every double of normal range.
    if digits.count <= 15, value.magnitude > 1e-300 || digits.count == 0 { return value }
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(value, to: &buffer)
    return DecimalDigits(buffer.bytes) == digits ? value : nil
  }

  /// The double of a whole number, if it is exact.
  package static func value(_ value: Int64) -> Double? {
    let result = Double(value)
    return value.magnitude <= 1 << 53 || Int64(exactly: result) == value ? result : nil
  }
}
