import RowcastMachine

/// U+FEFF as UTF-8, which belongs to no field where a record begins.
enum ByteOrderMark {
  static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether it may stand before a record of these bytes, which begin at one.
  static func mayBegin(_ bytes: Span<UInt8>) -> Bool {
    var from = 0
    while let at = bytes.firstIndex(of: 0xEF, from: from) {
      from = at + 1
      guard at == 0 || bytes[at - 1] == UInt8(ascii: "\n") || bytes[at - 1] == UInt8(ascii: "\r")
      else { continue }
      if bytes.holds(Self.bytes, at: at) { return true }
    }
    return false
  }
}
