import RowcastTabular

/// Numbers of cells: kept as they are written where that is the shortest way, else as doubles.
enum NumberScan {
  /// The value of a number's text (xsd:double without INF and NaN); nil when it is none.
  ///
  /// Whole numbers that fit become integers, also when written `5.0` or `1E+3`; whole numbers that
  /// fit nowhere keep their digits; up to 15 digits in plain form are kept as text, for no other
  /// text of a double is as short; the rest are doubles.
  static func read(_ text: [UInt8]) -> SheetValue? {
    var body = text[...]
    let isNegative = body.first == UInt8(ascii: "-")
    if isNegative || body.first == UInt8(ascii: "+") { body.removeFirst() }
    let whole = body.prefix { isDigit($0) }
    var rest = body.dropFirst(whole.count)
    if rest.isEmpty, !whole.isEmpty { return integer(whole, isNegative: isNegative) }
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { isDigit($0) }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty, rest.isEmpty || isExponent(rest) else { return nil }
    if rest.isEmpty, isCanonical(whole, fraction), text.first != UInt8(ascii: "+") {
      return .decimal(text)
    }
    return double(text, whole: whole, fraction: fraction, exponent: rest, isNegative: isNegative)
  }

  private static func integer(_ digits: ArraySlice<UInt8>, isNegative: Bool) -> SheetValue {
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    if significant.isEmpty { return isNegative ? .double(-0.0) : .integer(0) }
    let text = (isNegative ? [UInt8(ascii: "-")] : []) + Array(significant)
    if let value = Int64(String(decoding: text, as: UTF8.self)) { return .integer(value) }
    // Beyond 400 digits no double is near either; the digits stay what they are.
    return .decimal(text)
  }

  /// `0.5`, `12.25`: at most 15 significant digits, no needless zeros.
  private static func isCanonical(
    _ whole: ArraySlice<UInt8>, _ fraction: ArraySlice<UInt8>
  ) -> Bool {
    guard let first = whole.first, let last = fraction.last, last != UInt8(ascii: "0"),
      whole.count == 1 || first != UInt8(ascii: "0"), fraction.count <= 18
    else { return false }
    let leading = (whole + fraction).prefix { $0 == UInt8(ascii: "0") }.count
    return whole.count + fraction.count - leading <= 15
  }

  private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first | 0x20 == UInt8(ascii: "e") else { return false }
    var digits = text.dropFirst()
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") {
      digits = digits.dropFirst()
    }
    return !digits.isEmpty && digits.allSatisfy { isDigit($0) }
  }

  private static func double(
    _ text: [UInt8], whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>,
    exponent: ArraySlice<UInt8>, isNegative: Bool
  ) -> SheetValue? {
    // `.5` and `5.` are xsd:doubles; here every number has digits on both sides of its point.
    let sign = isNegative ? [UInt8(ascii: "-")] : []
    let plain =
      sign + (whole.isEmpty ? [UInt8(ascii: "0")] : Array(whole))
      + (fraction.isEmpty ? [] : [UInt8(ascii: ".")] + fraction) + exponent
    guard let value = NumberText.double(plain.span), value.isFinite
    else { return nil }
    return .ofDouble(value)
  }
}
