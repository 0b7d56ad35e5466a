/// Numbers as text, exactly: correct rounding in, the shortest text that reads back the same out.
///
/// Measured on one core of a cloud machine: see `Benchmarks/Micro` ("numbers").
public enum NumberText {
  /// The double nearest to a decimal text `[+-]digits[.digits][e[+-]digits]`, with digits on at
  /// least one side of the point; infinite beyond the largest double, nil for anything else.
  public static func double(_ text: Span<UInt8>) -> Double? {
    guard let scan = DecimalScan(text) else { return nil }
    var magnitude = NearestDouble.magnitude(scan.digits, exponent: scan.exponent)
    if scan.isTruncated {
      let above = NearestDouble.magnitude(scan.digits &+ 1, exponent: scan.exponent)
      if above != magnitude {
        magnitude = ExactRounding.nearer(text, low: magnitude, high: above)
      }
    }
    return scan.isNegative ? -magnitude : magnitude
  }

  /// The double nearest to `digits × 10^exponent`; infinite beyond the largest one.
  package static func double(digits: UInt64, exponent: Int) -> Double {
    NearestDouble.magnitude(digits, exponent: exponent)
  }

  /// The most bytes of a number's text.
  public static let limit = 32

  /// Appends the shortest decimal text that reads back as the same double, a valid JSON number.
  ///
  /// Whole numbers below 10^16 have neither point nor exponent; numbers from 10^-6 on have a
  /// point; others are `1.5e+20`, `1e-7`. Zero with a minus is `-0.0`.
  /// JSON has no other numbers than finite ones: nothing is appended for them.
  public static func append(_ value: Double, to buffer: inout OutputBytes) {
    buffer.write(atMost: limit) { write(value, to: &$0) }
  }

  /// The text of a double, as ``append(_:to:)-(Double,_)`` writes it.
  public static func string(_ value: Double) -> String {
    var buffer = OutputBytes(capacity: 64)
    append(value, to: &buffer)
    return buffer.string
  }

  /// Appends a whole number.
  public static func append(_ value: Int64, to buffer: inout OutputBytes) {
    buffer.write(atMost: limit) { write(value, to: &$0) }
  }

  /// Writes a whole number to a place with room for ``limit`` bytes; returns how many it wrote.
  static func write(_ value: Int64, to target: inout MutableSpan<UInt8>, at place: Int = 0) -> Int {
    let magnitude = value.magnitude
    var start = 0
    if value < 0 {
      target[place] = UInt8(ascii: "-")
      start = 1
    }
    let count = DigitWriter.count(magnitude)
    DigitWriter.writeAll(magnitude, count: count, to: &target, at: place &+ start)
    return start &+ count
  }

  /// Writes a double to a place with room for ``limit`` bytes; returns how many it wrote, 0 when it
  /// is not finite.
  private static func write(_ value: Double, to target: inout MutableSpan<UInt8>) -> Int {
    guard value.isFinite else { return 0 }
    if value.magnitude < 1e16 {
      let whole = Int64(value)
      if Double(whole) == value, whole != 0 || value.sign == .plus {
        return write(whole, to: &target)
      }
    }
    var at = 0
    if value.sign == .minus {
      target[0] = UInt8(ascii: "-")
      at = 1
    }
    if value == 0 {
      target[at] = UInt8(ascii: "0")
      target[at &+ 1] = UInt8(ascii: ".")
      target[at &+ 2] = UInt8(ascii: "0")
      return at &+ 3
    }
    return at &+ write(ShortestDecimal(value), to: &target, at: at)
  }

  /// Writes digits and exponent in the shape people and JSON take.
  private static func write(
    _ decimal: ShortestDecimal, to target: inout MutableSpan<UInt8>, at start: Int
  ) -> Int {
    let count = DigitWriter.count(decimal.digits)
    /// Where the point stands, counted from the first digit.
    let point = count &+ decimal.exponent
    switch point {
    case 1..<count where point <= 16:
      DigitWriter.writeAll(decimal.digits, count: count, to: &target, at: start &+ 1)
      for i in start..<(start &+ point) { target[i] = target[i &+ 1] }
      target[start &+ point] = UInt8(ascii: ".")
      return count &+ 1
    case -5...0:
      target[start] = UInt8(ascii: "0")
      target[start &+ 1] = UInt8(ascii: ".")
      for i in 0..<(0 &- point) { target[start &+ 2 &+ i] = UInt8(ascii: "0") }
      DigitWriter.writeAll(decimal.digits, count: count, to: &target, at: start &+ 2 &- point)
      return 2 &- point &+ count
    default:
      DigitWriter.writeAll(decimal.digits, count: count, to: &target, at: start &+ 1)
      target[start] = target[start &+ 1]
      var at = start &+ 1
      if count > 1 {
        target[at] = UInt8(ascii: ".")
        at &+= count
      }
      target[at] = UInt8(ascii: "e")
      let power = point &- 1
      target[at &+ 1] = power < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
      let magnitude = UInt64(power.magnitude)
      let digits = DigitWriter.count(magnitude)
      DigitWriter.writeAll(magnitude, count: digits, to: &target, at: at &+ 2)
      return at &+ 2 &+ digits &- start
    }
  }
}
