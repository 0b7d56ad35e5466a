/// Whether bytes are UTF-8 (Unicode 16, table 3-7), at the speed of reading words where they are
/// ASCII.
enum UTF8Check {
  /// The offset of the first byte that is no part of a valid character.
  static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    let raw = bytes.bytes
    var i = 0
    while i < bytes.count {
      if i &+ 8 <= bytes.count,
        raw.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        i &+= 8
        continue
      }
      let lead = bytes[i]
      if lead < 0x80 {
        i &+= 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      guard lead >= 0xC2, lead <= 0xF4, i + length <= bytes.count else { return i }
      let second = bytes[i + 1]
      let least: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
      let most: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
      guard second >= least, second <= most else { return i }
      if length > 2, bytes[i + 2] & 0xC0 != 0x80 { return i }
      if length > 3, bytes[i + 3] & 0xC0 != 0x80 { return i }
      i &+= length
    }
    return nil
  }
}

/// Line ends by the word.
enum Newlines {
  static func count(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let raw = bytes.bytes
    var i = range.lowerBound
    var count = 0
    while i &+ 8 <= range.upperBound {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      let x = word ^ 0x0A0A_0A0A_0A0A_0A0A
      // The high bit of every byte that is not zero, without carries between bytes.
      let nonzero = ((x & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | x
      count &+= 8 &- (nonzero & 0x8080_8080_8080_8080).nonzeroBitCount
      i &+= 8
    }
    while i < range.upperBound {
      if bytes[i] == UInt8(ascii: "\n") { count &+= 1 }
      i &+= 1
    }
    return count
  }
}
