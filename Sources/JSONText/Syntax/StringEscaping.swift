internal import RowcastMachine
package import RowcastTabular

/// Texts as JSON strings, escaped no more than RFC 8259 section 7 asks: quote, backslash and the
/// controls below U+0020.
///
/// Eight bytes are looked at together. In `x ^ 0x02` the quote (0x22) trades places with the blank
/// (0x20), so that quote and controls are exactly the bytes below 0x21: one comparison for both, a
/// second one for the backslash. The word is stored before it is judged; when a byte of it needs an
/// escape, writing goes on from there. Measured by `Benchmarks/Micro` ("encode json").
public enum StringEscaping {
  /// How many bytes beyond the escaped text may be overwritten.
  static let slack = 16

  /// The most bytes that `count` bytes may become, with quotes and slack.
  @inline(__always)
  static func bound(_ count: Int) -> Int { 6 * count + 2 + slack }

  /// Writes `source[start..<(start + count)]` with quotes around it.
  /// - Parameters:
  ///   - target: has room for `bound(count)` bytes from `place` on.
  /// - Returns: the number of bytes written.
  @inline(__always)
  static func writeQuoted(
    _ source: Span<UInt8>, from start: Int, count: Int, to target: inout MutableSpan<UInt8>,
    at place: Int
  ) -> Int {
    target[place] = UInt8(ascii: "\"")
    let n = write(source, from: start, count: count, to: &target, at: place &+ 1)
    target[place &+ 1 &+ n] = UInt8(ascii: "\"")
    return n &+ 2
  }

  /// As ``writeQuoted(_:from:count:to:at:)``, without the quotes.
  @inline(__always)
  static func write(
    _ source: Span<UInt8>, from start: Int, count: Int, to target: inout MutableSpan<UInt8>,
    at place: Int
  ) -> Int {
    let end = start &+ count
    var i = start
    var out = place
    while i < end {
      guard i &+ 8 <= source.count else {
        out = writeByBytes(source, i..<end, to: &target, at: out)
        break
      }
      let word = source.word(at: i)
      target.store(word, at: out)
      let special = special(word)
      let left = end &- i
      let clean = min(special == 0 ? 8 : special.trailingZeroBitCount &>> 3, left)
      i &+= clean
      out &+= clean
      if clean < 8, clean < left {
        out &+= writeEscape(of: source[i], to: &target, at: out)
        i &+= 1
      }
    }
    return out &- place
  }

  /// Whether a byte cannot stand for itself inside a string.
  @inlinable @inline(__always)
  public static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// The first byte of the eight that needs an escape has its high bit set; those below have not.
  @inline(__always)
  static func special(_ word: UInt64) -> UInt64 {
    let quoteOrControl = (word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121
    let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
    return (quoteOrControl | backslash) & ~word & 0x8080_8080_8080_8080
  }

  @inline(never)
  private static func writeByBytes(
    _ source: Span<UInt8>, _ range: Range<Int>, to target: inout MutableSpan<UInt8>, at start: Int
  ) -> Int {
    var out = start
    for i in range {
      let byte = source[i]
      if isEscaped(byte) {
        out &+= writeEscape(of: byte, to: &target, at: out)
      } else {
        target[out] = byte
        out &+= 1
      }
    }
    return out
  }

  @inline(never)
  static func writeEscape(
    of byte: UInt8, to target: inout MutableSpan<UInt8>, at place: Int
  ) -> Int {
    target[place] = UInt8(ascii: "\\")
    let short: UInt8? =
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
      case 0x0A: UInt8(ascii: "n")
      case 0x0D: UInt8(ascii: "r")
      case 0x09: UInt8(ascii: "t")
      case 0x08: UInt8(ascii: "b")
      case 0x0C: UInt8(ascii: "f")
      default: nil
      }
    if let short {
      target[place + 1] = short
      return 2
    }
    target[place + 1] = UInt8(ascii: "u")
    target[place + 2] = UInt8(ascii: "0")
    target[place + 3] = UInt8(ascii: "0")
    target[place + 4] = UInt8(ascii: "0") + byte >> 4
    let low = byte & 15
    target[place + 5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
    return 6
  }

  /// Whether no byte needs an escape.
  static func isPlain(_ bytes: Span<UInt8>) -> Bool {
    var i = 0
    while i &+ 8 <= bytes.count {
      if special(bytes.word(at: i)) != 0 { return false }
      i &+= 8
    }
    while i < bytes.count {
      if isEscaped(bytes[i]) { return false }
      i &+= 1
    }
    return true
  }
}

extension OutputBytes {
  /// Appends a text as a JSON string, a piece at a time when it is long.
  package mutating func appendQuoted(_ bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    appendEscaped(bytes)
    append(UInt8(ascii: "\""))
  }

  /// Appends a text as the inside of a JSON string.
  mutating func appendEscaped(_ bytes: Span<UInt8>) {
    var i = 0
    while i < bytes.count {
      let n = min(bytes.count - i, 4096)
      write(atMost: StringEscaping.bound(n)) {
        StringEscaping.write(bytes, from: i, count: n, to: &$0, at: 0)
      }
      i += n
    }
  }

  /// Appends a text as a JSON string.
  mutating func appendQuoted(_ text: String) { text.withBytes { appendQuoted($0) } }
}
