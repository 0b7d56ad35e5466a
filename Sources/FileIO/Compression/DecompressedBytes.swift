/// A source whose compression, if it had one, is undone.
public struct DecompressedBytes: ByteSource {
  /// The compression that was undone; nil when there was none.
  public let compression: Compression?
  /// How many bytes behind the compressed data were passed over.
  public let trailingCount: Int
  private let bytes: any ByteSource

  /// The name of the source whose compression was undone.
  public var name: String { bytes.name }
  /// The number of decompressed bytes.
  public var count: Int { bytes.count }

  /// Fills the buffer from `offset` in the decompressed bytes.
  /// - Throws: ``FileError`` when they cannot be read.
  public func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    try bytes.read(into: &buffer, at: offset)
  }

  fileprivate init(_ source: any ByteSource, limit: Int) throws(FileError) {
    compression = try Compression.detected(in: source)
    guard let compression else {
      (bytes, trailingCount) = (source, 0)
      return
    }
    let spool = Spool(for: source.name)
    trailingCount =
      switch compression {
      case .gzip: try Gzip.decompress(source, to: spool, limit: limit)
      case .zstd: try Zstandard.decompress(source, to: spool, limit: limit)
      }
    bytes = spool.finished()
  }
}

extension ByteSource {
  /// The bytes behind a gzip or zstd compression, told by the first bytes; others as they are.
  ///
  /// They are decompressed here and now, into memory when they are few and into an unnamed temporary
  /// file otherwise, with all checksums verified.
  /// - Parameter limit: the greatest number of bytes that they may grow to.
  /// - Throws: ``FileError``: damaged data, more bytes than the limit, or a compression that is not
  ///   read (bzip2, xz and others), by its name.
  public func decompressed(limit: Int = 1 << 40) throws(FileError) -> DecompressedBytes {
    try DecompressedBytes(self, limit: limit)
  }
}
