/// Numbers as text, exactly: correct rounding in, the shortest text that reads back the same out.
public enum NumberText {
  /// The double nearest to a decimal text `[+-]digits[.digits][e[+-]digits]`; nil for anything else.
  public static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    Double(String(decoding: text, as: UTF8.self))
  }

  /// Appends the shortest decimal text that reads back as the same finite double, as a valid JSON
  /// number; whole numbers below 10^16 without point or exponent.
  public static func append(_ value: Double, to buffer: inout ByteBuffer) {
    if value == value.rounded(), value.magnitude < 1e16, !(value == 0 && value.sign == .minus) {
      buffer.append(String(Int64(value)))
    } else {
      buffer.append(value.description)
    }
  }

  /// Appends a whole number.
  public static func append(_ value: Int64, to buffer: inout ByteBuffer) {
    buffer.append(String(value))
  }
}
