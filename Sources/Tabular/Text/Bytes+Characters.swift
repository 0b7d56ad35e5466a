internal import RowcastMachine

/// Whether a byte is a decimal digit of ASCII.
@inlinable @inline(__always)
package func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

extension Span<UInt8> {
  /// Whether these are the bytes of a word of small letters, in any case.
  package func equalsIgnoringCase(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for i in 0..<count where self[i] | 0x20 != word.bytes[i] { return false }
    return true
  }

  /// The length of the blank at a place: a space, a tab, a no-break, thin, narrow no-break or
  /// ideographic space; 0 for another character.
  func blank(at place: Int) -> Int {
    guard place < count else { return 0 }
    switch self[place] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): return 1
    case 0xC2: return place + 1 < count && self[place + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      return holds("\u{202F}", at: place) || holds("\u{2009}", at: place) ? 3 : 0
    case 0xE3: return holds("\u{3000}", at: place) ? 3 : 0
    default: return 0
    }
  }

  /// The number of `count` digits at a place; nil when there are not so many.
  func number(at place: Int, digits count: Int) -> Int? {
    guard place >= 0, place + count <= self.count else { return nil }
    var value = 0
    for i in place..<(place + count) {
      guard isDigit(self[i]) else { return nil }
      value = value * 10 + Int(self[i] &- UInt8(ascii: "0"))
    }
    return value
  }
}

extension Span<UInt8> {
  /// Where the bytes begin and end without blanks, tabs, line ends and no-break spaces at both ends.
  var trimmedRange: Range<Int> {
    var start = 0
    var end = count
    while start < end {
      if self[start] <= 0x20 {
        start += 1
      } else if end - start >= 2, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if self[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 2, self[end - 1] == 0xA0, self[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// The bytes without blanks, tabs, line ends and no-break spaces at both ends.
  package var trimmed: Span<UInt8> {
    @_lifetime(copy self)
    get { extracting(trimmedRange) }
  }
}
