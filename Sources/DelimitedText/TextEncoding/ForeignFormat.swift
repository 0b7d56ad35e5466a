/// Files that are no text but are sometimes named as if they were, told by their first bytes.
enum ForeignFormat {
  /// A sentence about what the bytes are, or nil when they may be text.
  static func sentence(_ head: [UInt8]) -> String? {
    for (magic, sentence) in magics where head.starts(with: magic) { return sentence }
    return nil
  }

  private static let magics: [([UInt8], String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "this is a ZIP archive or an Office document, not delimited text"),
    ([0x50, 0x4B, 0x05, 0x06], "this is an empty ZIP archive, not delimited text"),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      "this is an old Office document (.xls) or another compound file, not delimited text"
    ),
    (Array("%PDF-".utf8), "this is a PDF document, not delimited text"),
    ([0x89, 0x50, 0x4E, 0x47], "this is a PNG image, not delimited text"),
    ([0xFF, 0xD8, 0xFF], "this is a JPEG image, not delimited text"),
    (Array("GIF87a".utf8), "this is a GIF image, not delimited text"),
    (Array("GIF89a".utf8), "this is a GIF image, not delimited text"),
    ([0x1F, 0x8B], "this is gzip-compressed data"),
    ([0x28, 0xB5, 0x2F, 0xFD], "this is zstd-compressed data"),
    (Array("PAR1".utf8), "this is a Parquet file, not delimited text"),
    (Array("ARROW1".utf8), "this is an Arrow file, not delimited text"),
    (Array("Obj\u{1}".utf8), "this is an Avro file, not delimited text"),
    (Array("ORC".utf8) + [0x08], "this is an ORC file, not delimited text"),
    (Array("SQLite format 3\0".utf8), "this is an SQLite database, not delimited text"),
    ([0x7F, 0x45, 0x4C, 0x46], "this is a program, not delimited text"),
    ([0x89, 0x48, 0x44, 0x46], "this is an HDF5 file, not delimited text"),
  ]

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
