import RowcastMachine

/// Up to four bytes that are looked for at once, eight places at a time.
struct ByteFinder {
  private let needles: SIMD4<UInt64>
  private let bytes: SIMD4<UInt8>
  /// The bits that make no difference, set in all bytes.
  private let folded: UInt64

  /// - Parameter folded: bits of a byte that make no difference, and are set in the bytes looked
  ///   for: 0x20 for letters in any case.
  init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, folded: UInt8 = 0) {
    bytes = SIMD4(a, b, c, d)
    needles = SIMD4(truncatingIfNeeded: bytes) &* SIMD4(repeating: Self.ones)
    self.folded = UInt64(folded) &* Self.ones
  }

  init(_ byte: UInt8, folded: UInt8 = 0) { self.init(byte, byte, byte, byte, folded: folded) }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Whether one of the bytes stands in a range of a text.
  @inline(__always)
  func isFound(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at &+ 8 <= range.upperBound {
      let word = text.word(at: at) | folded
      // The high bit of each byte that is zero; of bytes above such a one, perhaps, too.
      let x = needles ^ SIMD4(repeating: word)
      let y = (x &- SIMD4(repeating: Self.ones)) & ~x
      if (y[0] | y[1] | y[2] | y[3]) & 0x8080_8080_8080_8080 != 0 { return true }
      at &+= 8
    }
    while at < range.upperBound {
      let byte = text[at] | UInt8(truncatingIfNeeded: folded)
      if byte == bytes[0] || byte == bytes[1] || byte == bytes[2] || byte == bytes[3] {
        return true
      }
      at &+= 1
    }
    return false
  }
}

/// Control characters and up to eight other bytes that are looked for at once, eight places at a time.
struct MarkFinder {
  private let needles: SIMD8<UInt64>
  private let marks: ByteSet

  /// - Parameter bytes: more than eight are not looked for; there must be one.
  init(_ bytes: [UInt8]) {
    var found = SIMD8<UInt8>(repeating: bytes.first ?? 0)
    for (i, byte) in bytes.prefix(8).enumerated() { found[i] = byte }
    needles = SIMD8(truncatingIfNeeded: found) &* SIMD8(repeating: Self.ones)
    marks = ByteSet(bytes.prefix(8) + Array(0..<0x20))
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Whether one of the bytes stands in a range of a text.
  @inline(__always)
  func isFound(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count < 8 { return range.contains { marks.contains(text[$0]) } }
    var at = range.lowerBound
    while at < range.upperBound {
      // The last word overlaps the one before.
      let word = text.word(at: min(at, range.upperBound &- 8))
      let x = needles ^ SIMD8(repeating: word)
      let y = (x &- SIMD8(repeating: Self.ones)) & ~x
      let z = y.lowHalf | y.highHalf
      let controls = (word &- 0x20 &* Self.ones) & ~word
      if (z[0] | z[1] | z[2] | z[3] | controls) & 0x8080_8080_8080_8080 != 0 { return true }
      at &+= 8
    }
    return false
  }
}
