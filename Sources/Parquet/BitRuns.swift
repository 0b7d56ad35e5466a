/// Small numbers as runs and packed bits: the hybrid of Parquet's Encodings.md, section RLE.
enum BitRuns {
  /// Whether each row has a value: one bit each, behind their length in four bytes.
  static func levels(_ isPresent: [Bool], present: Int, into page: inout [UInt8]) {
    var runs: [UInt8] = []
    if present == isPresent.count || present == 0 {
      runs.append(varint: UInt64(isPresent.count) << 1)
      runs.append(present == 0 ? 0 : 1)
    } else {
      runs.append(varint: UInt64((isPresent.count + 7) / 8) << 1 | 1)
      runs.append(bits: isPresent)
    }
    page.append(text: runs)
  }

  /// Codes of a dictionary of `count` entries: their width in bits, then the codes.
  static func codes(_ codes: some Collection<UInt32>, of count: Int, into page: inout [UInt8]) {
    let width = count < 2 ? 1 : Int.bitWidth - (count - 1).leadingZeroBitCount
    page.append(UInt8(width))
    guard let first = codes.first else { return }
    if codes.allSatisfy({ $0 == first }) {
      page.append(varint: UInt64(codes.count) << 1)
      for i in 0..<((width + 7) / 8) {
        page.append(UInt8(truncatingIfNeeded: first >> UInt32(8 * i)))
      }
      return
    }
    let groups = (codes.count + 7) / 8
    page.append(varint: UInt64(groups) << 1 | 1)
    page.reserveCapacity(page.count + groups * width)
    var bits: UInt64 = 0
    var held = 0
    var written = 0
    for code in codes {
      bits |= UInt64(code) << UInt64(held)
      held += width
      while held >= 8 {
        page.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        held -= 8
        written += 1
      }
    }
    // The last group is filled with zeros.
    while written < groups * width {
      page.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      written += 1
    }
  }
}
