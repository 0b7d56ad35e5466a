internal import RowcastFileIO

/// How formulas are stored: the sizes of what stands in them differ.
enum FormulaForm: Sendable {
  case biff5, biff8, binary

  /// The bytes of a row, and of a column with what is relative.
  var rowBytes: Int { self == .binary ? 4 : 2 }
  var columnBytes: Int { self == .biff5 ? 1 : 2 }
  var rowCount: Int { self == .binary ? 1 << 20 : self == .biff8 ? 1 << 16 : 1 << 14 }
  var columnCount: Int { self == .binary ? 1 << 14 : 1 << 8 }
  var cellBytes: Int { rowBytes + columnBytes }
}

/// Reads the tokens of a formula; what is not all there is zero, and told by ``isShort``.
struct FormulaTokens {
  private let bytes: [UInt8]
  private let end: Int
  private(set) var at: Int
  private(set) var isShort = false

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = min(range.lowerBound, bytes.count)
    end = min(range.upperBound, bytes.count)
  }

  var isAtEnd: Bool { at >= end }

  mutating func skip(_ count: Int) {
    if count > end - at { isShort = true }
    at = min(at + count, end)
  }

  mutating func byte() -> Int { number(1) }
  mutating func half() -> Int { number(2) }
  mutating func word() -> Int { number(4) }

  /// A number of one to four bytes.
  mutating func number(_ count: Int) -> Int {
    guard count <= end - at else {
      isShort = true
      at = end
      return 0
    }
    var value = 0
    for i in (0..<count).reversed() { value = value << 8 | Int(bytes[at + i]) }
    at += count
    return value
  }

  mutating func double() -> Double {
    let (low, high) = (word(), word())
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  /// The bytes of a text.
  mutating func text(_ count: Int) -> [UInt8] {
    let start = at
    skip(count)
    return Array(bytes[start..<at])
  }
}
