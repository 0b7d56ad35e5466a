internal import RowcastMachine

/// Whether a double, the only number that spreadsheets and many programs know, holds a number as it
/// is written.
package enum ExactDouble {
  /// The double of a decimal text, if its shortest text is the same number: no digit is lost.
  package static func value(_ text: Span<UInt8>) -> Double? {
    guard let value = NumberText.double(text), value.isFinite else { return nil }
    let digits = Decimal(text)
    // Fifteen digits survive in every double of normal range.
    if digits.count <= 15, value.magnitude > 1e-300 || digits.count == 0 { return value }
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(value, to: &buffer)
    return Decimal(buffer.bytes) == digits ? value : nil
  }

  /// The double of a whole number, if it is exact.
  package static func value(_ value: Int64) -> Double? {
    let result = Double(value)
    return value.magnitude <= 1 << 53 || Int64(exactly: result) == value ? result : nil
  }

  /// A decimal number without leading and trailing zeros: `0.00120e5` is 12 × 10^1.
  private struct Decimal: Equatable {
    private var digits: [UInt8] = []
    private var exponent = 0
    private var isNegative = false
    var count: Int { digits.count }

    init(_ text: Span<UInt8>) {
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
        exponent += Int(String(decoding: text.extracting((i + 1)...))) ?? 0
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
}
