import RowcastMachine

/// How a column of numbers is packed: most columns are whole numbers of some decimal unit, which take
/// two or three bytes where a double takes eight.
///
/// A value is `(least + code - 2) / 10^digits`, and that quotient is tried on every value before it is
/// chosen, so that each comes back to the last bit (as in ALP, Afroozeh and others, SIGMOD 2023); the
/// first two codes are a missing value and the zero below zero. Other columns are kept as they are. The
/// bytes of a place stand together, lowest first: these compress better.
struct PackedNumbers: Sendable, Codable {
  /// The decimal digits of the unit; nil for doubles as they are.
  private var digits: Int?
  /// The least of the whole numbers.
  private var least = 0
  /// The bytes of a value.
  private var width = 8

  private static let units: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
  /// Up to here adding a large number and taking it away again rounds to a whole one.
  private static let limit = 0x1p51

  private enum CodingKeys: String, CodingKey { case digits, least, width }

  /// Finds how these are packed.
  init(_ values: [Double]) {
    var digits = 0
    while digits < Self.units.count {
      if let range = Self.range(of: values, unit: Self.units[digits]) {
        let width = Self.width(of: UInt64(range.upperBound - range.lowerBound) + Self.others)
        if width < 8 { (self.digits, least, self.width) = (digits, range.lowerBound, width) }
        return
      }
      digits += 1
    }
  }

  /// The range of the whole numbers, if all values are such numbers of a unit.
  private static func range(of values: [Double], unit: Double) -> ClosedRange<Int>? {
    var (low, high) = (Int.max, Int.min)
    for value in values where !value.isNaN && !isNegativeZero(value) {
      let whole = rounded(value * unit)
      guard whole.magnitude < limit else { return nil }
      let number = Int(whole)
      guard (Double(number) / unit).bitPattern == value.bitPattern else { return nil }
      low = min(low, number)
      high = max(high, number)
    }
    return low <= high ? low...high : 0...0
  }

  /// To the nearest whole number, below ``limit``.
  private static func rounded(_ value: Double) -> Double { (value + 0x1.8p52) - 0x1.8p52 }

  private static func isNegativeZero(_ value: Double) -> Bool {
    value.bitPattern == (-0.0).bitPattern
  }

  /// The codes of a missing value and of the zero below zero.
  private static let others: UInt64 = 2

  /// The bytes that numbers up to the largest take.
  static func width(of largest: UInt64) -> Int {
    max(1, (UInt64.bitWidth - largest.leadingZeroBitCount + 7) / 8)
  }

  /// Appends the values.
  func append(_ values: [Double], to bytes: inout [UInt8]) {
    guard let digits else { return bytes.append(planes: values.map(\.bitPattern), count: 8) }
    let unit = Self.units[digits]
    let codes = values.map { value in
      if value.isNaN { return UInt64(0) }
      if Self.isNegativeZero(value) { return 1 }
      return UInt64(Int(Self.rounded(value * unit)) - least) + Self.others
    }
    bytes.append(planes: codes, count: width)
  }

  /// The values again; nil when the bytes do not fit.
  func values(of bytes: Span<UInt8>, count: Int) -> [Double]? {
    guard (1...8).contains(width), digits != nil || width == 8,
      digits.map({ Self.units.indices.contains($0) && width < 8 }) ?? true,
      let codes = bytes.planes(width, of: count), bytes.count == count * width
    else { return nil }
    guard let digits else { return codes.map { Double(bitPattern: $0) } }
    let unit = Self.units[digits]
    return codes.map { code in
      code < Self.others
        ? (code == 0 ? .nan : -0.0) : Double(least &+ Int(code) &- Int(Self.others)) / unit
    }
  }
}

extension [UInt8] {
  /// Appends the lowest bytes of all numbers, then the next ones, `count` of them.
  mutating func append(planes numbers: [UInt64], count: Int) {
    reserveCapacity(self.count + numbers.count * count)
    for place in 0..<count {
      for number in numbers { append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(place)))) }
    }
  }
}

extension Span<UInt8> {
  /// The numbers whose bytes stand by places at the beginning; nil when these are not as many.
  func planes(_ width: Int, of count: Int) -> [UInt64]? {
    let (size, isTooLarge) = count.multipliedReportingOverflow(by: width)
    guard count >= 0, !isTooLarge, size <= self.count else { return nil }
    var numbers = [UInt64](repeating: 0, count: count)
    for place in 0..<width {
      let bytes = extracting((place * count)..<((place + 1) * count))
      for i in 0..<count { numbers[i] |= UInt64(bytes[i]) << (8 * UInt64(place)) }
    }
    return numbers
  }
}
