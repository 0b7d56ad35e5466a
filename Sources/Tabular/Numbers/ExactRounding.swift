internal import RowcastMachine

/// The double nearest to a decimal number of any length: for those few whose first 19 digits leave
/// two candidates.
///
/// The number is compared with the midpoint of the candidates, both as exact integers.
enum ExactRounding {
  /// Which of two neighboring doubles is nearer to a text.
  /// - Parameters:
  ///   - low: not negative; `high` is the next double.
  static func nearer(
    _ text: Span<UInt8>, low: Double, high: Double
  ) -> Double {
    var number = BigNumber()
    var exponent = 0
    var isFraction = false
    var kept = 0
    var i = 0
    // A digit beyond the 770th can only show that the number is a little larger.
    var hasMore = false
    while i < text.count, text[i] | 0x20 != UInt8(ascii: "e") {
      let digit = text[i] &- UInt8(ascii: "0")
      if text[i] == UInt8(ascii: ".") {
        isFraction = true
      } else if digit < 10 {
        if kept < 780 {
          number.multiply(by: 10)
          number.add(UInt64(digit))
          if isFraction { exponent -= 1 }
          if kept > 0 || digit != 0 { kept += 1 }
        } else {
          if digit != 0 { hasMore = true }
          if !isFraction { exponent += 1 }
        }
      }
      i += 1
    }
    if i < text.count { exponent += Int(String(decoding: text.extracting((i + 1)...))) ?? 0 }
    if hasMore {
      number.multiply(by: 10)
      number.add(1)
      exponent -= 1
    }

    // The midpoint is (2m + 1) × 2^(e - 1) for low = m × 2^e.
    let biased = Int(low.bitPattern >> 52 & 0x7FF)
    let fraction = low.bitPattern & 0xF_FFFF_FFFF_FFFF
    let m = biased == 0 ? fraction : fraction | 1 << 52
    var midpoint = BigNumber()
    midpoint.add(2 * m + 1)
    let power = max(biased, 1) - 1075 - 1
    if exponent >= 0 { number.multiply(byPowerOfTen: exponent) }
    if exponent < 0 { midpoint.multiply(byPowerOfTen: -exponent) }
    if power >= 0 { midpoint.shift(by: power) } else { number.shift(by: -power) }
    switch number.compare(midpoint) {
    case ..<0: return low
    case 0: return m % 2 == 0 ? low : high
    default: return high
    }
  }
}

/// A whole number of any size: just what comparing exactly needs.
struct BigNumber: Equatable {
  /// The words, lowest first, without leading zeros.
  private(set) var words: [UInt64] = []

  mutating func add(_ value: UInt64) {
    var carry = value
    var i = 0
    while carry != 0 {
      if i == words.count { words.append(0) }
      let (sum, overflows) = words[i].addingReportingOverflow(carry)
      words[i] = sum
      carry = overflows ? 1 : 0
      i += 1
    }
  }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for i in words.indices {
      let product = words[i].multipliedFullWidth(by: factor)
      let (sum, overflows) = product.low.addingReportingOverflow(carry)
      words[i] = sum
      carry = product.high + (overflows ? 1 : 0)
    }
    if carry != 0 { words.append(carry) }
  }

  mutating func multiply(byPowerOfTen power: Int) {
    var rest = power
    while rest >= 19 {
      multiply(by: 10_000_000_000_000_000_000)
      rest -= 19
    }
    for _ in 0..<rest { multiply(by: 10) }
  }

  /// Multiplies by a power of two.
  mutating func shift(by bits: Int) {
    guard !words.isEmpty else { return }
    let small = UInt64(bits % 64)
    if small > 0 {
      var carry: UInt64 = 0
      for i in words.indices {
        let word = words[i]
        words[i] = word << small | carry
        carry = word >> (64 - small)
      }
      if carry != 0 { words.append(carry) }
    }
    words.insert(contentsOf: Array(repeating: 0, count: bits / 64), at: 0)
  }

  /// Negative, zero or positive as this one is less than, equal to or greater than the other.
  func compare(_ other: BigNumber) -> Int {
    if words.count != other.words.count { return words.count < other.words.count ? -1 : 1 }
    for i in words.indices.reversed() where words[i] != other.words[i] {
      return words[i] < other.words[i] ? -1 : 1
    }
    return 0
  }
}
