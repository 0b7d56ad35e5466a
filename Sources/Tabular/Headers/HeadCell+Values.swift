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

  /// Whether it is a number from 1850 to 2150.
  var isYear: Bool { Int(text).map((1850...2150).contains) ?? false }

  /// Whether it is a percentage.
  var isShare: Bool {
    kind == .figures && text.last == "%"
      && !text.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
  }

  /// Whether it is a number with a sign or decimals, or an amount.
  var isSignedOrFraction: Bool { isAmount && !isWholeNumber }

  /// Whether it is figures as days are written: `31/12/2024`, `1-5`.
  var isDay: Bool {
    let groups = text.split { !$0.isASCII || !$0.isNumber }
    return kind == .figures && (2...3).contains(groups.count) && groups.allSatisfy { $0.count <= 4 }
      && text.allSatisfy { $0.isNumber || "/-.".contains($0) }
  }

  /// Whether it is a day with a time.
  var isMoment: Bool {
    kind.isTyped && kind != .time && text.contains(":") && text.utf8.count > 12
  }
}

extension HeadRow {
  /// Whether its cells are one name with numbers that count: `F1, F2, F3`.
  var countsNames: Bool {
    let stems = Set(cells.map { $0.text.prefix { !$0.isNumber } })
    guard cells.count > 2, stems.count == 1, let stem = stems.first, !stem.isEmpty else {
      return false
    }
    let numbers = cells.compactMap { Int($0.text.dropFirst(stem.count)) }
    return numbers.count == cells.count && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }
}

extension String {
  /// Whether it looks like an object of JSON.
  var isObject: Bool { utf8.count > 2 && hasPrefix("{\"") && hasSuffix("}") }

  /// Whether it is words as columns are named by: letters first, and nothing but letters, digits, blanks
  /// and what joins words.
  var isIdentifier: Bool {
    guard let first, first.isLetter || first == "_", count <= 40 else { return false }
    return allSatisfy { $0.isLetter || $0.isNumber || "_ -.".contains($0) }
  }
}
