/// The one form of an exact sum: its sign, and digits to the base 2^32 without zeros at both ends.
struct SumDigits: Sendable, Hashable {
  private(set) var isNegative = false
  /// The place of the first digit, which counts in units of `2^(32 first - 1074)`.
  private(set) var first = 0
  private(set) var digits: [UInt32] = []

  /// Reads limbs, whose carries are settled on the way.
  init(carrying limbs: inout ArraySlice<Int64>) {
    func settle() {
      for i in limbs.indices.dropLast() {
        let carried = limbs[i] >> 32
        limbs[i] -= carried << 32
        limbs[i + 1] += carried
      }
    }
    settle()
    isNegative = (limbs.last ?? 0) < 0
    if isNegative {
      for i in limbs.indices { limbs[i] = -limbs[i] }
      settle()
    }
    guard let start = limbs.firstIndex(where: { $0 != 0 }),
      let end = limbs.lastIndex(where: { $0 != 0 })
    else { return }
    first = start - limbs.startIndex
    digits = limbs[start...end].map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Adds the digits to limbs of 0.
  func put(into limbs: inout [Int64], at start: Int) {
    for (i, digit) in digits.enumerated() where first + i < Limbs.count {
      limbs[start + first + i] += isNegative ? -Int64(digit) : Int64(digit)
    }
  }

  /// The nearest double, of two the even one; infinite beyond the largest.
  var value: Double {
    guard let top = digits.last else { return 0 }
    // The place of the highest bit, in units of the smallest double.
    let highest = 32 * (first + digits.count - 1) + 31 - top.leadingZeroBitCount
    func digit(_ fromTop: Int) -> UInt64 {
      fromTop < digits.count ? UInt64(digits[digits.count - 1 - fromTop]) : 0
    }
    let magnitude: Double
    if highest <= 52 {
      // The bits of such a double are the number of smallest doubles in it.
      var units: UInt64 = 0
      for (i, digit) in digits.enumerated() { units |= UInt64(digit) << UInt64(32 * (first + i)) }
      magnitude = Double(bitPattern: units)
    } else {
      let zeros = UInt64(top.leadingZeroBitCount)
      let high = (digit(0) << 32 | digit(1)) << zeros | (digit(2) << zeros) >> 32
      let below = (digit(2) << zeros) & 0xFFFF_FFFF != 0
      let isMore = below || digits.dropLast(3).contains { $0 != 0 }
      var mantissa = high >> 11
      let rest = high & 0x7FF
      if rest > 0x400 || (rest == 0x400 && (isMore || mantissa & 1 == 1)) { mantissa += 1 }
      // The leading bit of the mantissa, and a carry beyond it, count up the exponent.
      let exponent = UInt64(highest - 52)
      magnitude =
        exponent >= 0x7FE
        ? .infinity : Double(bitPattern: exponent << 52 + mantissa)
    }
    return isNegative ? -magnitude : magnitude
  }

  /// `-1f:3a.ffff0000`: the sign, the place of the first digit, the digits from low to high.
  var text: String {
    guard !digits.isEmpty else { return "0" }
    let words = digits.map { String($0, radix: 16) }.joined(separator: ".")
    return "\(isNegative ? "-" : "")\(String(first, radix: 16)):\(words)"
  }

  /// Reads what ``text`` gives; nil for anything else.
  init?(parsing text: Substring) {
    if text == "0" { return }
    let parts = text.drop { $0 == "-" }.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let place = Int(parts[0], radix: 16), place >= 0 else { return nil }
    let words = parts[1].split(separator: ".", omittingEmptySubsequences: false)
      .map { UInt32($0, radix: 16) }
    digits = words.compactMap(\.self)
    guard digits.count == words.count, !digits.isEmpty, place < Limbs.count,
      digits.count <= Limbs.count - place, digits.first != 0, digits.last != 0
    else { return nil }
    first = place
    isNegative = text.first == "-"
  }
}
