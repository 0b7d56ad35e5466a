internal import RowcastMachine

/// Line ends by the word.
enum Newlines {
  /// How many LF stand in a range.
  static func count(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var i = range.lowerBound
    var count = 0
    while i &+ 8 <= range.upperBound {
      let word = bytes.word(at: i)
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
