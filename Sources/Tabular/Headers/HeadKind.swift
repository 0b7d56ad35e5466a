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
  /// A word or mark for "no value": `n/a`, `-`, `..`.
  case missing

  /// Whether it is a value that could be computed with.
  package var isTyped: Bool {
    switch self {
    case .number, .boolean, .date, .time, .figures, .error: true
    case .empty, .address, .text, .missing: false
    }
  }

  /// What a text is that is neither a plain number nor a date: figures, an address, or words.
  package init(words text: Span<UInt8>) {
    if text.isEmpty {
      self = .empty
    } else if MissingTokens.isNullWord(text) || Self.isMissing(text) {
      self = .missing
    } else if Self.isFigures(text) {
      self = .figures
    } else {
      self = Self.isAddress(text) ? .address : .text
    }
  }

  /// `n/a`, `k.A.`, `-`, `..`: what names no column.
  private static func isMissing(_ text: Span<UInt8>) -> Bool {
    switch text.count {
    case 3 where text.equals("n/a") || text.equals("n/d"): return true
    case 4 where text.equals("n.a.") || text.equals("N.A.") || text.equals("k.A."): return true
    case 6 where text.equals("(null)"): return true
    case 7 where text.equals("(blank)"): return true
    case 1...4: break
    default: return false
    }
    // Points and dashes; an en dash and an em dash begin with E2 80.
    return text.indices.allSatisfy { index in
      switch text[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "."), 0xE2, 0x80, 0x93, 0x94: true
      default: false
      }
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

  /// A URL, an e-mail address, the address of a network card or of IPv6.
  private static func isAddress(_ text: Span<UInt8>) -> Bool {
    if isGroups(text) { return true }
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

  /// Whether a text is the six pairs of a network card's address (`00:1A:2B:3C:4D:5E`), or an IPv6 address:
  /// eight groups, or fewer with one gap among them (`fe80::1:2`).
  package static func isGroups(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 45 else { return false }
    var colons = 0
    var run = 0
    var arePairs = true
    var gaps = 0
    for i in text.indices {
      let letter = text[i] | 0x20
      if text[i] == UInt8(ascii: ":") {
        colons += 1
        if run != 2 { arePairs = false }
        if run == 0, i > 0 { gaps += 1 }
        run = 0
      } else if isDigit(text[i]) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(letter) {
        run += 1
        if run > 4 { return false }
      } else {
        return false
      }
    }
    return (colons == 5 && arePairs && run == 2) || colons == 7 || (colons > 1 && gaps == 1)
  }
}
