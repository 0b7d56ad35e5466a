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
    let (start, end) = (range.lowerBound, range.upperBound)
    var at = start
    while at &+ 8 <= end || (at < end && start &+ 8 <= end) {
      // The last word overlaps the one before.
      let word = text.word(at: min(at, end &- 8)) | folded
      // The high bit of each byte that is zero; of bytes above such a one, perhaps, too.
      let x = needles ^ SIMD4(repeating: word)
      let y = (x &- SIMD4(repeating: Self.ones)) & ~x
      if (y[0] | y[1] | y[2] | y[3]) & 0x8080_8080_8080_8080 != 0 { return true }
      at &+= 8
    }
    while at < end {
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
    let (count, end) = (range.count, range.upperBound)
    if count < 8 {
      guard range.lowerBound &+ 8 <= text.count else {
        return range.contains { marks.contains(text[$0]) }
      }
      guard count > 0 else { return false }
      // The first byte stands in for what is behind the last one.
      let word = text.word(at: range.lowerBound)
      let own = (1 as UInt64) << UInt64(8 &* count) &- 1
      return isFound(in: (word & own) | (((word & 0xFF) &* Self.ones) & ~own))
    }
    var at = range.lowerBound
    while at < end {
      // The last word overlaps the one before.
      if isFound(in: text.word(at: min(at, end &- 8))) { return true }
      at &+= 8
    }
    return false
  }

  /// Whether one of eight bytes is looked for.
  @inline(__always)
  private func isFound(in word: UInt64) -> Bool {
    let x = needles ^ SIMD8(repeating: word)
    let y = (x &- SIMD8(repeating: Self.ones)) & ~x
    let z = y.lowHalf | y.highHalf
    let controls = (word &- 0x20 &* Self.ones) & ~word
    return (z[0] | z[1] | z[2] | z[3] | controls) & 0x8080_8080_8080_8080 != 0
  }
}
