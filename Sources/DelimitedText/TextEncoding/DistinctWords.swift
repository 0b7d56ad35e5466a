import RowcastTabular

/// The words of a text that have bytes beyond ASCII, each of them once.
///
/// What recurs proves no more than what stands once: a column of units repeats one word in every
/// row. Numbers count as one word whatever their digits are.
struct DistinctWords {
  /// The words with the bytes beside them, a line each.
  let text: [UInt8]
  let count: Int
  /// How much their bytes beyond ASCII tell: three of a word, and the same byte a few times over.
  let evidence: Int

  private static let mostOfWord = 3
  private static let mostOfByte = 4

  init(of bytes: [UInt8]) {
    var seen: Set<[UInt8]> = []
    var text: [UInt8] = []
    var counts = [Int](repeating: 0, count: 256)
    var start = 0
    var hasHigh = false
    /// Ends the word before a byte that is of none.
    func end(_ at: Int) {
      defer {
        start = at + 1
        hasHigh = false
      }
      guard hasHigh, seen.insert(Self.key(bytes[start..<at])).inserted else { return }
      text += bytes[max(start - 1, 0)..<min(at + 1, bytes.count)]
      text.append(UInt8(ascii: "\n"))
      var told = 0
      for byte in bytes[start..<at] where byte >= 0x80 && told < Self.mostOfWord {
        counts[Int(byte)] += 1
        told += 1
      }
    }
    for at in bytes.indices {
      if bytes[at] >= 0x80 { hasHigh = true } else if Self.isBetween(bytes[at]) { end(at) }
    }
    end(bytes.count)
    self.text = text
    count = seen.count
    evidence = counts.reduce(0) { $0 + min($1, Self.mostOfByte) }
  }

  /// Whether a byte is of no word: signs from `@` on may be the second half of a character.
  private static func isBetween(_ byte: UInt8) -> Bool { byte < 0x40 && !isDigit(byte) }

  private static func key(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    for byte in word {
      let byte = isDigit(byte) ? UInt8(ascii: "0") : byte
      if byte != UInt8(ascii: "0") || key.last != byte { key.append(byte) }
    }
    return key
  }
}
