/// Bytes that are no text, whatever they are.
enum ForeignFormat {
  /// Whether the bytes hold so many control characters that they are no text in any encoding
  /// whose units are bytes.
  ///
  /// One or two kinds of them in lines of text are a delimiter or padding.
  static func isBinary(_ sample: [UInt8]) -> Bool {
    var counts = [Int](repeating: 0, count: 0x20)
    var lineEnds = 0
    for byte in sample where byte < 0x20 {
      switch byte {
      case 0x0A, 0x0D: lineEnds += 1
      case 0x09, 0x0C, 0x1A, 0x1B, 0x1C...0x1F: break
      default: counts[Int(byte)] += 1
      }
    }
    let controls = counts.reduce(0, +)
    let kinds = counts.count { $0 > 0 }
    if kinds <= 2, controls * 2 < sample.count, lineEnds > 0, lineEnds * 2000 >= sample.count {
      return false
    }
    return controls * 100 > sample.count * 2 && controls > 1
  }
}
