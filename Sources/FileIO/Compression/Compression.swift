/// A way of compression that is undone when it is found.
public enum Compression: String, Sendable, Hashable {
  /// RFC 1952, any number of members.
  case gzip
  /// RFC 8878, any number of frames.
  case zstd

  /// The compression of some bytes, or nil.
  /// - Throws: ``FileError`` when it is one that is not read.
  static func detect(_ source: any ByteSource) throws(FileError) -> Compression? {
    let head = try source.bytes(at: 0, count: 10)
    if head.starts(with: [0x1F, 0x8B, 0x08]) { return .gzip }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    if let format = unsupported(head) {
      throw FileError(.unsupportedCompression(format), path: source.name)
    }
    return nil
  }

  private static func unsupported(_ head: [UInt8]) -> String? {
    if head.starts(with: Array("BZh".utf8)), head.count == 10,
      head[4...].elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    {
      return "bzip2"
    }
    let magics: [([UInt8], String)] = [
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
      ([0x04, 0x22, 0x4D, 0x18], "lz4"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"),
      ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "RAR"),
      ([0x1F, 0x9D], "compress"),
      ([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], "Snappy"),
      ([0x4C, 0x5A, 0x49, 0x50], "lzip"),
    ]
    return magics.first { head.starts(with: $0.0) }?.1
  }
}
