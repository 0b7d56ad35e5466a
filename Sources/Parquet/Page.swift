internal import RowcastFileIO

/// A page as it lies in the file: its header and its compressed values.
struct Page: Sendable {
  /// Header and body.
  let bytes: [UInt8]
  /// What ``bytes`` would be without compression.
  let plainCount: Int
  /// How many rows, or entries of the dictionary.
  let count: Int

  enum Kind: Sendable, Equatable {
    /// Values one after the other, or codes of the dictionary before them.
    case values, codes
    case dictionary
  }

  init(_ kind: Kind, _ body: [UInt8], count: Int, by compressor: ZstandardCompressor) {
    let packed = compressor.compressed(body)
    let header = ThriftWriter.encoded { page in
      page.i32(1, kind == .dictionary ? 2 : 0)
      page.i32(2, Int32(clamping: body.count))
      page.i32(3, Int32(clamping: packed.count))
      if kind == .dictionary {
        page.structure(7) {
          $0.i32(1, Int32(clamping: count))
          $0.i32(2, 0)
        }
      } else {
        page.structure(5) {
          $0.i32(1, Int32(clamping: count))
          $0.i32(2, kind == .codes ? 8 : 0)
          $0.i32(3, 3)
          $0.i32(4, 3)
        }
      }
    }
    bytes = header + packed
    plainCount = header.count + body.count
    self.count = count
  }
}
