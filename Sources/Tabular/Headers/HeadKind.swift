internal import RowcastMachine

/// What a cell of the first rows looks like: coarser than a type, and wider, as it decides nothing
/// but where the table and its header are.
package enum HeadKind: UInt8, Sendable, Hashable {
  case empty
  case number
  case boolean
  case date
  case time
  /// Digits with separators, signs and currencies that are no plain number: amounts, local dates.
  case figures
  case address
  case error
  case text

  /// Whether it is a value that could be computed with.
  package var isTyped: Bool {
    switch self {
    case .number, .boolean, .date, .time, .figures, .error: true
    case .empty, .address, .text: false
    }
  }

  /// What a text is that is neither a plain number nor a date: figures, an address, or words.
  package init(words text: Span<UInt8>) {
    if text.isEmpty {
      self = .empty
    } else if Self.isFigures(text) {
      self = .figures
    } else {
      self = Self.isAddress(text) ? .address : .text
    }
  }

  /// `31/12/2024`, `-28.935,72`, `$1,234.50`, `45 %`, `1 234`, `(12.50)`, `+49 30 1234`.
  private static func isFigures(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 40 else { return false }
    var digits = 0
    var others = 0
    for i in text.indices {
      switch text[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "+"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: " "), UInt8(ascii: "'"):
        others += 1
      case 0xC2, 0xA0, 0xA3, 0xA5, 0xE2, 0x82, 0xAC, 0x80, 0xAF: others += 1
      default: return false
      }
    }
    return digits > 0 && digits >= others / 2
  }

  private static func isAddress(_ text: Span<UInt8>) -> Bool {
    var signs = 0
    var commas = 0
    for i in text.indices {
      switch text[i] {
      case UInt8(ascii: " "): return false
      case UInt8(ascii: "@"): signs += 1
      case UInt8(ascii: ","): commas += 1
      default: break
      }
    }
    if text.holds("http://", at: 0) || text.holds("https://", at: 0) { return true }
    return signs == 1 && commas == 0 && text.count < 80 && text[0] != UInt8(ascii: "@")
      && text[text.count - 1] != UInt8(ascii: "@")
  }
}
