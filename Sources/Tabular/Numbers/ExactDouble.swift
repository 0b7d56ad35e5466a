internal import RowcastMachine

/// Whether a double, the only number that spreadsheets and many programs know, holds a number as it
/// is written.
package enum ExactDouble {
  /// The double of a decimal text, if its shortest text is the same number: no digit is lost.
  package static func value(_ text: Span<UInt8>) -> Double? {
    // No double's shortest text has more than seventeen digits.
    guard let scan = DecimalScan(text), !scan.isTruncated else { return nil }
    let magnitude = NearestDouble.magnitude(scan.digits, exponent: scan.exponent)
    guard magnitude.isFinite, magnitude != 0 || scan.digits == 0 else { return nil }
    // Fifteen digits survive in every double of normal range.
    let survives = scan.digits < 1_000_000_000_000_000 && magnitude > 1e-300
    guard survives || scan.digits == 0 || ShortestDecimal(scan) == ShortestDecimal(magnitude)
    else { return nil }
    return scan.isNegative ? -magnitude : magnitude
  }

  /// The double of a whole number, if it is exact.
  package static func value(_ value: Int64) -> Double? {
    let result = Double(value)
    return value.magnitude <= 1 << 53 || Int64(exactly: result) == value ? result : nil
  }
}

/// Whole numbers as they are written.
package enum WholeNumber {
  /// The number of a text of digits with or without a sign; nil for other forms and beyond 64 bits.
  package static func value(_ text: Span<UInt8>) -> Int64? {
    guard let scan = DecimalScan(text), scan.exponent == 0, !scan.isTruncated else { return nil }
    guard scan.isNegative else { return Int64(exactly: scan.digits) }
    return scan.digits == Int64.min.magnitude ? Int64.min : Int64(exactly: scan.digits).map(-)
  }
}
