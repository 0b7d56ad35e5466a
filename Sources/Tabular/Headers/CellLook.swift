/// What cells of one column have in common: their kind, and for texts with digits their shape.
struct CellLook: Hashable {
  private let code: UInt64

  /// Beyond the end of a record.
  static let absent = CellLook(code: 1 << 8)
  static let empty = CellLook(code: UInt64(HeadKind.empty.rawValue))

  private init(code: UInt64) { self.code = code }

  init(_ cell: HeadCell) {
    let kind = UInt64(cell.kind.rawValue)
    if cell.kind == .missing {
      self = .empty
      return
    }
    guard cell.kind == .text else {
      code = kind
      return
    }
    code = Self.shape(cell.text).map { $0 << 9 | kind } ?? kind
  }

  var kind: HeadKind? { HeadKind(rawValue: UInt8(truncatingIfNeeded: code & 0xFF)) }
  var isFilled: Bool { self != .absent && self != .empty }
  /// Whether it is a text with digits, such as a code, that others of its shape resemble.
  var hasShape: Bool { code >> 9 != 0 }
  /// Whether it is a text without digits: words.
  var isWords: Bool { code == UInt64(HeadKind.text.rawValue) }

  /// A text with its digits as 9, its letters as a, repeats once: as FNV-1a, which is the same in every
  /// run; nil where it has no digits.
  private static func shape(_ text: String) -> UInt64? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var last: UInt8?
    var (hasDigits, count) = (false, 0)
    for byte in text.utf8 {
      if count == 40 { break }
      count += 1
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isLetter =
        byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      let mark = isDigit ? UInt8(ascii: "9") : isLetter ? UInt8(ascii: "a") : byte
      if last == mark { continue }
      last = mark
      hasDigits = hasDigits || isDigit
      hash = (hash ^ UInt64(mark)) &* 0x100_0000_01B3
    }
    return hasDigits ? hash & (1 << 54 - 1) | 1 : nil
  }
}
