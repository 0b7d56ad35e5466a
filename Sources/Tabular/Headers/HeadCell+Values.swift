extension HeadCell {
  /// Whether it is a number without decimals.
  var isWholeNumber: Bool {
    kind == .number && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// Whether it is a number, or an amount of one: `1.234,50`, `$47.10`, `+5.00`, `(12)`. A day, a span of
  /// numbers, a percentage and a text of digits alone are none.
  var isAmount: Bool {
    guard kind == .figures else { return kind == .number }
    var hasDigits = false
    var hasSigns = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigits = true
      case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "%"): return false
      case UInt8(ascii: "-") where hasDigits: return text.utf8.last == byte && !text.contains(" ")
      default: hasSigns = true
      }
    }
    // Between the first digits and the last stand groups of three, not the months of days.
    let groups = text.split { !$0.isASCII || !$0.isNumber }
    return hasDigits && hasSigns && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 }
  }

  /// Whether it is a day with a time.
  var isMoment: Bool {
    kind.isTyped && kind != .time && text.contains(":") && text.utf8.count > 12
  }
}

extension String {
  /// Whether it looks like an object of JSON.
  var isObject: Bool { utf8.count > 2 && hasPrefix("{\"") && hasSuffix("}") }
}
